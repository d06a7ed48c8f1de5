"""Weekdays by name, and which one of them is meant."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from bot.reference.locales import locale_of

_SHORT = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_WEEKS = {"今週": 0, "来週": 1, "再来週": 2}
_MOST_OF_A_NAME = 2


@lru_cache(maxsize=64)
def _names(languages: tuple[str, ...]) -> dict[str, int]:
    """Map the names of the weekdays, long and short, to their numbers; Monday is 0."""
    names = dict(_SHORT)
    for language in languages:
        for width in ("wide", "abbreviated"):
            for number, name in locale_of(language).days["format"][width].items():
                key = name.lower().rstrip(".")
                if len(key) >= _MOST_OF_A_NAME or not key.isascii():
                    names.setdefault(key, number)
                names.setdefault(key.removesuffix("曜日") + "曜", number) if "曜日" in key else None
    return names


@lru_cache(maxsize=64)
def _pattern(languages: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(_names(languages), key=len, reverse=True)
    latin = "|".join(re.escape(name) for name in longest_first if not _is_japanese(name))
    japanese = "|".join(name for name in longest_first if _is_japanese(name) and len(name) > 1)
    # 土 alone is a weekday only where nothing else could be: at the end, or after の.
    alone = r"(?<![^\sの週度])[月火水木金土日](?!\S)"
    return re.compile(rf"(?<!\w)(?:{latin})(?!\w)\.?|{japanese}|{alone}")


def _is_japanese(name: str) -> bool:
    return name[-1] in "月火水木金土日曜"


def take(text: str, languages: tuple[str, ...]) -> tuple[str, int] | None:
    """Take the one weekday out of a text; None where there is none, or several."""
    found = list(_pattern(languages).finditer(text))
    if len(found) != 1:
        return None
    rest = f"{text[: found[0].start()]} {text[found[0].end() :]}"
    return " ".join(rest.split()), _names(languages)[found[0][0].rstrip(".")]


def either(weekday: int, today: date) -> frozenset[date]:
    """Return the coming such day and that of the next week, where one word may mean both."""
    return frozenset(
        day for words in ("coming", "next week") for day in meant(words, weekday, today) or ()
    )


def meant(rest: str, weekday: int, today: date) -> tuple[date, ...] | None:
    """Return the day that a weekday with nothing, "next" or a week beside it means.

    "Next Friday" is that of the next week, and the coming one behind it: some mean that.
    """
    coming = today + timedelta(days=(weekday - today.weekday()) % 7)
    monday = today - timedelta(days=today.weekday())
    of_week = [monday + timedelta(weeks=weeks, days=weekday) for weeks in range(3)]
    words = rest.replace("の", "").removeprefix("the ").strip()
    match words:
        case "" | "this coming" | "coming" | "今度" | "次":
            return (coming,)
        case "this" | "this week" | "今週":
            return (of_week[0] if words != "this" else coming,)
        case "next week" | "来週":
            return (of_week[1],)
        case "再来週" | "week after next":
            return (of_week[2],)
        case "next":
            later = coming if coming > today else coming + timedelta(weeks=1)
            return tuple(dict.fromkeys((of_week[1], later)))
        case _:
            return None
