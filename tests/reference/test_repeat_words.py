"""What people write about repetitions, in English and Japanese, means a rule of the first date."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.repeats import LAST, Rule, Unit
from bot.i18n import Catalogues
from bot.reference import repeat_words
from cogs.events.repeats import rule_label

FRIDAY = date(2026, 12, 18)
"""The third Friday of its month."""
LAST_FRIDAY = date(2026, 12, 25)
END_OF_MONTH = date(2027, 1, 31)
LEAP_DAY = date(2028, 2, 29)
CATALOGUES = Catalogues.read()


def meant(typed: str, first: date = FRIDAY) -> list[Rule]:
    numbers = repeat_words.numbers_in(repeat_words.plain(typed))
    names = [
        (rule, " ".join(rule_label(rule, words) for words in CATALOGUES.every))
        for rule in repeat_words.rules(first, numbers)
    ]
    return repeat_words.meant(typed, first, names)


@pytest.mark.parametrize(
    ("typed", "first", "rule"),
    [
        ("weekly", FRIDAY, Rule(Unit.WEEK, weekdays=(4,))),
        ("every week on Friday", FRIDAY, Rule(Unit.WEEK, weekdays=(4,))),
        ("every 2 weeks", FRIDAY, Rule(Unit.WEEK, 2, (4,))),
        ("every other week", FRIDAY, Rule(Unit.WEEK, 2, (4,))),
        ("every two weeks", FRIDAY, Rule(Unit.WEEK, 2, (4,))),
        ("bi-weekly", FRIDAY, Rule(Unit.WEEK, 2, (4,))),
        ("every three months on the third Friday", FRIDAY, Rule(Unit.MONTH, 3, (4,), 3)),
        ("fortnightly", FRIDAY, Rule(Unit.WEEK, 2, (4,))),
        ("every 5 weeks", FRIDAY, Rule(Unit.WEEK, 5, (4,))),
        ("weekdays", FRIDAY, Rule(Unit.WEEK, weekdays=(0, 1, 2, 3, 4))),
        ("every Tuesday and Friday", FRIDAY, Rule(Unit.WEEK, weekdays=(1, 4))),
        ("daily", FRIDAY, Rule(Unit.DAY)),
        ("every 10 days", FRIDAY, Rule(Unit.DAY, 10)),
        ("every month third Friday", FRIDAY, Rule(Unit.MONTH, 1, (4,), 3)),
        ("last Friday monthly", LAST_FRIDAY, Rule(Unit.MONTH, 1, (4,), LAST)),
        ("quarterly on the 3rd Friday", FRIDAY, Rule(Unit.MONTH, 3, (4,), 3)),
        ("monthly day 18", FRIDAY, Rule(Unit.MONTH, day=18)),
        ("end of month monthly", END_OF_MONTH, Rule(Unit.MONTH, day=31)),
        ("every year on Dec 18", FRIDAY, Rule(Unit.YEAR, day=18, month=12)),
        ("yearly Feb 29", LEAP_DAY, Rule(Unit.YEAR, day=29, month=2)),
        ("毎日", FRIDAY, Rule(Unit.DAY)),
        ("毎週", FRIDAY, Rule(Unit.WEEK, weekdays=(4,))),
        ("毎週金曜", FRIDAY, Rule(Unit.WEEK, weekdays=(4,))),
        ("隔週", FRIDAY, Rule(Unit.WEEK, 2, (4,))),
        ("隔週金曜", FRIDAY, Rule(Unit.WEEK, 2, (4,))),
        ("隔週の金曜日", FRIDAY, Rule(Unit.WEEK, 2, (4,))),
        ("2週間おき", FRIDAY, Rule(Unit.WEEK, 2, (4,))),
        ("3週間おき", FRIDAY, Rule(Unit.WEEK, 3, (4,))),
        ("2ヶ月ごと 第3金曜日", FRIDAY, Rule(Unit.MONTH, 2, (4,), 3)),
        ("2週間ごと", FRIDAY, Rule(Unit.WEEK, 2, (4,))),
        ("二週間ごと", FRIDAY, Rule(Unit.WEEK, 2, (4,))),
        ("毎週火・金", FRIDAY, Rule(Unit.WEEK, weekdays=(1, 4))),
        ("毎週火曜日と金曜日", FRIDAY, Rule(Unit.WEEK, weekdays=(1, 4))),
        ("平日", FRIDAY, Rule(Unit.WEEK, weekdays=(0, 1, 2, 3, 4))),
        ("毎月第3金曜日", FRIDAY, Rule(Unit.MONTH, 1, (4,), 3)),
        ("毎月の第三金曜", FRIDAY, Rule(Unit.MONTH, 1, (4,), 3)),
        ("毎月最終金曜日", LAST_FRIDAY, Rule(Unit.MONTH, 1, (4,), LAST)),
        ("毎月18日", FRIDAY, Rule(Unit.MONTH, day=18)),
        ("毎月末日", END_OF_MONTH, Rule(Unit.MONTH, day=31)),
        ("毎年12月18日", FRIDAY, Rule(Unit.YEAR, day=18, month=12)),
    ],
)
def test_usual_words_mean_one_rule(typed: str, first: date, rule: Rule) -> None:
    assert meant(typed, first)[:1] == [rule]


@pytest.mark.parametrize(
    "typed",
    ["every Friday", "Fridays", "every week", "every day", "every month on the third Friday"],
)
def test_what_names_no_other_interval_is_clear(typed: str) -> None:
    assert len(meant(typed)) == 1


@pytest.mark.parametrize(
    "typed", ["last Friday", "Tuesday and Thursday", "第1金曜日", "x", "毎週火曜"]
)
def test_what_does_not_fit_the_first_date_means_nothing(typed: str) -> None:
    assert meant(typed) == []


@pytest.mark.parametrize(
    ("rule", "english", "japanese"),
    [
        (
            Rule(Unit.WEEK, 2, (4,), count=10),
            "every 2 weeks on Friday, 10 times",
            "2週間ごとの金曜日（10回）",
        ),
        (Rule(Unit.MONTH, 1, (4,), 3), "every month on the third Friday", "毎月第3金曜日"),
        (Rule(Unit.MONTH, day=31), "every month on the last day", "毎月末日"),
        (
            Rule(Unit.MONTH, 2, day=30),
            "every 2 months on day 30 (or its last day)",
            "2か月ごとの30日（ない月は末日）",
        ),
        (
            Rule(Unit.YEAR, 1, (6,), 4, month=11),
            "every year on the fourth Sunday of November",
            "毎年11月の第4日曜日",
        ),
        (
            Rule(Unit.YEAR, 4, day=29, month=2, until=END_OF_MONTH),
            "every 4 years on Feb 29 (or the last day of February), until Sun, Jan 31, 2027",
            "4年ごとの2月29日（ない年は2月の末日）（2027年1月31日(日)まで）",
        ),
    ],
)
def test_rules_read_well_in_both_languages(rule: Rule, english: str, japanese: str) -> None:
    assert rule_label(rule, CATALOGUES.words("en")) == english
    assert rule_label(rule, CATALOGUES.words("ja")) == japanese
