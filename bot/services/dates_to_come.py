"""Dates of series that have no card yet, reckoned once a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice, takewhile

from bot.domain.feeds import AHEAD
from bot.domain.series import Planned, Series, coming
from bot.reference.repeats import dates
from bot.services.clock import Clock

MOST = 30
"""So many dates of one series are told."""
KEPT = 1_000


@dataclass(frozen=True, slots=True)
class _Reckoned:
    series: Series
    day: date
    dates: tuple[Planned, ...]


class DatesToCome:
    """Tell the next dates of series: a rule that began long ago takes its time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[int, _Reckoned] = {}

    def of(self, series: Series) -> tuple[Planned, ...]:
        """Return the next dates of a series that goes on."""
        now = self._clock()
        kept = self._kept.get(series.id)
        if kept is None or kept.series != series or kept.day != now.date():
            until = now + AHEAD
            found = takewhile(lambda each: each.starts_at < until, coming(series, dates, now))
            if len(self._kept) >= KEPT:
                self._kept.clear()
            kept = _Reckoned(series, now.date(), tuple(islice(found, MOST)))
            self._kept[series.id] = kept
        return tuple(each for each in kept.dates if each.starts_at > now)
