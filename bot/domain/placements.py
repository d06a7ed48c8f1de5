"""Where somebody was in Japan, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

EARLIEST_YEAR = 1900
FOREVER = 10**6
NOW = frozenset({"now", "present", "today", "今", "現在", "いま"})
"""How people say, in small letters, that a stay goes on."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = re.compile(r"(\d{4})年?")
_YEAR_MONTH = re.compile(r"(\d{4})[-/.年 ]\s*(\d{1,2})月?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.]\s*(\d{4})")
_NAMED_MONTH = re.compile(r"([a-z]{3,9})\.?,?\s+(\d{4})|(\d{4})\s+([a-z]{3,9})\.?")


@dataclass(frozen=True, slots=True, order=True)
class When:
    """A month or a bare year, as somebody typed it."""

    year: int
    month: int | None = None

    def __str__(self) -> str:
        """Give the form that is stored: ``2008`` or ``2008-08``."""
        return str(self.year) if self.month is None else f"{self.year}-{self.month:02}"

    @classmethod
    def read(cls, stored: str) -> When:
        """Undo :meth:`__str__`, many times faster than what people type is understood."""
        year, _, month = stored.partition("-")
        return cls(int(year), int(month) if month else None)

    @classmethod
    def parse(cls, text: str) -> When | None:
        """Read 2008, 2008-08, 8/2008, Aug 2008 or 2008年8月; None for anything else."""
        text = text.strip().casefold()
        if found := _YEAR.fullmatch(text):
            return cls._checked(int(found[1]), None)
        if found := _YEAR_MONTH.fullmatch(text):
            return cls._checked(int(found[1]), int(found[2]))
        if found := _MONTH_YEAR.fullmatch(text):
            return cls._checked(int(found[2]), int(found[1]))
        if found := _NAMED_MONTH.fullmatch(text):
            name, year = (found[1], found[2]) if found[1] else (found[4], found[3])
            month = _MONTHS.index(name[:3]) + 1 if name[:3] in _MONTHS else 0
            return cls._checked(int(year), month)
        return None

    @classmethod
    def _checked(cls, year: int, month: int | None) -> When | None:
        return cls(year, month) if year and month in (None, *range(1, 13)) else None

    def is_after(self, today: date) -> bool:
        """Tell whether this lies in the future; the current year or month does not."""
        if self.month is None:
            return self.year > today.year
        return (self.year, self.month) > (today.year, today.month)


@dataclass(frozen=True, slots=True)
class Changeover:
    """The months that a bare year stands for: the first of a stay and the last."""

    arrival: int
    departure: int


CALENDAR_YEAR = Changeover(1, 12)


def month_number(year: int, month: int) -> int:
    """Count months from year 0, so that spans can be compared."""
    return year * 12 + month - 1


@dataclass(frozen=True, slots=True)
class Span:
    """Months from first to last, both included; ``last`` is None while it goes on."""

    first: int
    last: int | None

    @property
    def end(self) -> int:
        """Return the last month, or a number after all months while it goes on."""
        return FOREVER if self.last is None else self.last

    def touches(self, other: Span) -> bool:
        """Tell whether the two share a month."""
        return (other.last is None or self.first <= other.last) and (
            self.last is None or other.first <= self.last
        )

    def is_before(self, other: Span) -> bool:
        """Tell whether this one ended before the other began."""
        return self.last is not None and self.last < other.first

    def shared(self, other: Span) -> Span:
        """Return the months that touching spans have in common."""
        ends = [last for last in (self.last, other.last) if last is not None]
        return Span(max(self.first, other.first), min(ends, default=None))


@dataclass(frozen=True, slots=True)
class Placement:
    """One stay; a value is None where it is unknown or the viewer may not see it.

    ``town_code`` is the official code of a municipality that still exists;
    ``changeover`` says how bare years of this stay are read.
    """

    id: int
    prefecture: str | None
    town: str | None
    town_code: str | None
    job: str | None
    since: When | None
    until: When | None
    organisation: str | None = None
    school: str | None = None
    programme: str = "jet"
    changeover: Changeover = CALENDAR_YEAR

    @property
    def span(self) -> Span | None:
        """Return the months of the stay, bare years read by the changeover.

        A bare year beside a month of the same year never contradicts it: somebody who came
        in August and left that winter types the same year twice, and means its December.
        """
        if self.since is None:
            return None
        first = month_number(self.since.year, self.since.month or self.changeover.arrival)
        if self.until is None:
            return Span(first, None)
        last = month_number(self.until.year, self.until.month or self.changeover.departure)
        if last < first and self.until.year == self.since.year:
            first = first if self.until.month is None else month_number(self.since.year, 1)
            last = last if self.until.month else month_number(self.until.year, 12)
        return Span(first, last)

    @property
    def is_possible(self) -> bool:
        """Tell whether it can end when it is said to, months as typed."""
        if self.since is None or self.until is None:
            return True
        first = (self.since.year, self.since.month or 1)
        return first <= (self.until.year, self.until.month or 12)

    @property
    def is_exact(self) -> bool:
        """Tell whether the months are known, not read from bare years."""
        return (
            self.since is not None
            and self.since.month is not None
            and (self.until is None or self.until.month is not None)
        )
