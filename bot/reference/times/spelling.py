"""One way of writing for each thing that people write in several."""

from __future__ import annotations

import re
import unicodedata

_NUMERAL = re.compile(r"[〇一二三四五六七八九十]+(?=\s*(?:時|分|日|月|年|週))")
_ERA = re.compile(r"令和\s*(元|\d{1,2})\s*年")
_REIWA = 2018

_SAME: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"(?<=\d)t(?=\d\d:)", " "),
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
    return " ".join(text.split())


def _western(era: re.Match[str]) -> str:
    return f"{_REIWA + (1 if era[1] == '元' else int(era[1]))}年"


def _number(numerals: str) -> int:
    """Read 十九 as 19."""
    tens, ten, ones = numerals.rpartition("十")
    low = int("".join(str("〇一二三四五六七八九".index(sign)) for sign in ones) or 0)
    if not ten:
        return low
    return 10 * ("〇一二三四五六七八九".index(tens[-1]) if tens else 1) + low
