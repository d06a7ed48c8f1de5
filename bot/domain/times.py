"""A moment that somebody wrote as their clock shows it, and what clock changes do to it.

The wall time is what was understood; the moment is what is taken. They differ only where a clock
skips the time: it moves forward by exactly what is skipped. A time that comes twice is the first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_EXACT = re.compile(r"(\d{4}-\d\d-\d\d[T ][\d:.+-]{4,30}Z?)(?:\[([\w/+-]{1,40})\])?")


class Shift(StrEnum):
    """What a clock change did to a time."""

    MOVED = "moved"
    """The clocks skip it that day; it was moved forward."""
    FIRST = "first"
    """It comes twice that day; the first is taken."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment, in whose zone it was read, and what was understood there."""

    at: datetime
    """In UTC."""
    zone: str
    """An IANA name."""
    wall: datetime
    """What was understood, without a zone."""
    shift: Shift | None = None

    @property
    def local(self) -> datetime:
        """The moment as clocks of its zone show it."""
        return self.at.astimezone(ZoneInfo(self.zone))

    @property
    def skipped(self) -> timedelta:
        """How far it was moved forward."""
        return self.local.replace(tzinfo=None) - self.wall

    @property
    def exact(self) -> str:
        """Everything about it as one text, in ISO 8601 with its offset and (RFC 9557) its zone."""
        return f"{self.wall.replace(tzinfo=ZoneInfo(self.zone)).isoformat()}[{self.zone}]"


class Doubt(StrEnum):
    """Why a text is not taken as a moment."""

    UNREADABLE = "unreadable"
    CLOCK_MISSING = "clock_missing"
    """A day without a time of day."""
    AMBIGUOUS = "ambiguous"
    CONTRADICTORY = "contradictory"
    """A weekday that the date does not have."""
    PAST = "past"
    FAR = "far"
    """Too far away to be meant."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The moment that was understood, first, and others that some mean by the same words.

    Where there is doubt, those that may be meant.
    """

    moments: tuple[Moment, ...] = ()
    doubt: Doubt | None = None


def place(wall: datetime, zone: str) -> Moment:
    """Return the moment at which clocks of a zone show a time."""
    there = ZoneInfo(zone)
    # A fold of 0 means the offset before a change: in a gap that is the way forward by its length.
    first, second = (wall.replace(tzinfo=there, fold=fold) for fold in (0, 1))
    before, after = first.utcoffset(), second.utcoffset()
    assert before is not None  # noqa: S101 - a ZoneInfo always knows
    assert after is not None  # noqa: S101 - at either fold
    shift = None if before == after else Shift.MOVED if before < after else Shift.FIRST
    return Moment(first.astimezone(UTC), zone, wall.replace(fold=0), shift)


def seen_from(at: datetime, zone: str) -> Moment:
    """Return a moment that is known exactly, as a zone's clocks show it."""
    return Moment(at.astimezone(UTC), zone, at.astimezone(ZoneInfo(zone)).replace(tzinfo=None))


def from_exact(text: str, zone: str) -> Moment | None:
    """Read what :attr:`Moment.exact` wrote, or any ISO 8601 with an offset; else None."""
    parts = _EXACT.fullmatch(text.strip())
    if parts is None:
        return None
    try:
        stamped = datetime.fromisoformat(parts[1])
        if stamped.utcoffset() is None:
            return None
        zone = parts[2] or zone
        at = stamped.astimezone(UTC)
        placed = place(stamped.replace(tzinfo=None), zone)
        return placed if placed.at == at else seen_from(at, zone)
    except (ValueError, OverflowError, ZoneInfoNotFoundError, OSError):
        return None
