"""The third Friday of a month: in English, 12月の第3金曜日, and for months of other languages."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.reference.times import named

LAST = -1
_NTHS = {
    **dict.fromkeys(("first", "1st"), 1),
    **dict.fromkeys(("second", "2nd"), 2),
    **dict.fromkeys(("third", "3rd"), 3),
    **dict.fromkeys(("fourth", "4th"), 4),
    **dict.fromkeys(("fifth", "5th"), 5),
    "last": LAST,
}
_ENGLISH = re.compile(rf"(?:on )?(?:the )?({'|'.join(_NTHS)})(?: (?:(?:of|in) (?:the )?)?(.+))?")
_JAPANESE = re.compile(r"(?:(.{1,12}?)の?)?\s*(?:第\s*(\d)|(最終|最後の?))の?")
_MONTH = re.compile(r"(?:(今年|来年|\d{4}年)の?\s*)?(\d{1,2})月")
_DIGIT = re.compile(r"\d")


def nth(rest: str, weekday: int, today: date, languages: tuple[str, ...]) -> date | None:
    """Return the day that the words around a weekday mean, such as "3rd of december".

    None where they are no such words; ValueError where there is no such day.
    """
    found = _read(rest)
    if found is None:
        return None
    number, month = found
    # "3rd Friday" alone may be Friday the 3rd.
    if not month and _DIGIT.match(rest.removeprefix("on ").removeprefix("the ")):
        return None
    if not month:
        return _coming(number, weekday, today, step=1)
    start = _month(month, today, languages)
    if start is None:
        raise ValueError
    first, is_open = start
    return _coming(number, weekday, today, first=first, step=12 if is_open else 0)


def bare(rest: str, weekday: int, today: date) -> date | None:
    """Return what "3rd" or "last" beside a weekday, without a month, may mean; None for others."""
    found = _read(rest)
    if found is None or found[1]:
        return None
    try:
        return _coming(found[0], weekday, today, step=1)
    except ValueError:
        return None


def _read(rest: str) -> tuple[int, str] | None:
    if english := _ENGLISH.fullmatch(rest):
        return _NTHS[english[1]], english[2] or ""
    if japanese := _JAPANESE.fullmatch(rest):
        return (int(japanese[2]) if japanese[2] else LAST), japanese[1] or ""
    return None


def _month(text: str, today: date, languages: tuple[str, ...]) -> tuple[date, bool] | None:
    """Return the first day of a month, and tell whether its year was left open."""
    this = today.replace(day=1)
    if text in ("this month", "今月", "month"):
        return this, False
    if text in ("next month", "来月"):
        return _later(this, 1), False
    if found := _MONTH.fullmatch(text):
        years = {None: today.year, "今年": today.year, "来年": today.year + 1}
        year = years[found[1]] if found[1] in years else int(found[1][:4])
        return date(year, int(found[2]), 1), found[1] is None
    day = named.day(f"1 {text}", date(today.year, 1, 1), languages)
    return day and (day[0], day[1])


def _coming(
    number: int, weekday: int, today: date, *, step: int, first: date | None = None
) -> date:
    """Return the day in that month, or in the next that may be meant where it is over."""
    start = first or today.replace(day=1)
    found = _of_month(number, weekday, start)
    if found < today and step:
        found = _of_month(number, weekday, _later(start, step))
    return found


def _of_month(number: int, weekday: int, first: date) -> date:
    if number == LAST:
        last = _later(first, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    found = first + timedelta(days=(weekday - first.weekday()) % 7, weeks=number - 1)
    if found.month != first.month:
        raise ValueError
    return found


def _later(first: date, months: int) -> date:
    ahead = first.year * 12 + first.month - 1 + months
    return date(ahead // 12, ahead % 12 + 1, 1)
