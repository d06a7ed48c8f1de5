"""How something repeats, and when that ends: offered for the first date that was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from bot.domain.repeats import MOST_TIMES, Repeat, Rule
from bot.domain.times import Doubt, Moment
from bot.errors import UserError
from bot.errors.series import (
    RepeatMismatchError,
    RepeatUnknownError,
    SeriesEndAloneError,
    SeriesEndEarlyError,
    SeriesEndError,
)
from bot.i18n import Words
from bot.reference import repeat_words, times
from bot.ui.autocomplete import Interaction, Option, moment
from bot.ui.reading import Speaks, words_for
from cogs.events.repeats import rule_label

NEVER = "never"
_NAMED = 6
_TIMES = re.compile(r"(\d{1,4})\s*(?:x|times?|dates?|回|度)?")
_USUAL_TIMES = (4, 6, 10, 12, 26, 52)
_MONTHS_AHEAD = (3, 6, 12)


@dataclass(frozen=True, slots=True)
class End:
    """When a series ends: with a day, after so many times, or never."""

    until: date | None = None
    times: int | None = None


def repeating(when: Moment, rule: Rule | None, end: End | None) -> Repeat | None:
    """Return how a new event repeats, if it does."""
    if rule is None:
        if end is not None:
            raise SeriesEndAloneError
        return None
    end = end or End()
    if end.until is not None and end.until < when.wall.date():
        raise SeriesEndEarlyError
    return Repeat(rule.ending(until=end.until, count=end.times), when.wall)


class RepeatOption(Option):
    """How something repeats from the date under ``when``; it arrives as a rule."""

    async def transform(self, interaction: Interaction, value: str, /) -> Rule:
        """Return the rule that was picked, or the only one that was meant."""
        if (picked := Rule.parse(value)) is not None:
            return picked
        first = await _first(interaction)
        if first is None:
            raise RepeatMismatchError
        found, words = _found(interaction, value, first), words_for(interaction)
        if len(found) != 1:
            rules = found or list(repeat_words.rules(first))
            # A line each: the name of a rule has commas of its own.
            choices = "\n".join(f"• {rule_label(each, words)}" for each in rules[:_NAMED])
            raise RepeatUnknownError(text=value, choices=f"\n{choices}")
        return found[0]

    async def offered(self, interaction: Interaction, typed: str) -> Iterable[tuple[str, str]]:
        """Offer the rules that the first date may begin."""
        words, first = words_for(interaction), await _first(interaction)
        if first is None:
            return ((words("First fill in when it starts"), typed[: times.LONGEST] or "-"),)
        found = _found(interaction, typed, first) or list(repeat_words.rules(first))
        return ((rule_label(each, words), each.text) for each in found)


class EndOption(Option):
    """When a series ends; it arrives as an :class:`End`."""

    async def transform(self, interaction: Interaction, value: str, /) -> End:
        """Return what was picked or typed."""
        found = _end(interaction, value)
        if found is None:
            raise SeriesEndError(text=value)
        return found

    async def offered(self, interaction: Interaction, typed: str) -> Iterable[tuple[str, str]]:
        """Offer what was typed as it is understood, or usual ends."""
        words = words_for(interaction)
        if typed.strip():
            found = _end(interaction, typed)
            return () if found is None else (_told(found, words),)
        first = (await _first(interaction)) or interaction.created_at.date()
        ends = [End()]
        ends += [End(times=each) for each in _USUAL_TIMES]
        ends += [End(_later(first, months)) for months in _MONTHS_AHEAD]
        return (_told(each, words) for each in ends)


def _found(interaction: Interaction, typed: str, first: date) -> list[Rule]:
    """Return the rules that were meant, by their names in every language."""
    numbers = repeat_words.numbers_in(repeat_words.plain(typed))
    rules = list(repeat_words.rules(first, numbers))
    return repeat_words.meant(typed, first, [(each, _names(interaction, each)) for each in rules])


def _names(interaction: Interaction, rule: Rule) -> str:
    spoken = cast("Speaks", interaction.client).catalogues.every
    return " ".join(rule_label(rule, words) for words in spoken)


async def _first(interaction: Interaction) -> date | None:
    """Return the day under ``when``, as far as it is understood."""
    typed = getattr(interaction.namespace, "when", None)
    if not typed:
        return None
    try:
        return (await moment(interaction, typed)).wall.date()
    except UserError:
        return None


def _end(interaction: Interaction, typed: str) -> End | None:
    text = typed.strip().casefold()
    if text in {NEVER, "なし", "無期限"}:
        return End()
    if counted := _TIMES.fullmatch(text):
        number = int(counted[1])
        return End(times=number) if 1 <= number <= MOST_TIMES else None
    return _day(interaction, text)


def _day(interaction: Interaction, text: str) -> End | None:
    now = interaction.created_at
    text = re.sub(r"^(?:until|till|to)\s+|まで$", "", text)
    try:
        day = datetime.fromisoformat(text).date()
    except ValueError:
        language = interaction.locale.value
        reading = times.read(f"{text} 12:00", zone="UTC", language=language, now=now)
        if reading.doubt not in (None, Doubt.CLOCK_MISSING) or not reading.moments:
            return None
        day = reading.moments[0].wall.date()
    return End(until=day) if day >= now.date() - timedelta(days=1) else None


def _told(end: End, words: Words) -> tuple[str, str]:
    if end.until is not None:
        return words("until {date}", date=words.weekday(end.until)), end.until.isoformat()
    if end.times is not None:
        return words.n("{n} time", "{n} times", end.times), f"{end.times}x"
    return words("never: it goes on until you stop it"), NEVER


def _later(first: date, months: int) -> date:
    """Return the same day some months later, or the last of that month."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    for day in range(first.day, 27, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    return date(year, month + 1, first.day)
