"""How long something takes, as people type it."""

from __future__ import annotations

import re
import unicodedata
from datetime import timedelta

SHORTEST = timedelta(minutes=5)
LONGEST = timedelta(days=14)

_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)")
_PART = re.compile(
    r"(\d{1,4}(?:\.\d{1,2})?)\s*"
    r"(days?|d|日間?|hours?|hrs?|h|時間|minutes?|mins?|min|m|分間?)?\s*(半)?"
)
_UNITS = {"d": 1440, "日": 1440, "h": 60, "時": 60, "m": 1, "分": 1}


def length(typed: str) -> timedelta | None:
    """Read "90 min", "2h", "1h30", "1:30", "2 days" or "2時間半"; a bare number is of hours.

    Bare numbers above a day's hours are minutes: nobody means 90 hours.
    """
    text = unicodedata.normalize("NFKC", typed).strip().lower()
    if clock := _CLOCK.fullmatch(text):
        found = timedelta(hours=int(clock[1]), minutes=int(clock[2]))
    else:
        minutes = _minutes(text)
        if minutes is None:
            return None
        found = timedelta(minutes=minutes)
    return found if SHORTEST <= found <= LONGEST else None


def _minutes(text: str) -> float | None:
    total, position, unit = 0.0, 0, 0
    while position < len(text):
        part = _PART.match(text, position)
        if part is None:
            return None
        number, name = float(part[1]), part[2]
        if name:
            unit = _UNITS[name[0]]
        elif unit == 60:
            unit = 1  # 1h30
        elif unit == 0:
            unit = 60 if number <= 24 else 1
        else:
            return None
        total += number * unit + (30 if part[3] and unit == 60 else 0)
        position = part.end()
    return total or None
