"""Something the bot has to tell somebody."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """One thing to tell: ``subject`` numbers what it is about.

    ``locale`` is the reader's own; empty while it is unknown.
    """

    id: int
    user_id: int
    kind: str
    subject: int
    locale: str
