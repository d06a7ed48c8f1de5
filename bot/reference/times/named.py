"""Days by name in many languages: "12 Dec", "tomorrow", "in two days", 明日, "24 de dezembro".

dateparser reads them. It guesses where it is unsure (a lone 7 is a day in July to it) and keeps
what it learnt for every different setting for ever, so it gets nothing but the day, always from
the same few days, and what it returns is checked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_BASES = (datetime(2024, 1, 1), datetime(2020, 3, 1))  # noqa: DTZ001 - days of no zone, leap years
"""Whatever a text leaves open (the year, the month, all but the weekday) differs between them."""
_WEEK = re.compile(r"^(?:this|next|last) week$|^(?:先|今|来|再来)週$")
"""No day."""
_NO_COUNT = re.compile(r"\d(?:st|nd|rd|th)\b|\b(?:next|last|this|after)\b")
"""A number beside these counts no days or weeks from now, though the parser may take it so."""
_NUMBERS = re.compile(r"\d+")
_NUMERIC = re.compile(r"\d\s*[/.-]\s*\d")
"""Which of these is the month is not for the parser to guess."""
_DAYS = re.compile(r"\b(?:today|tomorrow|yesterday)\b|今日|明日|明後日|昨日")
_RELATIVE, _ABSOLUTE = "relative-time", "absolute-time"
_DIALECTS = {"no": "nb"}


def duration(text: str, languages: tuple[str, ...]) -> timedelta | None:
    """Read how many hours and minutes from now something is, before now if below zero."""
    found = None if _DAYS.search(text) else _parse(text, languages, _RELATIVE, _BASES[0])
    if found is None or found.period != "time" or found.date_obj.tzinfo is not None:
        return None
    return found.date_obj - _BASES[0]


def day(text: str, today: date, languages: tuple[str, ...]) -> tuple[date, bool] | None:
    """Read a day, and tell whether its year was left open; it is then the next such day."""
    if _NUMERIC.search(text):
        return None
    found = _parse(text, languages, _RELATIVE, _BASES[0])
    if found is not None:
        if _has_clock(found.date_obj) or found.period not in ("day", "week"):
            return None
        away = found.date_obj - _BASES[0]
        if _WEEK.search(text) or (_NUMBERS.search(text) and _NO_COUNT.search(text)):
            return None
        if not _explained(text, {abs(away.days) // (7 if found.period == "week" else 1)}):
            return None
        return today + away, False
    days = [_parse(text, languages, _ABSOLUTE, base) for base in _BASES]
    if any(each is None or each.period != "day" or _has_clock(each.date_obj) for each in days):
        return None
    first, second = (each.date_obj.date() for each in days if each is not None)
    parts = {first.day, first.month, first.year, first.year % 100}
    if not _explained(text, parts):
        return None
    if first == second:
        return first, False
    if (first.month, first.day) != (second.month, second.day):
        return None
    return next_such(first.month, first.day, today), True


def next_such(month: int, day_of_month: int, today: date) -> date:
    """Return the next day of this name from today on; ValueError where there is none."""
    for year in range(today.year, today.year + 9):
        try:
            found = date(year, month, day_of_month)
        except ValueError:
            continue
        if found >= today:
            return found
    raise ValueError


def _explained(text: str, numbers: Collection[int]) -> bool:
    """Tell whether no number was passed over; the parser drops what it has no use for."""
    return all(int(each) in numbers for each in _NUMBERS.findall(text))


def _has_clock(found: datetime) -> bool:
    return found.tzinfo is not None or found.time() != datetime.min.time()


def _parse(text: str, languages: tuple[str, ...], how: str, base: datetime) -> Any:
    found = _parser(languages, how, base).get_date_data(text)
    return None if found.date_obj is None else found


@lru_cache(maxsize=64)
def _parser(languages: tuple[str, ...], how: str, base: datetime) -> DateDataParser:
    # Not at the start: it takes half a second and 20 MB, and most people never need it.
    from dateparser.data.languages_info import language_order
    from dateparser.date import DateDataParser

    return DateDataParser(
        languages=_known(languages, language_order),
        settings={
            "RELATIVE_BASE": base,
            "PARSERS": [how],
            "PREFER_DATES_FROM": "current_period",
            "RETURN_TIME_AS_PERIOD": True,
            "TIMEZONE": "UTC",
        },
    )


def _known(languages: Iterable[str], known: Iterable[str]) -> list[str]:
    codes = (_DIALECTS.get(each, each) for each in languages)
    return [each for each in dict.fromkeys(codes) if each in known]
