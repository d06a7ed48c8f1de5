"""Every change of every zone's clocks from 1987 to 2037."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from itertools import chain
from zoneinfo import ZoneInfo

from bot.reference import zones

ZONES = sorted(zones.names().values())
FROM, UNTIL = datetime(1987, 1, 1, tzinfo=UTC), datetime(2038, 1, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)
LATER, DAY = datetime(2001, 1, 1, tzinfo=UTC), 24 * 3600

Change = tuple[datetime, timedelta, timedelta]
"""A moment at which clocks change, with the offsets before and after."""


@cache
def every_change() -> Mapping[Change, str]:
    """Map each to a zone that has it: others are names of the same clock, or change with it."""
    found: dict[Change, str] = {}
    for zone in ZONES:
        for change in changes(zone):
            found.setdefault(change, zone)
    return found


def changes(zone: str) -> Iterator[Change]:
    """Find the moments at which a zone's clocks change.

    In 2000 a part of Brazil had summer for a week; no zone was as quick since.
    """
    offset = offsets_of(ZoneInfo(zone))
    first, later, last = (int(each.timestamp()) for each in (FROM, LATER, UNTIL))
    before, early = offset(first), first
    for at in chain(range(first, later, 6 * DAY), range(later, last, 20 * DAY)):
        after = offset(at)
        if after != before:
            span = range(early, at)
            moment = bisect_left(span, True, key=partial(differs, offset, before))
            yield datetime.fromtimestamp(early + moment, UTC), before, after
        before, early = after, at


def differs(offset: Callable[[int], timedelta], before: timedelta, at: int) -> bool:
    return offset(at) != before


def offsets_of(there: ZoneInfo) -> Callable[[int], timedelta]:
    def offset(at: int) -> timedelta:
        away = datetime.fromtimestamp(at, there).utcoffset()
        assert away is not None
        return away

    return offset
