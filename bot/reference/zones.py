"""Time zones by any name: their own, a city's or a country's in any language, or a short one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.domain.folding import squeeze
from bot.reference import cities, countries
from bot.reference.cities import City
from bot.reference.resolution import Ambiguous, Found, Resolution, Unknown
from bot.reference.time_zones import of_country

UTC = "UTC"
_COMMON = (
    "Asia/Tokyo",
    "Europe/London",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "Australia/Sydney",
    "Pacific/Auckland",
    "Europe/Paris",
    UTC,
)
_SHORT: Mapping[str, tuple[str, ...]] = {
    "jst": ("Asia/Tokyo",),
    "utc": (UTC,),
    "gmt": (UTC, "Europe/London"),
    "pst": ("America/Los_Angeles", "Asia/Manila"),
    "pdt": ("America/Los_Angeles",),
    "mst": ("America/Denver", "America/Phoenix"),
    "mdt": ("America/Denver",),
    "cst": ("America/Chicago", "Asia/Shanghai"),
    "cdt": ("America/Chicago",),
    "est": ("America/New_York", "America/Panama"),
    "edt": ("America/New_York",),
    "akst": ("America/Anchorage",),
    "hst": ("Pacific/Honolulu",),
    "bst": ("Europe/London", "Asia/Dhaka"),
    "ist": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "wet": ("Europe/Lisbon",),
    "west": ("Europe/Lisbon",),
    "cet": ("Europe/Paris", "Europe/Berlin"),
    "cest": ("Europe/Paris", "Europe/Berlin"),
    "eet": ("Europe/Helsinki", "Europe/Athens"),
    "eest": ("Europe/Helsinki", "Europe/Athens"),
    "msk": ("Europe/Moscow",),
    "sgt": ("Asia/Singapore",),
    "hkt": ("Asia/Hong_Kong",),
    "kst": ("Asia/Seoul",),
    "awst": ("Australia/Perth",),
    "acst": ("Australia/Adelaide", "Australia/Darwin"),
    "aest": ("Australia/Sydney", "Australia/Brisbane"),
    "aedt": ("Australia/Sydney",),
    "nzst": ("Pacific/Auckland",),
    "nzdt": ("Pacific/Auckland",),
    "brt": ("America/Sao_Paulo",),
}
"""Short names; most mean half a year somewhere, several places, or both, and are only offered."""
_CLEAR = ("jst", "utc")
_AREAS = ("Etc/", "posix/", "right/", "SystemV/", "US/", "Canada/", "Brazil/", "Chile/", "Mexico/")
_SUGGESTIONS = 5
_FAR_BIGGER = 10
"""Whose name another city shares that is so many times as small, is the one that is meant."""


@cache
def names() -> Mapping[str, str]:
    """Return the IANA names of places, and UTC, by how they are typed."""
    every = sorted(available_timezones())
    kept = (name for name in every if "/" in name and not name.startswith(_AREAS))
    return {squeeze(name): name for name in (*kept, UTC)}


def is_known(name: str) -> bool:
    """Tell whether this is a zone of this machine."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def suggest(typed: str, locale: str, limit: int = 25) -> list[tuple[str, City | None]]:
    """Return zones that the beginning of a name may mean, each with the city that led to it."""
    key = squeeze(typed)
    if not key:
        return [(zone, None) for zone in _COMMON[:limit]]
    own = [zone for name, zone in names().items() if key in name]
    found: dict[str, City | None] = {}
    for zone, city in chain(
        ((zone, None) for zone in _SHORT.get(key, ())),
        ((zone, None) for zone in own if key == squeeze(zone.rpartition("/")[2])),
        ((zone, None) for code in countries.begin(typed, locale, 2) for zone in of_country(code)),
        ((city.time_zone, city) for city in cities.suggest(typed)),
        ((zone, None) for zone in own),
    ):
        found.setdefault(zone, city)
    return list(found.items())[:limit]


def resolve(typed: str, locale: str) -> Resolution[str]:
    """Decide which zone is meant; a short name that means several, or half a year, is not taken."""
    key = squeeze(typed)
    if zone := names().get(key):
        return Found(zone)
    if short := _SHORT.get(key):
        return Found(short[0]) if key in _CLEAR else Unknown(short)
    zones = tuple(dict.fromkeys(chain(_of_country(typed), _of_cities(typed))))
    if not zones:
        close = suggest(typed, locale, _SUGGESTIONS) if key else ()
        return Unknown(tuple(zone for zone, _ in close))
    return Found(zones[0]) if len(zones) == 1 else Ambiguous(zones)


def _of_country(typed: str) -> Iterable[str]:
    found = countries.resolve(typed)
    return of_country(found.value) if isinstance(found, Found) else ()


def _of_cities(typed: str) -> Iterable[str]:
    match cities.resolve(typed):
        case Found(city):
            return (city.time_zone,)
        case Ambiguous(called):
            biggest = called[0].population
            return (city.time_zone for city in called if city.population * _FAR_BIGGER >= biggest)
        case _:
            return ()
