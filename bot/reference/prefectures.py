"""The 47 prefectures of Japan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.domain.folding import romaji_key
from bot.reference.locales import is_japanese
from bot.reference.names import Entry, NameIndex
from bot.reference.resolution import Resolution, Unknown
from bot.reference.tables import read_json


@dataclass(frozen=True, slots=True)
class Prefecture:
    """A prefecture; ``tile`` is its column and row in the tile map of Japan."""

    code: str
    iso: str
    name: str
    macron: str
    romaji: str
    kanji: str
    kana: str
    region: str
    region_ja: str
    capital: str
    capital_ja: str
    capital_code: str
    latitude: float
    longitude: float
    tile: Sequence[int]


@cache
def all_prefectures() -> tuple[Prefecture, ...]:
    """Return the prefectures from north to south."""
    rows: list[dict[str, Any]] = read_json("prefectures.json")["rows"]
    return tuple(Prefecture(**row) for row in rows)


@cache
def regions() -> dict[str, tuple[Prefecture, ...]]:
    """Return the prefectures of each region, by the region's English name."""
    names = dict.fromkeys(prefecture.region for prefecture in all_prefectures())
    return {
        name: tuple(each for each in all_prefectures() if each.region == name) for name in names
    }


def get(code: str) -> Prefecture | None:
    """Return the prefecture with this JIS code, such as ``02``."""
    return _by_code().get(code)


def name(code: str, locale: str) -> str:
    """Return what readers of a locale call the prefecture; the code itself where there is none."""
    prefecture = get(code)
    if prefecture is None:
        return code
    return prefecture.kanji if is_japanese(locale) else prefecture.name


def suggest(text: str, limit: int = 25) -> list[Prefecture]:
    """Return the prefectures that the beginning of a name may mean; its capital's name counts."""
    return _index().search(text, limit) or (_capitals().search(text, limit))


def resolve(text: str) -> Resolution[Prefecture]:
    """Decide which prefecture is meant; a capital's name is only a suggestion."""
    resolution = _index().resolve(text, mend=True)
    if isinstance(resolution, Unknown) and (capitals := _capitals().find(text)):
        return Unknown(capitals)
    return resolution


@cache
def _by_code() -> dict[str, Prefecture]:
    return {prefecture.code: prefecture for prefecture in all_prefectures()}


@cache
def _index() -> NameIndex[Prefecture]:
    return NameIndex(
        (
            Entry(each, names_of(each), codes=(each.code, each.iso, str(int(each.code))))
            for each in all_prefectures()
        ),
        common_spelling=romaji_key,
    )


@cache
def _capitals() -> NameIndex[Prefecture]:
    return NameIndex(
        (
            Entry(each, (each.capital, f"{each.capital}-shi", each.capital_ja))
            for each in all_prefectures()
        ),
        common_spelling=romaji_key,
    )


def names_of(prefecture: Prefecture) -> set[str]:
    """Return the ways to write it, with and without its ending."""
    romaji = {f"{prefecture.name}-{ending}" for ending in ("ken", "prefecture", "pref")}
    return {
        prefecture.name,
        prefecture.romaji,
        prefecture.macron,
        f"{prefecture.macron}{prefecture.romaji.removeprefix(prefecture.name)}",
        f"Prefecture of {prefecture.name}",
        prefecture.kanji,
        prefecture.kana,
        *romaji,
        *_without_suffix(prefecture),
    }


def _without_suffix(prefecture: Prefecture) -> tuple[str, str]:
    if prefecture.kanji == "北海道":
        return ("北海", "ほっかい")
    syllables = {"県": "けん", "府": "ふ", "都": "と"}[prefecture.kanji[-1]]
    return (prefecture.kanji[:-1], prefecture.kana.removesuffix(syllables))
