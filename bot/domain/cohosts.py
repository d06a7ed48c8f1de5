"""Who hosts an event besides its host, and who takes over when the host is gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

COHOSTS = 10
"""As many may help to host one event."""


class Heir(StrEnum):
    """As what somebody takes an event over."""

    COHOST = "cohost"
    REPRESENTATIVE = "representative"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Takeover:
    """Who hosts an event now that its host is gone; ``user_id`` is None for nobody."""

    user_id: int | None
    heir: Heir


@dataclass(frozen=True, slots=True)
class Offer:
    """An event that somebody is asked to host."""

    user_id: int
    by_user_id: int


def takeover(cohosts: Sequence[int], representatives: Sequence[int], *, gone: int) -> Takeover:
    """Return who takes over: the first co-host, else the first who stands for the region."""
    for heir, people in (
        (Heir.COHOST, cohosts),
        (Heir.REPRESENTATIVE, representatives),
    ):
        for user_id in people:
            if user_id != gone:
                return Takeover(user_id, heir)
    return Takeover(None, Heir.NOBODY)
