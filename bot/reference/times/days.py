"""The day in what somebody wrote, without the time of day."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.reference.times import named, weekdays
from bot.reference.times import nth as ordinal

_EITHER = "either"
_WEEKENDS = {
    **dict.fromkeys(("weekend", "this weekend", "週末", "今週末"), 0),
    **dict.fromkeys(("next weekend", "来週末"), 1),
}
_JUST_OVER = timedelta(days=305), timedelta(days=366)
_FULL = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*日)?")
_MONTH_DAY = re.compile(r"(?:(今年|来年)の?)?\s*(\d{1,2})月\s*(\d{1,2})日?")
_DAY = re.compile(r"(?:(今月|来月)の?)?\s*(?:the )?(\d{1,2})(?:日|st|nd|rd|th)")
_DAY_OF = re.compile(r"(?:the )?(\d{1,2})(?:st|nd|rd|th)? (?:day )?(?:of )?(this|next) month")
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?\.?")
_JOINING = re.compile(r"^(?:の|on\b|at\b|に|,|-(?!\S))+|(?:の|に|は|\bon|\bat|@|,|から)+$")


@dataclass(frozen=True, slots=True)
class Day:
    """A day; ``every`` is how often the same words fit again, None for never."""

    date: date
    every: timedelta | None = None
    is_over: bool = False
    """It lies nearly a year ahead only because this year's has just passed."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days that may be meant; a weekday beside them that they do not have contradicts."""

    days: tuple[Day, ...]
    others: tuple[Day, ...] = ()
    """What some mean by the same words, but fewer."""
    contradicts: bool = False


def read(text: str, today: date, languages: tuple[str, ...]) -> Days | None:
    """Read a day; None where none can be read."""
    text = _stripped(text)
    if not text:
        return Days((Day(today, timedelta(days=1)),))
    found = _with_weekday(text, today, languages)
    if found is None and (dates := _dates(text, today, languages)):
        return Days(dates)
    return found


def _with_weekday(text: str, today: date, languages: tuple[str, ...]) -> Days | None:
    taken = weekdays.take(text, languages)
    if taken is None:
        return None
    rest, weekday = _stripped(taken[0]), taken[1]
    try:
        # "the last Friday" is that of the month; "last Friday" alone may mean the coming one.
        if rest == "last" and (of_month := ordinal.bare(rest, weekday, today)):
            coming = today + timedelta(days=(weekday - today.weekday()) % 7)
            return Days(tuple(Day(each) for each in sorted({coming, of_month})))
        if (nth := ordinal.nth(rest, weekday, today, languages)) is not None:
            return Days((Day(nth),))
    except (ValueError, OverflowError):
        return Days(())  # No fifth Friday: nothing else is meant.
    if rest == _EITHER:
        return Days(tuple(Day(each) for each in sorted(weekdays.either(weekday, today))))
    if (meant := weekdays.meant(rest, weekday, today)) is not None:
        every = None if rest else timedelta(weeks=1)
        first, *others = (Day(each, every) for each in meant)
        return Days((first,), tuple(others))
    beside = _dates(rest, today, languages)
    return _checked(beside, weekday, ordinal.bare(rest, weekday, today)) if beside else None


def _checked(days: tuple[Day, ...], weekday: int, nth: date | None) -> Days:
    """Let a weekday decide between the days, or contradict them all; the 3rd may be the third."""
    fitting = tuple(day for day in days if day.date.weekday() == weekday)
    if fitting:
        return Days(fitting)
    near = [_nearest(day.date, weekday) for day in days] + ([nth] if nth else [])
    return Days((*days, *(Day(each) for each in near)), contradicts=True)


def _nearest(day: date, weekday: int) -> date:
    away = (weekday - day.weekday()) % 7
    return day + timedelta(days=away if away <= 3 else away - 7)


def _dates(text: str, today: date, languages: tuple[str, ...]) -> tuple[Day, ...]:
    """Read dates and names of days, but for weekdays."""
    try:
        if found := _FULL.fullmatch(text):
            return (Day(date(*(int(part) for part in found.groups()))),)
        if found := _MONTH_DAY.fullmatch(text):
            return (_of_year(found[1], int(found[2]), int(found[3]), today),)
        if found := _DAY.fullmatch(text):
            return (_of_month(found[1], int(found[2]), today),)
        if found := _DAY_OF.fullmatch(text):
            return (_of_month("来月" if found[2] == "next" else "今月", int(found[1]), today),)
        if text in _WEEKENDS:
            return tuple(_weekend(_WEEKENDS[text], today))
        if found := _NUMBERS.fullmatch(text):
            return tuple(_numbers(found, today, languages[0]))
        if (name := named.day(text, today, languages)) is not None:
            return (_day(name[0], today) if name[1] else Day(name[0]),)
    except (ValueError, OverflowError):
        return ()
    return ()


def _of_year(which: str | None, month: int, day: int, today: date) -> Day:
    if which is None:
        return _day(named.next_such(month, day, today), today)
    return Day(date(today.year + (which == "来年"), month, day))


def _of_month(which: str | None, day: int, today: date) -> Day:
    """Read a day of this month or the next; the coming one where neither is said."""
    this = today.year * 12 + today.month - 1
    if which is not None:
        return Day(_in_month(this + (which == "来月"), day))
    for months in range(this + (day < today.day), this + 3):
        with contextlib.suppress(ValueError):
            return Day(_in_month(months, day))
    raise ValueError


def _weekend(weeks: int, today: date) -> Iterable[Day]:
    """Return both days: which one is meant, nobody can tell."""
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)
    return (Day(monday + timedelta(days=n)) for n in (5, 6))


def _in_month(months: int, day: int) -> date:
    return date(months // 12, months % 12 + 1, day)


def _day(day: date, today: date) -> Day:
    return Day(day, is_over=_JUST_OVER[0] < day - today <= _JUST_OVER[1])


def _numbers(found: re.Match[str], today: date, language: str) -> Iterable[Day]:
    """Return what 5/6 or 3/4/26 may be; in Japanese the month always comes first."""
    first, second, third = int(found[1]), int(found[3]), found[4]
    orders = [(None, first, second)]
    if third is None:
        orders += [(None, second, first)] if language != "ja" else []
    else:
        year = int(third) + (2000 if len(third) == 2 else 0)
        orders = [(year, first, second), (year, second, first)]
        if len(third) == 2:
            orders.insert(0, (2000 + first, second, int(third)))
    for year, month, day in dict.fromkeys(orders):
        try:
            if year is None:
                yield _day(named.next_such(month, day, today), today)
            else:
                yield Day(date(year, month, day))
        except ValueError:
            continue


def _stripped(text: str) -> str:
    while (less := _JOINING.sub("", text).strip()) != text:
        text = less
    return text
