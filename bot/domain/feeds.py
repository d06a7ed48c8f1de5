"""Feeds: what calendars subscribe to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.events import Coming, Event, State
from bot.domain.series import Planned

PAST = timedelta(days=30)
"""So long a feed shows what is over, or was to be and is cancelled."""
LARGEST = 500
"""So many events are in a feed, those that start first."""
AHEAD = timedelta(days=100)
"""So far ahead a feed shows dates of series that have no card yet."""
OWNED = 20
"""So many addresses one person has in a server."""
FORMAT = 1
"""Raise it when the same events are written otherwise: calendars fetch them anew."""


class What(StrEnum):
    """Whose events are in a feed."""

    SERVER = "server"
    REGION = "region"
    MINE = "mine"
    """What its owner answered."""


class Part(StrEnum):
    """How its owner takes part in an event."""

    GOING = "going"
    WAITING = "waiting"
    MAYBE = "maybe"
    REGULAR = "regular"
    """They come to every date of a series, and this one cannot be answered yet."""
    PLANNED = "planned"
    """It cannot be answered yet by anybody."""


@dataclass(frozen=True, slots=True)
class Feed:
    """One address; ``code`` is a region's, ``name`` what its owner's calendar calls it."""

    user_id: int
    server_id: int
    what: What
    code: str | None
    name: str
    locale: str
    made_at: datetime

    @property
    def key(self) -> str:
        """Return what is the same for all who fetch the same."""
        whose = self.user_id if self.what is What.MINE else 0
        told = (FORMAT, self.server_id, self.what.value, self.code, self.name, self.locale, whose)
        return repr(told)


@dataclass(frozen=True, slots=True)
class Line:
    """As much of an event as tells whether a feed has changed."""

    event_id: int
    version: int
    changed_at: str
    state: State
    channel_id: int
    parent_id: int | None
    part: Part | None = None

    @property
    def told(self) -> str:
        """Return everything of it that changes a feed."""
        return f"{self.event_id} {self.version} {self.changed_at} {self.state} {self.part}"


@dataclass(frozen=True, slots=True)
class Course:
    """The dates of a series that have no card yet, and what they are like."""

    series_id: int
    pattern: Event
    zone: str
    dates: tuple[Planned, ...]

    @property
    def told(self) -> str:
        """Return everything of it that changes a feed."""
        dates = [(each.wall.isoformat(), each.starts_at.isoformat()) for each in self.dates]
        return f"{self.series_id} {self.zone} {dates} {self.pattern!r}"

    def events(self) -> Iterator[Event]:
        """Return the dates as events, which have no number yet."""
        length = self.pattern.ends_at - self.pattern.starts_at
        for date in self.dates:
            yield replace(
                self.pattern,
                id=0,
                state=State.PUBLISHED,
                starts_at=date.starts_at,
                ends_at=date.starts_at + length,
                zone=self.zone,
                version=0,
                series_id=self.series_id,
                planned=date.wall,
            )


@dataclass(frozen=True, slots=True)
class Outline:
    """What is in a feed just now, not yet written out."""

    feed: Feed
    lines: tuple[Line, ...]
    courses: tuple[Course, ...] = ()

    @property
    def tag(self) -> str:
        """Return what is the same as long as the feed is."""
        told = [self.feed.key, *(each.told for each in (*self.lines, *self.courses))]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a feed; ``part`` is its owner's, in the feed of their answers."""

    event: Event
    part: Part | None = None


def digest(secret: str) -> bytes:
    """Return what is kept of an address."""
    return hashlib.sha256(secret.encode()).digest()


def part_of(coming: Coming, *, is_seated: bool) -> Part | None:
    """Return how somebody takes part who answered so; None if they do not."""
    if coming is Coming.GOING:
        return Part.GOING if is_seated else Part.WAITING
    return Part.MAYBE if coming is Coming.MAYBE else None
