"""The cities, towns and villages of Japan, and the wards of its big cities."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from bot.domain.folding import romaji_key
from bot.reference import prefectures
from bot.reference.locales import is_japanese
from bot.reference.names import Entry, NameIndex
from bot.reference.resolution import Found, Resolution
from bot.reference.tables import read_csv

_ENDINGS = {
    "shi": ("市", "し", ("shi", "city")),
    "ku": ("区", "く", ("ku", "ward", "city")),
    "cho": ("町", "ちょう", ("cho", "machi", "town")),
    "machi": ("町", "まち", ("machi", "cho", "town")),
    "mura": ("村", "むら", ("mura", "son", "village")),
    "son": ("村", "そん", ("son", "mura", "village")),
}
_SIZES = ("city", "special ward", "town", "village", "ward")
_COMMA = re.compile(r"[,、，]")


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality, or a ward of one: then ``parent`` is the code of its city."""

    code: str
    prefecture: str
    kanji: str
    kana: str
    romaji: str
    name: str
    kind: str
    parent: str | None
    latitude: float
    longitude: float


def get(code: str) -> Municipality | None:
    """Return the municipality with this JIS code, such as ``02202``."""
    return _by_code().get(code)


def name(code: str, locale: str) -> str:
    """Return what readers of a locale call it, without its prefecture; the code for none."""
    municipality = get(code)
    if municipality is None:
        return code
    return municipality.kanji if is_japanese(locale) else municipality.name


def designated_cities() -> tuple[Municipality, ...]:
    """Return the 20 cities that act like prefectures."""
    codes = dict.fromkeys(each.parent for each in _by_code().values() if each.parent)
    return tuple(_by_code()[code] for code in codes)


def wards(code: str) -> tuple[Municipality, ...]:
    """Return the wards of a designated city; none for any other."""
    return tuple(each for each in _by_code().values() if each.parent == code)


def suggest(text: str, prefecture: str | None = None, limit: int = 25) -> list[Municipality]:
    """Return what the beginning of a name may mean, cities before towns and villages."""
    text, prefecture = _split(text, prefecture)
    return _index().search(text, limit, lambda each: prefecture in (None, each.prefecture))


def resolve(text: str, prefecture: str | None = None) -> Resolution[Municipality]:
    """Decide which municipality is meant.

    Misspellings are only suggested: towns that exist no more are often one letter from others.
    """
    text, prefecture = _split(text, prefecture)
    return _index().resolve(text, lambda each: prefecture in (None, each.prefecture))


def _split(text: str, prefecture: str | None) -> tuple[str, str | None]:
    """Take the prefecture out of "Hirosaki, Aomori" and 青森県弘前市."""
    if prefecture is None:
        town, comma, rest = (
            text.partition(match[0]) if (match := _COMMA.search(text)) else ("",) * 3
        )
        if comma and isinstance(found := prefectures.resolve(rest), Found):
            return town, found.value.code
        for each in prefectures.all_prefectures():
            if text.startswith(each.kanji) and text != each.kanji:
                return text.removeprefix(each.kanji), each.code
    return text, prefecture


@cache
def _by_code() -> dict[str, Municipality]:
    rows = read_csv("municipalities.csv")
    sharing = Counter(
        (row["code"][:2], name) for row in rows for name in {row["romaji"], _bare(row["romaji"])}
    )
    return {
        row["code"]: Municipality(
            code=row["code"],
            prefecture=row["code"][:2],
            kanji=row["kanji"],
            kana=row["kana"],
            romaji=row["romaji"],
            name=_shown_name(row, sharing),
            kind=row["kind"],
            parent=row["parent"] or None,
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
        )
        for row in rows
    }


def _shown_name(row: dict[str, str], sharing: Counter[tuple[str, str]]) -> str:
    """Return the shortest name in Latin letters that no other place of the prefecture has."""
    prefecture, romaji = row["code"][:2], row["romaji"]
    city, _, ward = romaji.rpartition(" ")
    if city:
        return f"{ward}, {_bare(city)}"
    if sharing[prefecture, _bare(romaji)] == 1:
        return _bare(romaji)
    return romaji if sharing[prefecture, romaji] == 1 else f"{romaji} ({row['kanji']})"


@cache
def _index() -> NameIndex[Municipality]:
    designated = {city.code for city in designated_cities()}
    ordered = sorted(
        _by_code().values(),
        key=lambda each: (each.code not in designated, _SIZES.index(each.kind), each.code),
    )
    return NameIndex(
        (Entry(each, names_of(each), codes=(each.code,)) for each in ordered),
        common_spelling=romaji_key,
    )


def names_of(municipality: Municipality) -> set[str]:
    """Return the ways to write it; a city's ward never as bare "Kita", which is a direction."""
    kanji, kana, romaji = municipality.kanji, municipality.kana, municipality.romaji
    if municipality.kind == "ward" and municipality.parent:
        city = _by_code()[municipality.parent]
        ward = romaji.rpartition(" ")[2]
        return {
            kanji,
            kana,
            romaji,
            kanji.removeprefix(city.kanji),
            kana.removeprefix(city.kana),
            ward,
            f"{ward}, {_bare(city.romaji)}",
            f"{_bare(city.romaji)} {ward}",
        }
    bare = _bare(romaji)
    kanji_ending, kana_ending, endings = _ENDINGS[romaji.rpartition("-")[2]]
    short = {kanji.removesuffix(kanji_ending), kana.removesuffix(kana_ending)}
    return {
        municipality.name,
        kanji,
        kana,
        romaji,
        bare,
        *short,
        *(f"{bare}-{ending}" for ending in endings),
    }


def _bare(romaji: str) -> str:
    return romaji.rpartition("-")[0]
