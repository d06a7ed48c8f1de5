"""The continents and their parts, as CLDR divides the countries of the world."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from bot.reference import countries
from bot.reference.locales import territory_names
from bot.reference.tables import read_json


@cache
def continents() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the countries of each part of each continent, by the UN's numbers of both."""
    table: dict[str, dict[str, list[str]]] = read_json("continents.json")["continents"]
    return {
        continent: {part: tuple(codes) for part, codes in parts.items()}
        for continent, parts in table.items()
    }


def name(code: str, locale: str) -> str:
    """Return what readers of a locale call a continent or a part of one."""
    return territory_names(locale).get(code) or territory_names("en")[code]


def of_country(country: str) -> str:
    """Return the number of a country's continent."""
    return _continents_of_countries()[country]


def in_order(codes: tuple[str, ...], locale: str) -> list[str]:
    """Return countries by the names that readers of a locale know."""
    return sorted(codes, key=lambda code: countries.name(code, locale))


@cache
def _continents_of_countries() -> Mapping[str, str]:
    return {
        code: continent
        for continent, parts in continents().items()
        for codes in parts.values()
        for code in codes
    }
