"""Find people for a viewer: the index names candidates, what the viewer may see decides."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import chain

import aiosqlite

from bot.domain import privacy
from bot.domain.privacy import SeenProfile, Viewer
from bot.domain.results import MOST, Found, Suggestion
from bot.domain.search import Away, Query, Reason, match
from bot.domain.terms import Groups, city_term, counting, groups
from bot.storage import listings, profiles, search_index

Judge = Callable[[SeenProfile], tuple[Reason, ...] | None]

_CITIES_AT_ONCE = 200


async def matching(
    conn: aiosqlite.Connection, by: Viewer, query: Query, limit: int
) -> list[Found]:
    """Return those who match, the freshest confirmed first."""
    return await _find(conn, by, groups(query), lambda seen: match(seen, query), limit)


async def suggestions(
    conn: aiosqlite.Connection, by: Viewer, query: Query
) -> tuple[Suggestion, ...]:
    """Return which filter to leave out of a query that found nobody, the most helpful first."""
    fewer = {each: query.without(each) for each in query.filters}
    sure = {each: counting(asked)[0] for each, asked in fewer.items()}
    asked = [each for each, met in sure.items() if met is not None]
    counts = await search_index.count(
        conn, by, [met for met in sure.values() if met is not None], limit=MOST
    )
    totals = dict.fromkeys(fewer, 0) | dict(zip(asked, counts, strict=True))
    for each, less in fewer.items():
        unsure = counting(less)[1]
        if unsure is not None and totals[each] < MOST:
            found = await _find(
                conn, by, unsure, lambda seen, less=less: match(seen, less), MOST - totals[each]
            )
            totals[each] += len(found)
    helpful = (Suggestion(each, count) for each, count in totals.items() if count)
    return tuple(sorted(helpful, key=lambda each: -each.count))


async def newest(conn: aiosqlite.Connection, by: Viewer, limit: int) -> list[Found]:
    """Return those who were listed last."""
    # One more, because the viewer is among them.
    user_ids = await listings.newest(conn, by.servers, limit=limit + 1)
    people = await profiles.get_many(conn, user_ids)
    seen = (privacy.see(people[id_], by) for id_ in user_ids if id_ != by.user_id)
    return [Found(person, ()) for person in seen if person is not None][:limit]


async def nearest(
    conn: aiosqlite.Connection, by: Viewer, distances: Mapping[int, float], limit: int
) -> list[Found]:
    """Return those who live in some cities, the nearest city first, by kilometres from a point.

    The cities are asked for many at a time, in halves where that finds too many to tell the
    nearest of them.
    """

    def judge(seen: SeenProfile) -> tuple[Reason, ...] | None:
        away = distances.get(seen.city) if seen.city is not None else None
        return None if away is None else (Away(away),)

    cities = list(distances)
    waiting = [cities[:1], *_parts(cities[1:], _CITIES_AT_ONCE)][::-1]
    found: list[Found] = []
    while waiting and len(found) < limit:
        part = waiting.pop()
        met: Groups = (frozenset(map(city_term, part)),)
        room = limit - len(found)
        if len(part) > 1 and (await search_index.count(conn, by, [met], limit=room + 1))[0] > room:
            waiting += [part[len(part) // 2 :], part[: len(part) // 2]]
            continue
        near = await _find(conn, by, met, judge, room)
        found += sorted(near, key=lambda each: distances[each.person.city or 0])
    return found


async def _find(
    conn: aiosqlite.Connection, by: Viewer, met: Groups, judge: Judge, limit: int
) -> list[Found]:
    found: list[Found] = []
    after, size = -1, limit + 2
    while len(found) < limit:
        places = await search_index.find(conn, by, met, after=after, limit=size)
        for seen in await _seen(conn, by, places):
            reasons = judge(seen)
            if reasons is not None:
                found.append(Found(seen, reasons))
        if len(places) < size:
            break
        after, size = places[-1], min(2 * size, MOST)
    return found[:limit]


async def _seen(
    conn: aiosqlite.Connection, by: Viewer, places: Collection[int]
) -> list[SeenProfile]:
    """Load candidates and return the others whom the viewer sees, in the same order."""
    if not places:
        return []
    ids = [search_index.person(place) for place in places]
    people = await profiles.get_by_ids(conn, ids)
    seen = (privacy.see(people[id_], by) for id_ in ids)
    return [person for person in seen if person is not None and person.user_id != by.user_id]


def _parts(cities: Sequence[int], most: int) -> list[Sequence[int]]:
    """Part cities into ever longer pieces: mostly the first ones have enough people."""
    sizes = chain((5, 30), iter(lambda: most, None))
    parts: list[Sequence[int]] = []
    start = 0
    while start < len(cities):
        size = next(sizes)
        parts.append(cities[start : start + size])
        start += size
    return parts
