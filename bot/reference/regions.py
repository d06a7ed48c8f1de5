"""All built-in regions: prefectures, countries, designated cities and known chapters."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from bot.domain.folding import romaji_key, squeeze
from bot.domain.regions import Region, family_of
from bot.reference import chapters, cities, countries, municipalities, prefectures
from bot.reference.names import Entry, NameIndex
from bot.reference.resolution import Ambiguous, Found, Resolution


@cache
def codes() -> tuple[str, ...]:
    """Return the codes of everything that is open in a server from the start."""
    return (
        *(f"p{each.code}" for each in prefectures.all_prefectures()),
        *(f"t{each.code}" for each in municipalities.designated_cities()),
        *(f"c{code}" for code in countries.codes()),
    )


@cache
def _known() -> frozenset[str]:
    return frozenset(codes()).union(f"h{each.slug}" for each in chapters.all_chapters())


def get(code: str) -> Region | None:
    """Return the built-in region of a code, as it is before a server changed anything."""
    family = family_of(code)
    return Region(code, family) if family and code in _known() else None


def name(code: str, locale: str) -> str:
    """Return the usual name in a language; the code itself where there is none."""
    family, rest = code[:1], code[1:]
    match family:
        case "p":
            return prefectures.name(rest, locale)
        case "t":
            return municipalities.name(rest, locale)
        case "c":
            return countries.name(rest, locale)
        case "h" if chapter := chapters.get(rest):
            return chapter.name
        case _:
            return code


def name_of(region: Region, locale: str) -> str:
    """Return what a server calls its region, or else the usual name."""
    return region.name or name(region.code, locale)


def shares_its_name(code: str) -> bool:
    """Tell whether a prefecture has a designated city of its name, as Osaka has."""
    return code[:1] == "p" and code in _prefectures_with_city_of_their_name()


def city_region(town_code: str) -> str | None:
    """Return the region of the designated city that a town (or a ward) is."""
    town = municipalities.get(town_code)
    code = f"t{(town.parent if town else None) or town_code}"
    return code if code in _known() else None


def home_regions(city_id: int) -> tuple[str, ...]:
    """Return the prefecture of a city in Japan, and the designated city if it is one."""
    city = cities.get(city_id)
    found = prefectures.resolve(city.admin) if city and city.country == "JP" else None
    if city is None or not isinstance(found, Found):
        return ()
    designated = [
        f"t{each.code}"
        for each in municipalities.designated_cities()
        if (each.prefecture, each.kanji) == (found.value.code, city.name_ja)
    ]
    return (f"p{found.value.code}", *designated)


def find(text: str) -> tuple[str, ...]:
    """Return everything in Japan, and every chapter, that is called exactly so."""
    return _index().find(text)


def suggest(text: str, locale: str, limit: int = 25) -> list[str]:
    """Return what the beginning of a name in any language may mean, whole names first."""
    whole = (*_index().find(text), *_abroad(_meant(countries.resolve(text))))
    # What has no letters is a flag: it would begin everything.
    in_japan = _index().begin(text, limit) if squeeze(text) or not text.strip() else []
    begun = (*in_japan, *_abroad(countries.begin(text, locale, limit)))
    found = _unique((*whole, *begun)) or _unique(
        (*_index().similar(text, limit), *_abroad(countries.suggest(text, locale, limit)))
    )
    return found[:limit]


def resolve(text: str) -> Resolution[str]:
    """Decide which region a name or a code means; Osaka is a prefecture and a city: both."""
    if text in _known():
        return Found(text)
    found = tuple(_unique((*find(text), *_abroad(_meant(countries.resolve(text))))))
    if not found:
        return _index().resolve(text, mend=True)
    return Found(found[0]) if len(found) == 1 else Ambiguous(found)


def _meant(resolution: Resolution[str]) -> tuple[str, ...]:
    match resolution:
        case Found(value):
            return (value,)
        case Ambiguous(values):
            return values
        case _:
            return ()


def _abroad(countries_found: Iterable[str]) -> list[str]:
    return [f"c{code}" for code in countries_found]


def _unique(codes: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(codes))


@cache
def _prefectures_with_city_of_their_name() -> frozenset[str]:
    names = {each.name for each in municipalities.designated_cities()}
    return frozenset(
        f"p{each.code}" for each in prefectures.all_prefectures() if each.name in names
    )


@cache
def _index() -> NameIndex[str]:
    return NameIndex(
        (
            *(
                Entry(f"p{each.code}", prefectures.names_of(each), (f"p{each.code}", each.iso))
                for each in prefectures.all_prefectures()
            ),
            *(
                Entry(f"t{each.code}", _city_names(each), (f"t{each.code}",))
                for each in municipalities.designated_cities()
            ),
            *(
                Entry(f"h{each.slug}", (each.name,), (f"h{each.slug}",))
                for each in chapters.all_chapters()
            ),
        ),
        common_spelling=romaji_key,
    )


def _city_names(city: municipalities.Municipality) -> set[str]:
    return {*municipalities.names_of(city), f"{city.name} (city)", f"City of {city.name}"}
