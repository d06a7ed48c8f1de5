"""What time it is in a region: one zone, several, or none known."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.core import get_global

from bot.reference import chapters, cities
from bot.reference.world import connection

_JAPAN = "Asia/Tokyo"


@lru_cache(maxsize=256)
def of_country(country: str) -> tuple[str, ...]:
    """Return the zones in which a country's cities lie, or (where it has none) all of its zones."""
    query = "SELECT DISTINCT time_zone FROM cities WHERE country = ?"
    zones = [zone for (zone,) in connection().execute(query, (country,))]
    return tuple(zones or get_global("territory_zones").get(country, ()))


def of_region(code: str) -> tuple[str, ...]:
    """Return the zones of a prefecture, a designated city, a country or a chapter."""
    family, rest = code[:1], code[1:]
    if family in ("p", "t"):
        return (_JAPAN,)
    if family == "c":
        return of_country(rest)
    chapter = chapters.get(rest) if family == "h" else None
    if chapter is None:
        return ()
    seat = cities.get(chapter.city) if chapter.city else None
    return (seat.time_zone,) if seat else of_country(chapter.country)


def of_place(code: str, at: datetime) -> str | None:
    """Return a zone by whose clocks all of a region goes at a moment; None where it has several."""
    there = local_times(code, at)
    return str(there[0].tzinfo) if len(there) == 1 else None


def local_times(code: str, now: datetime) -> list[datetime]:
    """Return the different times that it is there at a moment, the earliest first."""
    times: dict[timedelta | None, datetime] = {}
    for zone in of_region(code):
        try:
            there = now.astimezone(ZoneInfo(zone))
        except ZoneInfoNotFoundError:
            continue
        times.setdefault(there.utcoffset(), there)
    return sorted(times.values(), key=lambda there: there.utcoffset() or timedelta())
