"""Zones as calendars read them (RFC 5545)."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from bot.domain.clocks import turns


@functools.lru_cache(maxsize=128)
def described(name: str, first: int, last: int) -> bytes:
    """Describe a zone from the beginning of a year to that of another.

    icalendar 7.3 does so too, but begins a change that moves clocks forward an hour late, and
    misses changes that are undone within two months.
    """
    zone, since = ZoneInfo(name), datetime(first, 1, 1, tzinfo=UTC)
    changes: dict[tuple[timedelta, timedelta, str, bool], list[datetime]] = {}
    for at, before, after in _offsets(zone, since, datetime(last, 1, 1, tzinfo=UTC)):
        there = at.astimezone(zone)
        kind = (before, after, there.tzname() or name, bool(there.dst()))
        # By RFC 5545 a change begins at a time of the clock that ends.
        changes.setdefault(kind, []).append((at + before).replace(tzinfo=None))
    whole = Timezone()
    add(whole, "TZID", name)
    for (before, after, called, is_summer), (begins, *again) in changes.items():
        part = TimezoneDaylight() if is_summer else TimezoneStandard()
        part.TZOFFSETFROM, part.TZOFFSETTO, part.DTSTART = before, after, begins
        add(part, "TZNAME", called)
        if again:
            add(part, "RDATE", again)
        whole.add_component(part)
    return whole.to_ical()


def add(component: Any, name: str, value: object, **parameters: str) -> None:
    """Give a component a property."""
    component.add(name, value, parameters=parameters)


def _offsets(
    zone: ZoneInfo, since: datetime, until: datetime
) -> Iterator[tuple[datetime, timedelta, timedelta]]:
    """Return how far clocks are ahead of UTC at first, and every change of that."""
    ahead = since.astimezone(zone).utcoffset() or timedelta()
    yield since, ahead, ahead
    for turn in turns(zone, since, until):
        yield turn.at, turn.before, turn.after
