"""Months and bare years."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain import placements
from bot.domain.placements import EARLIEST_YEAR, When
from bot.errors import NotAMonthError
from bot.i18n import Words
from bot.ui.autocomplete.base import SHOWN, Interaction, Option
from bot.ui.reading import words_for

NOW = "now"


class MonthOption(Option):
    """A month or a bare year."""

    async def transform(self, interaction: Interaction, value: str, /) -> When | None:
        """Return what was picked or typed."""
        return month(value)

    async def offered(self, interaction: Interaction, typed: str) -> Iterable[tuple[str, str]]:
        """Offer a year as it is, and its months."""
        words = words_for(interaction)
        found = _suggest(typed, interaction.created_at.year)
        return ((words.month(when.year, when.month), str(when)) for when in found)


class UntilOption(MonthOption):
    """A month, a bare year, or "now" (None) for a stay that goes on."""

    async def transform(self, interaction: Interaction, value: str, /) -> When | None:
        """Return what was picked or typed."""
        return until(value, words_for(interaction))

    async def offered(self, interaction: Interaction, typed: str) -> Iterable[tuple[str, str]]:
        """Offer "now" first, while that may be meant."""
        now = words_for(interaction)("now")
        offered = [(now, NOW)] if now.startswith(typed.strip().casefold()) else []
        return (*offered, *await super().offered(interaction, typed))


def month(typed: str) -> When:
    """Read a month or a bare year."""
    when = When.parse(typed)
    if when is None:
        raise NotAMonthError(text=typed)
    return when


def until(typed: str, words: Words) -> When | None:
    """Read a month, a bare year, or "now" (None) in the member's language."""
    return None if typed.strip().casefold() in placements.NOW | {words("now")} else month(typed)


def _suggest(typed: str, this_year: int) -> list[When]:
    """Return a year with its months, a month alone, or the last years while none is typed."""
    when = When.parse(typed)
    if when is None:
        years = (When(year) for year in range(this_year, EARLIEST_YEAR, -1))
        return [each for each in years if str(each).startswith(typed.strip())][:SHOWN]
    if when.month is not None:
        return [when]
    return [when, *(When(when.year, month) for month in range(1, 13))]
