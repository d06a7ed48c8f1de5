"""What is said in several channels at once, and what became of it in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.addressees import Addressees

TEXT_LENGTH = 1_200
"""Of each language, as typed."""
ROOM = 2_400
"""Of both, once they are made safe to show: a message holds 4,000 characters."""
WHY_LENGTH = 300
PINGS = 25
"""As many roles as one menu holds."""
CHANNELS = 25
"""So many channels may be named besides those of regions."""
APPROVAL_WAITS = timedelta(days=7)
LATEST = timedelta(days=1)
"""What is later than this does not go by itself any more."""
DRAFTS_KEPT = timedelta(days=30)
KEPT = timedelta(days=365)


class State(StrEnum):
    """What people decided; where it stands by now, its copies say."""

    DRAFT = "draft"
    WAITING = "waiting"  # for a second person
    SENT = "sent"  # or planned: it goes at its time
    RECALLED = "recalled"


class Delivery(StrEnum):
    """What became of the copy in one channel."""

    WAITING = "waiting"
    POSTED = "posted"
    GONE = "gone"  # deleted by hand
    DROPPED = "dropped"  # an admin gave it up
    RECALLED = "recalled"


class About(StrEnum):
    """What an author is told."""

    APPROVED = "approved"
    REJECTED = "rejected"
    EXPIRED = "expired"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Announcement:
    """A text in one language or two, for some; ``user_id`` is None once they are forgotten.

    ``roles`` are pinged in ``pings_in`` alone. ``approver_user_id`` is who let it go, where that
    took a second person.
    """

    id: int
    server_id: int
    user_id: int | None
    locale: str
    english: str | None
    japanese: str | None
    addressees: Addressees
    channels: tuple[int, ...]
    roles: tuple[int, ...]
    pings_in: int | None
    due_at: datetime | None
    state: State
    approved: bool
    approver_user_id: int | None
    written_at: datetime

    @property
    def texts(self) -> tuple[str, ...]:
        """Return what there is, English first."""
        return tuple(text for text in (self.english, self.japanese) if text)

    def is_planned(self, now: datetime) -> bool:
        """Tell whether it is decided, and its time is to come."""
        return self.state is State.SENT and self.due_at is not None and self.due_at > now


@dataclass(frozen=True, slots=True)
class Copy:
    """What stands in one channel, or why it does not.

    ``is_begun``: nobody knows yet whether it stands there. ``refusal`` is why the queue gave it
    up, with what Discord said.
    """

    announcement_id: int
    channel_id: int
    delivery: Delivery
    message_id: int | None = None
    is_begun: bool = False
    refusal: str | None = None
    details: Mapping[str, str | int] = field(default_factory=dict[str, str | int])
