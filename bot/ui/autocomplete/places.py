"""Prefectures, towns, countries and cities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.profiles import TOWN_LENGTH
from bot.errors import NotAPrefectureError, TextTooLongError
from bot.i18n import Words
from bot.reference import cities, countries, municipalities, prefectures
from bot.reference.locales import is_japanese
from bot.reference.municipalities import Municipality
from bot.reference.resolution import Found, Resolution, Unknown
from bot.ui.autocomplete.base import SHOWN, CodeOption, Interaction, Option, codes, settled
from bot.ui.reading import words_for

_EXAMPLES = ("02", "13", "27")


class PrefectureOption(CodeOption):
    """A prefecture, as its code; a place that is none is refused with a suggestion."""

    def suggest(self, typed: str, locale: str) -> Iterable[str]:
        """Return prefectures, by their own names or those of their capitals."""
        return (each.code for each in prefectures.suggest(typed, SHOWN))

    def resolve(self, typed: str) -> Resolution[str]:
        """Decide which prefecture is meant."""
        return codes(prefectures.resolve(typed), lambda each: each.code)

    def name(self, code: str, locale: str) -> str:
        """Return the prefecture's name."""
        return prefectures.name(code, locale)

    async def transform(self, interaction: Interaction, value: str, /) -> str:
        """Return the code; London is no prefecture."""
        found = self.resolve(value)
        if isinstance(found, Unknown) and not found.suggestions:
            raise no_prefecture(value, words_for(interaction))
        return await super().transform(interaction, value)


def no_prefecture(typed: str, words: Words) -> NotAPrefectureError:
    """Refuse a place that is no prefecture, with some that are."""
    examples = [prefectures.name(code, words.locale) for code in _EXAMPLES]
    return NotAPrefectureError(text=typed, examples=words.list(examples))


class CountryOption(CodeOption):
    """A country, as its ISO 3166 code."""

    def suggest(self, typed: str, locale: str) -> Iterable[str]:
        """Return countries, by any of their names or by their flag."""
        return countries.suggest(typed, locale, SHOWN)

    def resolve(self, typed: str) -> Resolution[str]:
        """Decide which country is meant."""
        return countries.resolve(typed)

    def name(self, code: str, locale: str) -> str:
        """Return the country's name."""
        return countries.name(code, locale)


class CityOption(Option):
    """A city of the world, as its GeoNames id."""

    async def transform(self, interaction: Interaction, value: str, /) -> int:
        """Return the id of the city that was picked or typed."""
        if picked := cities.of_id(value):
            return picked.id
        words = words_for(interaction)
        found = cities.resolve(value)
        return settled(value, found, lambda city: cities.label(city, words.locale), words).id

    async def offered(self, interaction: Interaction, typed: str) -> Iterable[tuple[str, str]]:
        """Offer cities, the biggest first."""
        locale = words_for(interaction).locale
        found = cities.suggest(typed, limit=SHOWN)
        return ((cities.label(city, locale), str(city.id)) for city in found)


@dataclass(frozen=True, slots=True)
class Town:
    """A town by its name, with its official code if it was picked from the list."""

    name: str
    code: str | None = None


class TownOption(Option):
    """A town of Japan, always shown with its prefecture; former ones are taken as typed."""

    async def transform(self, interaction: Interaction, value: str, /) -> Town:
        """Return the town that was picked or typed."""
        picked = municipalities.get(value)
        if picked is None:
            if len(value) > TOWN_LENGTH:
                raise TextTooLongError(start=value[:20], length=len(value), limit=TOWN_LENGTH)
            return Town(value)
        return Town(municipalities.name(picked.code, words_for(interaction).locale), picked.code)

    async def offered(self, interaction: Interaction, typed: str) -> Iterable[tuple[str, str]]:
        """Offer the towns of the prefecture that is filled in already, else of all Japan."""
        locale = words_for(interaction).locale
        around = prefectures.resolve(getattr(interaction.namespace, "prefecture", None) or "")
        within = around.value.code if isinstance(around, Found) else None
        found = municipalities.suggest(typed, within, SHOWN)
        return ((_with_prefecture(town, locale), town.code) for town in found)


def _with_prefecture(town: Municipality, locale: str) -> str:
    name = municipalities.name(town.code, locale)
    prefecture = prefectures.name(town.prefecture, locale)
    return f"{name}（{prefecture}）" if is_japanese(locale) else f"{name}, {prefecture}"
