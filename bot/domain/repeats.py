"""By which rule something repeats, as iCalendar knows it (RFC 5545)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

MOST_TIMES = 500
MOST_COUNTED = 20 * MOST_TIMES
"""A series that goes on and on counts all its dates from the first."""
LARGEST_INTERVAL = 99
LAST = -1
"""The last of its weekday in a month; a fifth one is always that."""
_SHORTEST_MONTH = 28
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_UNTIL = "%Y%m%dT235959"

Dates = Callable[["Rule", datetime], Iterator[datetime]]
"""Tells the dates that a rule plans from a first one on, by the wall clock and in order."""


class Unit(StrEnum):
    """What a rule counts in, as iCalendar calls it."""

    DAY = "DAILY"
    WEEK = "WEEKLY"
    MONTH = "MONTHLY"
    YEAR = "YEARLY"


@dataclass(frozen=True, slots=True)
class Rule:
    """When something repeats: every day, on weekdays, or on a day of the month or year.

    ``weekdays`` count from Monday, 0. Months and years have either a weekday with ``nth``, 1 to 4
    or LAST, or a ``day``; a day that a month does not have is its last one. It ends with a day, or
    after so many times, or not at all.
    """

    unit: Unit
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int | None = None
    day: int | None = None
    month: int | None = None
    until: date | None = None
    count: int | None = None

    @property
    def text(self) -> str:
        """The rule as iCalendar writes it (RFC 5545), without its first date."""
        parts = {"FREQ": str(self.unit)}
        if self.interval != 1:
            parts["INTERVAL"] = str(self.interval)
        if self.month is not None:
            parts["BYMONTH"] = str(self.month)
        if self.weekdays:
            parts["BYDAY"] = ",".join(f"{self.nth or ''}{_WEEKDAYS[day]}" for day in self.weekdays)
        if self.day is not None:
            # Days 28 to 31, and the last of those that there are: the 31st, or the end of a month.
            some = range(min(self.day, _SHORTEST_MONTH), self.day + 1)
            parts["BYMONTHDAY"] = ",".join(map(str, some))
            if self.day > _SHORTEST_MONTH:
                parts["BYSETPOS"] = "-1"
        if self.until is not None:
            parts["UNTIL"] = self.until.strftime(_UNTIL)
        elif self.count is not None:
            parts["COUNT"] = str(self.count)
        return ";".join(f"{name}={value}" for name, value in parts.items())

    @classmethod
    def parse(cls, text: str) -> Rule | None:
        """Read what :attr:`text` writes; None for any other text."""
        try:
            parts = dict(part.split("=", 1) for part in text.strip().split(";"))
            days = parts.get("BYDAY", "").split(",") if "BYDAY" in parts else []
            nth = days[0][:-2] if days else ""
            found = cls(
                Unit(parts["FREQ"]),
                int(parts.get("INTERVAL", 1)),
                tuple(_WEEKDAYS.index(day[-2:]) for day in days),
                int(nth) if nth else None,
                int(parts["BYMONTHDAY"].split(",")[-1]) if "BYMONTHDAY" in parts else None,
                int(parts["BYMONTH"]) if "BYMONTH" in parts else None,
                # A day is the same by every clock.
                datetime.strptime(parts["UNTIL"], _UNTIL).date() if "UNTIL" in parts else None,  # noqa: DTZ007
                int(parts["COUNT"]) if "COUNT" in parts else None,
            )
        except (ValueError, KeyError):
            return None
        return found if found.text == text.strip() and found._is_sound() else None

    def _is_sound(self) -> bool:
        is_counted = self.count is None or 1 <= self.count <= MOST_COUNTED
        return is_counted and 1 <= self.interval <= LARGEST_INTERVAL and self.nth != 0

    def ending(self, *, until: date | None = None, count: int | None = None) -> Rule:
        """Return the rule with another end, or none."""
        return replace(self, until=until, count=count)

    def moved(self, before: date, after: date) -> Rule:
        """Return the same kind of rule for a date that is on another day."""
        if before == after:
            return self
        weekdays = self.weekdays
        if weekdays and after.weekday() not in weekdays:
            if self.unit is Unit.WEEK:
                shift = after.weekday() - before.weekday()
                weekdays = tuple(sorted((day + shift) % 7 for day in weekdays))
            else:
                weekdays = (after.weekday(),)
        nth = self.nth
        if nth is not None and not (nth == LAST and is_last_weekday(after)):
            nth = nth_weekday(after)
        return replace(
            self,
            weekdays=weekdays,
            nth=nth,
            day=None if self.day is None else _day(self.day, before, after),
            month=None if self.month is None else after.month,
        )


@dataclass(frozen=True, slots=True)
class Repeat:
    """By which rule an event repeats, and what the clock shows at its first date."""

    rule: Rule
    wall: datetime


def nth_weekday(day: date) -> int:
    """Return which of its weekday in the month a day is; the fifth is the LAST."""
    nth = (day.day - 1) // 7 + 1
    return LAST if nth > 4 else nth


def is_last_weekday(day: date) -> bool:
    """Tell whether no day like it follows in its month."""
    return (day + timedelta(days=7)).month != day.month


def is_last_day(day: date) -> bool:
    """Tell whether a month ends with it."""
    return (day + timedelta(days=1)).month != day.month


def fits(rule: Rule, dates: Dates, first: datetime) -> bool:
    """Tell whether a rule really begins with a date."""
    return next(iter(dates(rule, first)), None) == first


def _day(before: int, was: date, after: date) -> int:
    """Keep the end of the month where a date moves from one to another."""
    if before == 31 and is_last_day(was) and is_last_day(after):
        return 31
    return after.day
