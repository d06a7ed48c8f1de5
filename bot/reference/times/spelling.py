"""One way of writing for each thing that people write in several."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_NUMERAL = re.compile(r"[〇一二三四五六七八九十]+(?=\s*(?:時|分|日|月|年|週))|(?<=第)[一二三四五]")
_HOURS: Sequence[str] = "one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
_MINUTES = {"quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
_HALF_DAY = r"(?:\s*([ap])\.?m\b\.?)?"
_HOUR = rf"(\d{{1,2}}|{'|'.join(_HOURS)})"
_PAST = re.compile(
    rf"\b(?:half|(?:a )?({'|'.join(_MINUTES)}|\d{{1,2}})(?: minutes)?) past {_HOUR}\b{_HALF_DAY}"
)
_TO = re.compile(rf"\b(?:a )?({'|'.join(_MINUTES)}) to {_HOUR}\b{_HALF_DAY}")
_SPOKEN = re.compile(
    rf"(?:(?<=\bat )|\b)({'|'.join(_HOURS)})\b(?=\s*(?:[ap]\.?m\b|o.?clock))"
    rf"|(?<=\bat )({'|'.join(_HOURS)})\b"
)
_CLOCK = "o'clock"
_ERA = re.compile(r"令和\s*(元|\d{1,2})\s*年")
_REIWA = 2018

_SAME: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"(?<=\d)t(?=\d\d:)", " "),
        (r"\bthis (?=(?:morning|afternoon|evening)\b)", "today "),
        (r"\bchristmas eve\b|クリスマス・?イ[ブヴ]", "24 december"),
        (r"\bchristmas(?: day)?\b", "25 december"),
        (r"\bnew year'?s eve\b", "31 december"),
        (r"\bnew year'?s day\b", "1 january"),
        (r"大晦日|大みそか", "12月31日"),
        (r"元日|元旦", "1月1日"),
        (r"今[夜晩]", "今日夜"),
        (r"明晩", "明日夜"),
        (r"明朝", "明日朝"),
        (r"今朝", "今日朝"),
        (r"きょう|本日", "今日"),
        (r"あした|あす|翌日", "明日"),
        (r"しあさって|明々後日", "3日後"),
        (r"あさって", "明後日"),
        (r"きのう", "昨日"),
        (r"時間半", "時間30分"),
        (r"ヶ月|ヵ月|ケ月|カ月", "か月"),
        (r"\btonight\b", "today night"),
        (r"\b(?:tmrw?|tmw|tomorow|tommorow|tommorrow)\b", "tomorrow"),
        (r"\bhalf an hour\b", "30 minutes"),
        (r"\b(\d+)\s*h(?:rs?)?\s*(\d+)\s*m(?:ins?)?\b", r"\1 hours \2 minutes"),
        (r"\bin (\d+)\s*h\b", r"in \1 hours"),
        (r"\b(\d{1,2})(?::(\d\d))? uhr\b", r"\1h\2"),
        (r"\ban? hour and a half\b", "90 minutes"),
        # Read as the past otherwise.
        (r"\bfrom today\b", "from now"),
        (r"\bthe day after tomorrow\b", "day after tomorrow"),
        # A weekday in brackets, as Japanese dates have it: 12月24日(木).
        (r"\((.{1,12})\)", r" \1 "),
        (r"[,、。!！?？]|[〜~](?!\s*\d)", " "),
    )
)


def plain(text: str) -> str:
    """Return the text in small letters and Arabic numerals, with common words for rare ones."""
    text = " ".join(unicodedata.normalize("NFKC", text).lower().split())
    text = _NUMERAL.sub(lambda found: str(_number(found[0])), text)
    text = _ERA.sub(_western, text)
    for pattern, instead in _SAME:
        text = pattern.sub(instead, text)
    text = _TO.sub(_to, _PAST.sub(_past, text))
    text = _SPOKEN.sub(lambda found: str(_hour(found[1] or found[2])), text)
    return " ".join(text.split())


def _past(found: re.Match[str]) -> str:
    """Read "half past seven" and "quarter past 8 pm"."""
    minutes = _minutes(found[1]) if found[1] else 30
    return _clock(_hour(found[2]), minutes, found[3]) if minutes < 60 else found[0]


def _to(found: re.Match[str]) -> str:
    """Read "quarter to eight"."""
    return _clock((_hour(found[2]) - 2) % 12 + 1, 60 - _minutes(found[1]), found[3])


def _clock(hour: int, minutes: int, half: str | None) -> str:
    return f"{hour}:{minutes:02} {f'{half}m' if half else _CLOCK}"


def _minutes(word: str) -> int:
    return int(word) if word.isdecimal() else _MINUTES[word]


def _hour(word: str) -> int:
    return int(word) if word.isdecimal() else _HOURS.index(word) + 1


def _western(era: re.Match[str]) -> str:
    return f"{_REIWA + (1 if era[1] == '元' else int(era[1]))}年"


def _number(numerals: str) -> int:
    """Read 十九 as 19."""
    tens, ten, ones = numerals.rpartition("十")
    low = int("".join(str("〇一二三四五六七八九".index(sign)) for sign in ones) or 0)
    if not ten:
        return low
    return 10 * ("〇一二三四五六七八九".index(tens[-1]) if tens else 1) + low
