"""The 34,000 cities of the world with more than 15,000 people, by GeoNames id."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from math import asin, cos, degrees, hypot, radians, sin, sqrt
from typing import Any, Protocol

from rapidfuzz.distance import OSA

from bot.domain.folding import romaji_key, squeeze
from bot.reference import countries
from bot.reference.locales import is_japanese
from bot.reference.names import AFTER_EVERYTHING, SUGGESTIONS
from bot.reference.resolution import Ambiguous, Found, Resolution, Unknown
from bot.reference.world import connection

_EARTH_RADIUS = 6371.0
_ID_LENGTH = 10
_PARTS = re.compile(r"[,、，（）]")


class Place(Protocol):
    """Anything with coordinates."""

    @property
    def latitude(self) -> float:
        """Degrees to the north."""
        ...

    @property
    def longitude(self) -> float:
        """Degrees to the east."""
        ...


@dataclass(frozen=True, slots=True)
class City:
    """A city; ``admin`` is its state or province, ``qualified`` is 1 if labels need it."""

    id: int
    name: str
    name_ja: str | None
    country: str
    admin: str
    admin_ja: str | None
    qualified: int
    latitude: float
    longitude: float
    time_zone: str
    population: int


def of_id(typed: str) -> City | None:
    """Return the city of an id in digits, as options and sheets carry it."""
    is_id = typed.isascii() and typed.isdigit() and len(typed) <= _ID_LENGTH
    return get(int(typed)) if is_id else None


@lru_cache(maxsize=512)
def get(city: int) -> City | None:
    """Return the city with this GeoNames id."""
    row = connection().execute("SELECT * FROM cities WHERE id = ?", (city,)).fetchone()
    return None if row is None else _city(row)


def label(city: City, locale: str) -> str:
    """Return "Lisbon, Portugal", with the state where the name alone would not do."""
    country = countries.name(city.country, locale)
    if country in (city.name, city.name_ja):  # Singapore, Monaco
        return country
    shows_admin = city.qualified and city.admin not in ("", city.name)
    if is_japanese(locale):
        around = f"{country}、{city.admin_ja or city.admin}" if shows_admin else country
        return f"{city.name_ja or city.name}（{around}）"
    parts = (city.name, city.admin, country) if shows_admin else (city.name, country)
    return ", ".join(parts)


def suggest(text: str, country: str | None = None, limit: int = 25) -> list[City]:
    """Return at most 25 cities: the name itself, then own names that begin so, then the biggest."""
    name, around = _split(text)
    if around and (cities := _exactly(text, country)):
        return cities[:limit]
    key = squeeze(name)
    ranks = _starting(key, country) or _starting(romaji_key(name), country) or _close(key, country)
    return _by_rank(ranks[: min(limit, 25)])


def resolve(text: str, country: str | None = None) -> Resolution[City]:
    """Decide which city is meant by a name in any language, or by a label."""
    cities = _exactly(text, country)
    if len(cities) == 1:
        return Found(cities[0])
    if cities:
        return Ambiguous(tuple(cities[:25]))
    name, _ = _split(text)
    return Unknown(tuple(suggest(name, country, limit=SUGGESTIONS)) if squeeze(name) else ())


def within(latitude: float, longitude: float, km: float) -> list[tuple[City, float]]:
    """Return the cities at most this far from a point, the nearest first."""
    near = distances(latitude, longitude, km)
    return [(city, near[city.id]) for id_ in near if (city := get(id_))]


def distances(latitude: float, longitude: float, km: float) -> dict[int, float]:
    """Return how far away the cities around a point are, by id, the nearest first."""
    north = degrees(km / _EARTH_RADIUS)
    # Meridians draw together towards the poles; beyond one, every longitude is near.
    narrowest = cos(radians(min(abs(latitude) + north, 90.0)))
    east = min(north / max(narrowest, 1e-9), 180.0)
    rows = connection().execute(
        """
        SELECT id, latitude, longitude FROM cities
         WHERE latitude BETWEEN :latitude - :north AND :latitude + :north
           AND (abs(longitude - :longitude) <= :east OR abs(longitude - :longitude) >= 360 - :east)
        """,
        {"latitude": latitude, "longitude": longitude, "north": north, "east": east},
    )
    near = ((_km(latitude, longitude, *place), id_) for id_, *place in rows)
    return {id_: distance for distance, id_ in sorted(near) if distance <= km}


def distance_km(one: Place, other: Place) -> float:
    """Return the distance between two places along the surface of the earth."""
    return _km(one.latitude, one.longitude, other.latitude, other.longitude)


def _km(latitude: float, longitude: float, latitude_2: float, longitude_2: float) -> float:
    """Return the great-circle distance by the haversine formula."""
    here, there = radians(latitude), radians(latitude_2)
    half_way = sin((there - here) / 2)
    sideways = sqrt(cos(here) * cos(there)) * sin(radians(longitude_2 - longitude) / 2)
    return 2 * _EARTH_RADIUS * asin(min(1.0, hypot(half_way, sideways)))


def _split(text: str) -> tuple[str, tuple[str, ...]]:
    """Part "Portland, Oregon" into a name and what it lies in."""
    name, *around = (part.strip() for part in _PARTS.split(text))
    return name, tuple(part for part in around if part)


def _exactly(text: str, country: str | None) -> list[City]:
    """Return the cities called so, "Portland, OR" and "Portland, Oregon" alike."""
    name, around = _split(text)
    return _named(text, country) or [
        city for city in _named(name, country) if _lies_in(city, around)
    ]


def _lies_in(city: City, around: Iterable[str]) -> bool:
    own = {squeeze(part) for part in (city.admin, city.admin_ja, city.country) if part}
    return all(
        squeeze(part) in own or countries.resolve(part) == Found(city.country) for part in around
    )


def _named(name: str, country: str | None) -> list[City]:
    for key in dict.fromkeys((squeeze(name), romaji_key(name))):
        rows = connection().execute(
            """
            SELECT rank FROM city_names
             WHERE folded = ? AND (? IS NULL OR country = ?) ORDER BY is_own DESC, rank
            """,
            (key, country, country),
        )
        if ranks := [rank for (rank,) in rows]:
            return _by_rank(ranks)
    return []


def _starting(key: str, country: str | None) -> list[int]:
    heads = dict(
        connection().execute(
            "SELECT country, ranks FROM city_heads WHERE beginning = ? AND country IN ('', ?)",
            (key, country or ""),
        )
    )
    if heads:
        ranks = heads.get(country or "", "")
        return [int(rank) for rank in ranks.split(",") if rank]
    rows = connection().execute(
        """
        SELECT rank, MIN(2 * (folded <> ?) + (NOT is_own)) AS distance FROM city_names
         WHERE folded >= ? AND folded < ? AND (? IS NULL OR country = ?)
         GROUP BY rank ORDER BY distance, rank LIMIT 25
        """,
        (key, key, key + AFTER_EVERYTHING, country, country),
    )
    return [rank for rank, _ in rows]


def _close(key: str, country: str | None) -> list[int]:
    """Return the cities whose own name is misspelt in its second half."""
    if len(key) < 5:
        return []
    beginning = key[: max(3, len(key) // 2)]
    rows = connection().execute(
        """
        SELECT folded, rank FROM city_names
         WHERE folded >= ? AND folded < ? AND is_own AND (? IS NULL OR country = ?)
        """,
        (beginning, beginning + AFTER_EVERYTHING, country, country),
    )
    slips = 1 if len(key) < 8 else 2
    close = ((OSA.distance(key, name, score_cutoff=slips), rank) for name, rank in rows)
    ranked = sorted((distance, rank) for distance, rank in close if distance <= slips)
    return list(islice(dict.fromkeys(rank for _, rank in ranked), 25))


def _by_rank(ranks: list[int]) -> list[City]:
    rows = connection().execute(
        "SELECT * FROM cities WHERE rank IN (SELECT value FROM json_each(?))", (json.dumps(ranks),)
    )
    cities = {row[0]: _city(row) for row in rows}
    return [cities[rank] for rank in ranks]


def _city(row: tuple[Any, ...]) -> City:
    """Return the city of a row, whose columns after the rank are a city's fields in order."""
    _, *fields = row
    return City(*fields)
