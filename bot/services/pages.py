"""Put the pages of a search together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.folding import fold
from bot.domain.privacy import Viewer
from bot.domain.profiles import Profile
from bot.domain.results import MOST, PAGE, Found, Page
from bot.domain.search import Query, Sort
from bot.errors import NoCityError
from bot.reference import cities
from bot.reference.cities import City
from bot.services import finding
from bot.storage import listings
from bot.storage.database import Connection
from bot.storage.searches import Search

PEOPLE = "people"
NEAR = "near"

_AROUND_ME = 200
"""How many kilometres away somebody may live to be called near."""
_NEAREST = 2
"""How many of the first page are those nearest to whoever asks; the others are the newest."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who is asking, and what they may see."""

    profile: Profile
    viewer: Viewer


async def page(conn: Connection, asker: Asker, search: Search, number: int) -> Page:
    """Return one page, counted from 0, of what a search finds now."""
    if search.kind == NEAR:
        city = _home(search.query["city"] or asker.profile.city)
        found = await _around(conn, asker.viewer, city, search.query["km"], needed(number))
        return replace(cut(search, number, found), city=city.id, km=search.query["km"])
    query, sort = Query.read(search.query["query"]), search.query["sort"]
    if not query.filters and sort is None:
        return await _newcomers(conn, asker, search, number)
    if sort in (None, Sort.CONFIRMED):
        found = await finding.matching(conn, asker.viewer, query, needed(number))
        made = cut(search, number, found)
    else:
        found = await finding.matching(conn, asker.viewer, query, MOST + 1)
        ordered = await _sorted(conn, asker, found[:MOST], Sort(sort))
        among = MOST if len(found) > MOST else None
        made = replace(cut(search, number, ordered), sorted_among=among)
    if found or not query.filters:
        return replace(made, query=query)
    helpful = await finding.suggestions(conn, asker.viewer, query)
    return replace(made, query=query, suggestions=helpful)


async def _newcomers(conn: Connection, asker: Asker, search: Search, number: int) -> Page:
    """Return the newest and, among the first five, those nearest to whoever asks."""
    newest = await finding.newest(conn, asker.viewer, needed(number))
    near: list[Found] = []
    if asker.profile.city is not None:
        city = _home(asker.profile.city)
        near = await _around(conn, asker.viewer, city, _AROUND_ME, _NEAREST)
    room = PAGE - len(near)
    made = cut(search, number, [*newest[:room], *near, *newest[room:]])
    return made if number else replace(made, found=tuple(newest[:room]), nearest=tuple(near))


async def _around(conn: Connection, by: Viewer, city: City, km: int, limit: int) -> list[Found]:
    distances = cities.distances(city.latitude, city.longitude, km)
    return await finding.nearest(conn, by, distances, limit)


async def _sorted(
    conn: Connection, asker: Asker, found: Sequence[Found], sort: Sort
) -> list[Found]:
    """Sort what was found; what does not differ stays freshest confirmed first."""
    if sort is Sort.NAME:
        return sorted(found, key=lambda each: fold(each.person.reading or each.person.name))
    if sort is Sort.NEAREST:
        here = _home(asker.profile.city)
        return sorted(found, key=lambda each: _km(here, each.person.city))
    user_ids = [each.person.user_id for each in found]
    since = await listings.since_when(conn, asker.viewer.servers, user_ids)
    return sorted(found, key=lambda each: since.get(each.person.user_id, ""), reverse=True)


def _home(city: int | None) -> City:
    found = None if city is None else cities.get(city)
    if found is None:
        raise NoCityError
    return found


def _km(here: City, there: int | None) -> float:
    city = None if there is None else cities.get(there)
    return float("inf") if city is None else cities.distance_km(here, city)


def needed(number: int) -> int:
    """Return how many must be found to fill a page and know whether another follows."""
    return min(PAGE * (number + 1), MOST) + 1


def cut(search: Search, number: int, found: Sequence[Found]) -> Page:
    """Return a page of what was found so far, in order from the first."""
    end = PAGE * (number + 1)
    return Page(
        search_id=search.id,
        number=number,
        found=tuple(found[:MOST][PAGE * number : end]),
        has_next=len(found) > end and end < MOST,
        is_capped=end >= MOST and len(found) > MOST,
    )
