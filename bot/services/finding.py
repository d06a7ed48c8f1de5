"""Find people for a viewer: the index names candidates, what the viewer may see decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, repeat
from typing import Any

from bot.domain import privacy
from bot.domain.privacy import SeenProfile, Viewer
from bot.domain.profiles import Profile
from bot.domain.results import MOST, Found, Suggestion, Why
from bot.domain.search import Away, Query, Reason, match
from bot.domain.terms import Groups, city_term, counting, groups
from bot.storage import listings, profiles, search_index
from bot.storage.database import Connection

Judge = Callable[[SeenProfile], tuple[Why, ...] | None]

OF_A_YEAR = 40
"""How many of a town and year are put in order; more come only in places far beyond the usual."""

_TERMS_AT_ONCE = 200


async def matching(conn: Connection, by: Viewer, query: Query, limit: int) -> list[Found]:
    """Return those who match, the freshest confirmed first."""
    return await find(conn, by, groups(query), lambda seen: match(seen, query), limit)


async def suggestions(conn: Connection, by: Viewer, query: Query) -> tuple[Suggestion, ...]:
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
            found = await find(
                conn, by, unsure, lambda seen, less=less: match(seen, less), MOST - totals[each]
            )
            totals[each] += len(found)
    helpful = (Suggestion(each, count) for each, count in totals.items() if count)
    return tuple(sorted(helpful, key=lambda each: -each.count))


async def newest(conn: Connection, by: Viewer, limit: int) -> list[Found]:
    """Return those who were listed last."""
    # One more, because the viewer is among them.
    user_ids = await listings.newest(conn, by.servers, limit=limit + 1)
    people = await profiles.get_many(conn, user_ids)
    return [Found(person, ()) for person in _seen(by, map(people.get, user_ids))][:limit]


async def nearest(
    conn: Connection, by: Viewer, distances: Mapping[int, float], limit: int
) -> list[Found]:
    """Return those who live in some cities, the nearest city first, by kilometres from a point."""

    def judge(seen: SeenProfile) -> tuple[Reason, ...] | None:
        away = distances.get(seen.city) if seen.city is not None else None
        return None if away is None else (Away(away),)

    def distance(found: Found) -> float:
        return distances[found.person.city or 0]

    terms = [city_term(city) for city in distances]
    return await closest(conn, by, terms, judge, distance, limit)


async def closest(
    conn: Connection,
    by: Viewer,
    terms: Sequence[str],
    judge: Judge,
    rank: Callable[[Found], Any],
    limit: int,
    of_one_term: int = 0,
    sizes: Sequence[int] = (1, 5, 30),
) -> list[Found]:
    """Return those who have the first of some terms, sorted by a rank that the terms follow.

    Many terms are asked for at a time (``sizes`` says how many at first), in halves where that
    finds more than are wanted. Where the rank tells people of one term apart, ``of_one_term``
    of them are looked at, or a further page would not go on where the last one ended.
    """
    waiting = _parts(terms, sizes)[::-1]
    found: dict[int, Found] = {}
    while waiting and len(found) < limit:
        part, room = waiting.pop(), limit - len(found)
        met: Groups = (frozenset(part),)
        if len(part) == 1:
            near = await find(conn, by, met, judge, room, at_once=of_one_term)
        else:
            places = await search_index.find(conn, by, met, after=-1, limit=room + 2)
            # One more than there is room for, because the viewer may be among them.
            if len(places) > room + 1:
                waiting += [part[len(part) // 2 :], part[: len(part) // 2]]
                continue
            ids = [search_index.person(place) for place in places]
            people = await profiles.get_by_ids(conn, ids) if ids else {}
            near = _judged(by, map(people.get, ids), judge)
        for each in sorted(near, key=rank):
            found.setdefault(each.person.user_id, each)
    return list(found.values())[:limit]


async def find(
    conn: Connection, by: Viewer, met: Groups, judge: Judge, limit: int, *, at_once: int = 0
) -> list[Found]:
    """Return those who meet the groups and whom the judge finds reasons for, freshest first.

    At first as many are looked at as are wanted, or ``at_once``; then all of these may come.
    """
    most = max(limit, at_once)
    found: list[Found] = []
    # One more, because the viewer may be among them.
    after, size = -1, most + 1
    while len(found) < limit:
        people = await search_index.find_people(conn, by, met, after=after, limit=size)
        found += _judged(by, (person for _, person in people), judge)
        if len(people) < size:
            break
        after, size = people[-1][0], min(2 * size, MOST)
    return found[:most]


def _judged(by: Viewer, people: Iterable[Profile | None], judge: Judge) -> list[Found]:
    """Return those whom the judge finds reasons for, in the same order."""
    reasons = ((seen, judge(seen)) for seen in _seen(by, people))
    return [Found(seen, told) for seen, told in reasons if told is not None]


def _seen(by: Viewer, people: Iterable[Profile | None]) -> list[SeenProfile]:
    """Return the others whom the viewer sees; None is somebody who has just gone."""
    others = (person for person in people if person and person.user_id != by.user_id)
    return [seen for person in others if (seen := privacy.see(person, by)) is not None]


def _parts(terms: Sequence[str], sizes: Sequence[int]) -> list[Sequence[str]]:
    """Part terms into the first few and ever longer pieces: mostly the first find enough."""
    lengths = chain(sizes, repeat(_TERMS_AT_ONCE))
    parts: list[Sequence[str]] = []
    start = 0
    while start < len(terms):
        size = next(lengths)
        parts.append(terms[start : start + size])
        start += size
    return parts
