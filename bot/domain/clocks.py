"""When the clocks of a zone are changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
"""No zone changes its clocks twice within one; Morocco's change for a month."""
SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Turn:
    """A moment from which clocks are ``after`` ahead of UTC, and no longer ``before``."""

    at: datetime
    before: timedelta
    after: timedelta


def turns(zone: ZoneInfo, since: datetime, until: datetime) -> Iterator[Turn]:
    """Find every change of a zone's clocks after a moment and before another, both in UTC."""

    def ahead(moment: datetime) -> timedelta:
        return moment.astimezone(zone).utcoffset() or timedelta()

    early, before = since, ahead(since)
    while early < until:
        late = early + DAY
        after = ahead(late)
        if after != before:
            yield Turn(_first(ahead, early, late), before, after)
        early, before = late, after


def _first(ahead: Callable[[datetime], timedelta], early: datetime, late: datetime) -> datetime:
    """Return the first second at which clocks show what they show at the later moment."""
    after = ahead(late)
    while late - early > SECOND:
        between = early + timedelta(seconds=(late - early) // SECOND // 2)
        if ahead(between) == after:
            late = between
        else:
            early = between
    return late
