"""Series of events: by which rule they repeat, and what was decided of single dates.

Everything is said by the wall clock of one zone: a dinner at seven stays at seven when clocks
change. A date of a series is known by the wall time for which its rule planned it, also after it
was moved or skipped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import dropwhile, islice, takewhile

from bot.domain.repeats import Dates, Rule
from bot.domain.times import place

AHEAD = timedelta(days=28)
"""A card is posted no longer before its date."""
AT_LEAST = timedelta(hours=12)
"""A card is posted no later before its date, even while the date before it goes on."""


class Scope(StrEnum):
    """Which dates of a series a change is about."""

    THIS = "this"
    FOLLOWING = "following"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a server.

    ``first`` is the wall time at which its rule begins, ``reached`` the last date that has got its
    card, or never will. ``exceptions`` are dates that come otherwise: moved to a moment, or (None)
    skipped. ``pattern_id`` is the event that later dates are made like, once it is published;
    ``host_id`` is None once its host is gone, and then no more dates are made.
    """

    id: int
    server_id: int
    host_id: int | None
    rule: Rule
    zone: str
    first: datetime
    reached: datetime | None = None
    pattern_id: int | None = None
    exceptions: Mapping[datetime, datetime | None] = field(
        default_factory=dict[datetime, datetime | None]
    )


@dataclass(frozen=True, slots=True)
class Planned:
    """One date to come: for when it was planned, and when it really starts."""

    wall: datetime
    starts_at: datetime


def coming(series: Series, dates: Dates, now: datetime) -> Iterator[Planned]:
    """Tell the dates that have no card yet: neither past nor skipped, in the order planned."""
    for wall in dates(series.rule, series.first):
        if series.reached is not None and wall <= series.reached:
            continue
        moved = series.exceptions.get(wall, wall)
        if moved is None:
            continue
        starts_at = place(wall, series.zone).at if moved is wall else moved
        if starts_at > now:
            yield Planned(wall, starts_at)


def skipped(series: Series, now: datetime) -> tuple[datetime, ...]:
    """Return for when the dates were planned that are skipped and not past."""
    reached = series.reached or datetime.min  # noqa: DTZ901 - a wall time has no zone
    return tuple(
        wall
        for wall, to in sorted(series.exceptions.items())
        if to is None and wall > reached and place(wall, series.zone).at > now
    )


def is_between(series: Series, dates: Dates, wall: datetime, moment: datetime) -> bool:
    """Tell whether a moment is between the dates before and after one; skipped ones do not count.

    Cards are made in the order planned: whatever a moved date passed by would never have one.
    """
    for each in dates(series.rule, series.first):
        starts_at = series.exceptions.get(each, place(each, series.zone).at)
        if each == wall or starts_at is None:
            continue
        if each > wall:
            return moment < starts_at
        if moment <= starts_at:
            return False
    return True


def opens_at(starts_at: datetime, before_ends_at: datetime | None) -> datetime:
    """Decide when the card of a date is posted: once the date before it is over, yet not too early.

    It is never later than half a day before the start.
    """
    usual = starts_at - AHEAD
    if before_ends_at is not None:
        usual = max(usual, before_ends_at)
    return min(usual, starts_at - AT_LEAST)


def rebased(
    series: Series, dates: Dates, planned: datetime, wall: datetime, reached: Iterable[datetime]
) -> tuple[Series, Mapping[datetime, datetime]]:
    """Let a series go on from one of its dates at another wall time.

    ``reached`` are dates that have their cards already. Return the series, and what each of these
    from that date on is planned for now: the nth date stays the nth.
    """
    everything = series.rule.ending()
    known = {*reached, *series.exceptions, planned, series.reached or planned}
    touched = {each for each in known if each >= planned}
    old = _from(dates(everything, series.first), planned)
    rule = series.rule.moved(planned.date(), wall.date())
    names: dict[datetime, datetime] = {}
    for before, after in zip(old, dates(rule.ending(), wall), strict=False):
        if before > max(touched):
            break
        if before in touched:
            names[before] = after
    if rule.count is not None:
        rule = rule.ending(count=max(rule.count - position(series, dates, planned), 1))
    if rule.until is not None:
        later = max(wall.date() - planned.date(), timedelta())
        rule = rule.ending(until=max(rule.until + later, wall.date()))
    exceptions = {names[each]: to for each, to in series.exceptions.items() if each in names}
    latest = series.reached and names.get(series.reached, series.reached)
    return replace(series, rule=rule, first=wall, reached=latest, exceptions=exceptions), names


def plans(series: Series, dates: Dates, wall: datetime) -> bool:
    """Tell whether a series plans a date that has no card yet, be it skipped or moved."""
    if series.reached is not None and wall <= series.reached:
        return False
    later = dropwhile(lambda each: each < wall, dates(series.rule, series.first))
    return next(later, None) == wall


def excepted(series: Series, wall: datetime, starts_at: datetime | None) -> Series:
    """Let one date start at another moment, or (None) not at all."""
    return replace(series, exceptions={**series.exceptions, wall: starts_at})


def stopped(series: Series) -> Series:
    """Let no date follow those that have their cards."""
    last = series.reached or series.first
    return replace(series, rule=series.rule.ending(until=last.date()))


def extended(
    series: Series, dates: Dates, *, until: date | None = None, times: int | None = None
) -> Series:
    """Let a series end with another day, after so many more dates, or never."""
    count = None
    if times is not None:
        count = times
        if series.reached is not None:
            count += position(series, dates, series.reached) + 1
    return replace(series, rule=series.rule.ending(until=until, count=count))


def position(series: Series, dates: Dates, wall: datetime) -> int:
    """Count the dates that the rule plans before one, from its first."""
    before = takewhile(lambda each: each < wall, dates(series.rule.ending(), series.first))
    return sum(1 for _ in before)


def some(series: Series, dates: Dates, now: datetime, most: int) -> list[Planned]:
    """Return the next few dates."""
    return list(islice(coming(series, dates, now), most))


def _from(found: Iterator[datetime], first: datetime) -> Iterator[datetime]:
    return (each for each in found if each >= first)
