"""How a series reads: its rule in words, its next dates, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.domain.events import Shown
from bot.domain.repeats import LAST, Rule, Unit
from bot.domain.series import Planned, Series, some
from bot.domain.times import Moment, place, seen_from
from bot.i18n import N_, Words
from bot.reference.repeats import dates
from bot.ui.public import Each, in_each
from bot.ui.times import label

SHOWN = 4
"""So many of the next dates are shown."""
WEEKDAYS = (0, 1, 2, 3, 4)
NTH: Mapping[int, str] = {
    1: N_("the first {day}"),
    2: N_("the second {day}"),
    3: N_("the third {day}"),
    4: N_("the fourth {day}"),
    LAST: N_("the last {day}"),
}


def rule_label(rule: Rule, words: Words) -> str:
    """Write a rule with its end: "every 2 weeks on Friday, 10 times"."""
    told = _UNITS[rule.unit](rule, words)
    if rule.until is not None:
        return words("{rule}, until {date}", rule=told, date=words.weekday(rule.until))
    if rule.count is not None:
        return words.n("{rule}, {n} time", "{rule}, {n} times", rule.count, rule=told)
    return told


def series_line(seen: Shown, each: Each) -> list[str]:
    """Say on a card that there are more dates."""
    series = seen.series
    if series is None:
        return []
    return [
        in_each(each, lambda words: words("Repeats: {rule}", rule=rule_label(series.rule, words)))
    ]


def draft_lines(series: Series, words: Words, now: datetime) -> str:
    """Say how a draft was understood: its rule, the next dates, and when each gets its card."""
    rule = rule_label(series.rule, words)
    return "\n".join(
        (
            words("**Repeats:** {rule}", rule=rule),
            *date_lines(series, some(series, dates, now, SHOWN), words, now),
            words(
                "It keeps to the clock in {zone}, in summer and winter.",
                zone=words.zone(series.zone),
            ),
            words(
                "-# The first date has its card at once. Each later one gets its own when the date "
                "before it is over, four weeks ahead at most. /event series skips or moves dates, "
                "and stops."
            ),
        )
    )


def date_lines(series: Series, found: list[Planned], words: Words, now: datetime) -> list[str]:
    """Write dates as the clock of the series shows them."""
    return [f"- {label(_moment(each, series.zone), now, words)}" for each in found]


def _moment(planned: Planned, zone: str) -> Moment:
    """Return a date with what a clock change does to it; one that was moved is as it is."""
    usual = place(planned.wall, zone)
    return usual if usual.at == planned.starts_at else seen_from(planned.starts_at, zone)


def _days(rule: Rule, words: Words) -> str:
    if rule.interval == 1:
        return words("every day")
    return words("every {n} days", n=rule.interval)


def _weeks(rule: Rule, words: Words) -> str:
    if rule.weekdays == WEEKDAYS and rule.interval == 1:
        return words("every weekday, Monday to Friday")
    days = words.list([words.day_name(day) for day in rule.weekdays])
    if rule.interval == 1:
        return words("every week on {days}", days=days)
    return words("every {n} weeks on {days}", n=rule.interval, days=days)


def _months(rule: Rule, words: Words) -> str:
    which = _which(rule, words)
    if rule.interval == 1:
        return words("every month on {which}", which=which)
    return words("every {n} months on {which}", n=rule.interval, which=which)


def _years(rule: Rule, words: Words) -> str:
    assert rule.month is not None  # noqa: S101 - every yearly rule has one
    if rule.nth is None:
        date = words.day_of_year(rule.month, rule.day or 1)
        if (rule.month, rule.day) == (2, 29):
            date = words("{date} (or the last day of February)", date=date)
    else:
        month = words.month_name(rule.month)
        date = words("{which} of {month}", which=_which(rule, words), month=month)
    if rule.interval == 1:
        return words("every year on {date}", date=date)
    return words("every {n} years on {date}", n=rule.interval, date=date)


def _which(rule: Rule, words: Words) -> str:
    """Name a day of a month."""
    if rule.nth is not None:
        return words(NTH[rule.nth], day=words.day_name(rule.weekdays[0]))
    day = rule.day or 1
    if day == 31:
        return words("the last day")
    if day > 28:
        return words("day {n} (or its last day)", n=day)
    return words("day {n}", n=day)


_UNITS: Mapping[Unit, Callable[[Rule, Words], str]] = {
    Unit.DAY: _days,
    Unit.WEEK: _weeks,
    Unit.MONTH: _months,
    Unit.YEAR: _years,
}
