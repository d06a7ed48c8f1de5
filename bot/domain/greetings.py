"""Saying hello: what somebody writes to somebody they found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.privacy import SeenProfile

MESSAGE_LENGTH = 300
REASON_LENGTH = 100


class Answer(StrEnum):
    """What became of a greeting; ``NONE`` while it waits, perhaps for "later"."""

    NONE = "none"
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Greeting:
    """One hello, as it is stored."""

    id: int
    sender_id: int
    recipient_id: int
    message: str
    reason: str | None
    said_at: datetime
    answer: Answer = Answer.NONE


@dataclass(frozen=True, slots=True)
class Received:
    """A hello as its recipient reads it: the sender as far as the recipient may see them."""

    greeting: Greeting
    sender: SeenProfile
