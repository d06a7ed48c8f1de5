"""What people ask the hosts of an event, and what those answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

QUESTION_LENGTH = 500
ANSWER_LENGTH = 1_000
A_DAY = 5
"""So many questions one person may ask in a day, of all hosts together."""
DAY = timedelta(days=1)
KEPT_FOR = timedelta(days=90)


class Part(StrEnum):
    """What of an inquiry a row brings to somebody."""

    QUESTION = "question"
    ANSWER = "answer"
    UNREAD = "unread"
    """The question reached no host."""
    UNHEARD = "unheard"
    """The answer did not reach who asked."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question to the hosts of an event; ``called`` is who asks, by their name then.

    ``doors`` counts the hosts whom it may still reach.
    """

    id: int
    event_id: int
    user_id: int
    called: str
    question: str
    asked_at: datetime
    doors: int
    answer: str | None = None
