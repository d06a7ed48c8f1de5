"""Which rules a first date may have, and which of them somebody means by a few words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bot.domain.repeats import (
    LARGEST_INTERVAL,
    LAST,
    Rule,
    Unit,
    is_last_day,
    is_last_weekday,
    nth_weekday,
)

_WEEKDAYS = (0, 1, 2, 3, 4)
_USUAL = {Unit.DAY: (1,), Unit.WEEK: (1, 2, 3, 4), Unit.MONTH: (1, 2, 3, 6), Unit.YEAR: (1,)}
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "other": 2, "second week": 2}
_KANJI = str.maketrans("一二三四五", "12345")
_KEYWORDS = {
    (Unit.DAY, 1): "daily everyday 毎日",
    (Unit.DAY, 2): "every other day 隔日 1日おき",
    (Unit.WEEK, 1): "weekly everyweek 毎週",
    (Unit.WEEK, 2): "fortnightly biweekly every other week 隔週 2週おき 2週ごと 1週おき",
    (Unit.MONTH, 1): "monthly 毎月",
    (Unit.MONTH, 2): "every other month 隔月 1か月おき",
    (Unit.MONTH, 3): "quarterly 四半期",
    (Unit.YEAR, 1): "yearly annually 毎年",
}
_ORDINALS = {1: "first 1st 第1", 2: "second 2nd 第2", 3: "third 3rd 第3", 4: "fourth 4th 第4"}
_ENGLISH_DAYS = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs?|ur)?(?:days?)?\b")
_JAPANESE_DAYS = re.compile(r"([月火水木金土日](?:[と ]*[月火水木金土日])*)(?=曜|$)")
_NO_DAYS = re.compile(r"毎[日月]|平日|末日|月末|\d+[日月]")
_EVERY = re.compile(rf"(?:every|each) {_ENGLISH_DAYS.pattern}|(?=\w+days$){_ENGLISH_DAYS.pattern}")
_COUNTED = re.compile(r"\b(two|three|four|five|six)\b(?= (?:day|week|month|year))")
_INTERVAL = re.compile(r"(\d{1,3}) ?(?:(?:day|week|month|year)s?\b|週|か月|[日年](?:おき|ごと))")
_OFTEN = re.compile(r"(隔[日週月]|毎[週月]|\d+(?:週|か月)(?:おき|ごと))(?=\S)")
_FILLERS = frozenset({"on", "the", "of", "each", "a", "and", "in", "at"})


def rules(first: date, numbers: Iterable[int] = ()) -> Iterator[Rule]:
    """Tell the rules that a first date may begin, the usual ones first."""
    more = tuple(n for n in numbers if 1 < n <= LARGEST_INTERVAL)
    weekday, seen = (first.weekday(),), set[Rule]()
    for unit, usual in _USUAL.items():
        for interval in dict.fromkeys((*usual, *more)):
            for rule in _of_unit(unit, interval, first, weekday):
                if rule not in seen:
                    seen.add(rule)
                    yield rule


def meant(typed: str, first: date, names: Sequence[tuple[Rule, str]]) -> list[Rule]:
    """Return the rules whose names (in every language) or usual words have all that was typed."""
    text = plain(typed)
    several = on_days(text, first)
    for (unit, interval), words in _KEYWORDS.items():
        if unit in (Unit.DAY, Unit.WEEK) and text.replace(" ", "") in words.split():
            return [rule for rule, _ in names if (rule.unit, rule.interval) == (unit, interval)][:1]
    tokens = [_singular(word) for word in text.split() if word not in _FILLERS]
    found: list[Rule] = []
    for rule, name in names:
        words = squeezed(f"{name} {_keywords(rule)}")
        if all(squeezed(token) in words for token in tokens):
            found.append(rule)
    intervals = [int(number) for number in _INTERVAL.findall(text)]
    if not numbers_in(text):  # without a number nobody means every third week
        intervals = [1]
    found = [rule for rule in found if rule.interval in intervals] or found
    if _EVERY.fullmatch(text):
        found = [rule for rule in found if rule.weekdays == (first.weekday(),) and not rule.nth]
    return ([several] if several else []) + [rule for rule in found if rule != several]


def on_days(text: str, first: date) -> Rule | None:
    """Return "every Tuesday and Thursday", where those are named and the first date is one."""
    days = {_EN.index(name) for name in _ENGLISH_DAYS.findall(text)}
    for names in _JAPANESE_DAYS.findall(_NO_DAYS.sub(" ", text.replace("曜日", "曜"))):
        days |= {_JA.index(name) for name in names if name in _JA}
    if len(days) < 2 or first.weekday() not in days:
        return None
    numbers = numbers_in(text)
    return Rule(Unit.WEEK, numbers[0] if numbers else 1, tuple(sorted(days)))


def numbers_in(text: str) -> list[int]:
    """Return the intervals that may be meant."""
    found = [int(number) for number in re.findall(r"\d{1,3}", text)]
    found += [number for word, number in _NUMBERS.items() if word in text]
    return [number for number in found if 1 < number <= LARGEST_INTERVAL]


def plain(typed: str) -> str:
    """Return one spelling of what was typed."""
    text = unicodedata.normalize("NFKC", typed).casefold().replace("の", "").replace("第", " 第")
    text = re.sub(r"[ヶヵカケ]月", "か月", text).replace("bi-weekly", "biweekly")
    text = re.sub(r"(?<=第)[一二三四五]|[一二三四五](?=週|か月|日おき|年)", _digit, text)
    text = re.sub(r"週間(?=おき|ごと)", "週", text)
    text = _COUNTED.sub(lambda found: str(_NUMBERS[found[0]]), " ".join(text.split()))
    return " ".join(re.sub(r"[,、・]", " ", _OFTEN.sub(r"\1 ", text)).split())


def squeezed(text: str) -> str:
    """Return a text without spaces, as labels and words are compared."""
    return plain(text).replace(" ", "")


def _of_unit(unit: Unit, interval: int, first: date, weekday: tuple[int, ...]) -> Iterator[Rule]:
    if unit is Unit.DAY:
        yield Rule(unit, interval)
        return
    if unit is Unit.WEEK:
        yield Rule(unit, interval, weekday)
        if interval == 1 and first.weekday() in _WEEKDAYS:
            yield Rule(unit, interval, _WEEKDAYS)
        return
    month = first.month if unit is Unit.YEAR else None
    nth = nth_weekday(first)
    yield Rule(unit, interval, weekday, nth, month=month)
    if nth != LAST and is_last_weekday(first):
        yield Rule(unit, interval, weekday, LAST, month=month)
    yield Rule(unit, interval, day=first.day, month=month)
    if unit is Unit.MONTH and is_last_day(first):
        yield Rule(unit, interval, day=31)


def _keywords(rule: Rule) -> str:
    words = [_KEYWORDS.get((rule.unit, rule.interval), "")]
    if rule.unit is Unit.WEEK and rule.interval > 2:
        words.append(f"{rule.interval}週おき {rule.interval}週ごと")
    if rule.nth is not None:
        words.append("last 最終 最後" if rule.nth == LAST else _ORDINALS[rule.nth])
    if rule.weekdays == _WEEKDAYS:
        words.append("weekdays workdays 平日")
    if rule.day == 31:
        words.append("last day end of month 月末 末日 31st")
    if rule.day is not None:
        words.append(f"{rule.day}th {rule.day}日")
    return " ".join(words)


def _singular(word: str) -> str:
    return word[:-1] if word.endswith(("days", "weeks", "months", "years")) else word


def _digit(found: re.Match[str]) -> str:
    return found[0].translate(_KANJI)


_EN = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_JA = "月火水木金土日"
