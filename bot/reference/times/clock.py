"""The time of day in what somebody wrote, and what is left without it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

_HOUR, _DAY = 60, 24 * 60
_TEN, _NOON_HOUR, _LATEST_HOUR = 10, 12, 29
"""Japanese evenings end at 29 o'clock: five in the morning of the next day."""


class _Part(StrEnum):
    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


_PARTS: tuple[tuple[_Part, re.Pattern[str]], ...] = (
    (_Part.MORNING, re.compile(r"午前|朝|\b(?:in the )?morning\b")),
    (_Part.AFTERNOON, re.compile(r"午後|\b(?:in the )?afternoon\b")),
    (_Part.NOON, re.compile(r"お?昼")),
    (_Part.EVENING, re.compile(r"夕方|\b(?:in the )?evening\b")),
    (_Part.NIGHT, re.compile(r"深夜|夜|晩|\b(?:at )?night\b")),
)
_ROUND: Mapping[_Part | None, tuple[int, ...]] = {
    None: (10, 14, 18, 19, 20),
    _Part.MORNING: (8, 9, 10, 11),
    _Part.NOON: (11, 12, 13, 14),
    _Part.AFTERNOON: (13, 14, 15, 17),
    _Part.EVENING: (17, 18, 19, 20),
    _Part.NIGHT: (19, 20, 21, 22),
}
_NOON = re.compile(r"正午|お?昼の?12時|\b(?:at )?(?:12 )?noon\b|\bmidday\b")
_MIDNIGHT = re.compile(r"真夜中|\b(?:at )?(?:12 )?midnight\b")
_AT = r"(?:\b(?:at|from|by)\s+|@\s*)?"
_BEGINS = r"\s*(?:ちょうど|ごろ|頃|から|より|に|開始|スタート)*"
_CLOCKS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        _AT + r"(?<![\d:.])(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s*"
        r"(?P<half>[ap])\.?m\b\.?",
        # As it is spoken: half past seven is in the morning or in the evening.
        _AT + r"(?<![\d:.])(?P<hour>\d{1,2}):(?P<minute>\d\d) o'clock",
        r"(?P<half>[ap])\.?m\.?\s*(?P<hour>\d{1,2})(?::(?P<minute>\d\d))(?![\d:])",
        r"(?<!\d)(?P<hour>\d{1,2})時(?!間)(?:(?P<minute>\d{1,2})分|(?P<past>半))?" + _BEGINS,
        _AT + r"(?<![\d:.])(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::00)?(?![\d:])" + _BEGINS,
        _AT + r"(?<![\d:.])(?P<hour>\d{1,2})h(?P<minute>\d\d)?\b",
        r"(?:\bat\s+|@\s*)(?P<hour>\d{1,2})\b(?![:./-]\d)(?:\s*o.?clock)?",
        r"\b(?P<hour>\d{1,2})\s*o.?clock\b",
    )
)
_BARE = re.compile(r"(?:^|\s)(?P<hour>\d{1,2})$")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in minutes; beyond 24 hours it is on the next day.

    Several where it may be either, none where there is no such time.
    """

    minutes: tuple[int, ...]
    rest: str


def clock(text: str, *, twelve: bool) -> Clock | None:
    """Take the time of day out of a text; ``twelve`` where people write 9:30 for the evening."""
    for pattern, minutes in ((_NOON, (_DAY // 2,)), (_MIDNIGHT, (0, _DAY))):
        if found := pattern.search(text):
            return _without(text, found, minutes)
    rest, part = _part(text)
    found = next((found for each in _CLOCKS if (found := each.search(rest))), None)
    if found is None and part is not None:
        found = _BARE.search(rest)
    return _read(rest, found, part, twelve=twelve) if found else None


def bare_clock(text: str, *, twelve: bool) -> Clock | None:
    """Take a lone number at the end for an hour, as in "Friday 7"."""
    rest, part = _part(text)
    found = _BARE.search(rest)
    return _read(rest, found, part, twelve=twelve) if found else None


def part_of_day(text: str) -> Clock:
    """Take out a part of the day that stands without an hour, with times of it to suggest."""
    rest, part = _part(text)
    return Clock(tuple(hour * _HOUR for hour in _ROUND[part]), rest)


def _read(text: str, found: re.Match[str], part: _Part | None, *, twelve: bool) -> Clock:
    given = found.groupdict()
    hour = int(given["hour"])
    minute = 30 if given.get("past") else int(given.get("minute") or 0)
    half = given.get("half")
    # "Friday night 1am" may be the night before Friday or the one after, like 深夜1時.
    if half and not (half == "a" and part is _Part.NIGHT):
        part = _Part.MORNING if half == "a" else _Part.AFTERNOON
    # Nobody writes 07:30 or 7h for the evening, nor, where a day has 24 hours, 7:30 or 10.
    is_whole_day = given["hour"].startswith("0") or "h" in found[0]
    is_whole_day |= not twelve and (":" in found[0] or hour >= _TEN)
    is_whole_day &= "clock" not in found[0]
    hours = _hours(hour, part, is_whole_day=is_whole_day)
    if minute >= _HOUR or (half and not 1 <= hour <= _NOON_HOUR):
        hours = ()
    return _without(text, found, tuple(each * _HOUR + minute for each in hours))


def _hours(hour: int, part: _Part | None, *, is_whole_day: bool) -> tuple[int, ...]:
    """Return the hours that are meant: 7 alone is seven in the morning or in the evening."""
    if hour > _LATEST_HOUR:
        return ()
    match part:
        case _Part.MORNING:
            return (hour % 12,) if hour <= 12 else ()
        case _Part.NOON:  # 昼の11時 is before noon, 昼の1時 after
            return (hour + 12,) if hour <= 5 else (hour,) if hour >= _TEN else ()
        case _Part.AFTERNOON | _Part.EVENING:
            return (hour % 12 + 12,) if hour <= 12 else (hour,)
        case _Part.NIGHT if hour <= 5:
            return (hour, hour + 24)
        case _Part.NIGHT:
            return (hour + 12,) if hour <= 12 else (hour,)
        case None:
            is_clear = is_whole_day or not 1 <= hour <= 11
            return (hour,) if is_clear else (hour, hour + 12)


def _part(text: str) -> tuple[str, _Part | None]:
    """Take out a part of the day, as in 夜の8時 or "7 in the evening"."""
    for part, pattern in _PARTS:
        if pattern.search(text):
            return " ".join(pattern.sub(" ", text).split()), part
    return text, None


def _without(text: str, found: re.Match[str], minutes: tuple[int, ...]) -> Clock:
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return Clock(minutes, " ".join(rest.split()))
