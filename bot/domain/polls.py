"""Polls about when to meet: what suits how many, and for how many it would be night."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

FEWEST, MOST = 2, 10
"""Times that a poll is about."""
NIGHT_FROM, NIGHT_UNTIL = 23, 7
"""The hours from and until which people are asleep."""
STEP = 3
"""People at night are told in steps of so many, so that no answer shows where somebody lives."""


class State(StrEnum):
    """A draft is its author's alone; a closed one takes no answers."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Suits(StrEnum):
    """Whether a time suits somebody; the letters stand in their answer, one for each time."""

    YES = "y"
    IF_NEEDED = "m"
    NO = "n"


@dataclass(frozen=True, slots=True)
class Poll:
    """One poll; ``times`` are in their order, and their numbers begin with 0.

    ``user_id`` asks, None once they deleted their profile. ``zone`` is theirs.
    """

    id: int
    server_id: int
    user_id: int | None
    title: str
    code: str | None
    channel_id: int
    parent_id: int | None
    message_id: int | None
    zone: str
    length: timedelta
    times: tuple[datetime, ...]
    state: State = State.DRAFT
    winner: int | None = None

    @property
    def is_draft(self) -> bool:
        """Tell whether its author alone sees it."""
        return self.state is State.DRAFT

    def is_open(self, now: datetime) -> bool:
        """Tell whether people may answer: one of the times is to come."""
        return self.state is State.OPEN and now < self.times[-1]


@dataclass(frozen=True, slots=True)
class Group:
    """How many people gave one answer, and live by one clock (None: nobody knows)."""

    marks: str
    zone: str | None
    people: int


@dataclass(frozen=True, slots=True)
class Count:
    """How many one time suits, and for how many it is night there, in steps."""

    yes: int = 0
    if_needed: int = 0
    asleep: int = 0


@dataclass(frozen=True, slots=True)
class Polled:
    """A poll as everybody reads it: counts, and no names."""

    poll: Poll
    people: int
    counts: tuple[Count, ...]


def counted(poll: Poll, groups: Sequence[Group]) -> Polled:
    """Count what suits how many."""
    counts = tuple(_count(number, at, groups) for number, at in enumerate(poll.times))
    return Polled(poll, sum(group.people for group in groups), counts)


def _count(number: int, at: datetime, groups: Sequence[Group]) -> Count:
    def people(suits: Suits) -> int:
        return sum(group.people for group in groups if group.marks[number] == suits)

    asleep = sum(group.people for group in groups if group.zone and is_night(at, group.zone))
    return Count(people(Suits.YES), people(Suits.IF_NEEDED), asleep - asleep % STEP)


def is_night(at: datetime, zone: str) -> bool:
    """Tell whether people are asleep at a moment, by the clock of a zone."""
    hour = at.astimezone(ZoneInfo(zone)).hour
    return hour >= NIGHT_FROM or hour < NIGHT_UNTIL


def marked(before: str, suits: Suits, numbers: Iterable[int]) -> str:
    """Return an answer in which exactly these times are marked so; the others stay as they are."""
    chosen = frozenset(numbers)
    return "".join(
        suits if number in chosen else Suits.NO if mark == suits else mark
        for number, mark in enumerate(before)
    )


def leaders(polled: Polled, now: datetime) -> tuple[int, ...]:
    """Return the times to come that suit most: certainly first, then also if need be.

    Several where they are level, none where no time suits anybody.
    """
    scores = {
        number: (count.yes, count.if_needed)
        for number, (at, count) in enumerate(zip(polled.poll.times, polled.counts, strict=True))
        if at > now and (count.yes or count.if_needed)
    }
    best = max(scores.values(), default=None)
    return tuple(number for number, score in scores.items() if score == best)
