"""Everybody who was in one town, from the first to now."""

from __future__ import annotations

from dataclasses import replace

from bot.domain import overlap_terms
from bot.domain.chain import chain, order
from bot.domain.overlap import town_of
from bot.domain.privacy import SeenProfile
from bot.domain.results import MOST, Found, Page, Town
from bot.services import finding
from bot.services.pages import Asker, cut, needed
from bot.storage import search_index
from bot.storage.database import Connection
from bot.storage.searches import Search

_FIRST_YEARS = (28, 2, 8)
"""How many years to ask for at first: few came before 1987, many in the years from then."""

Order = tuple[bool, int, int, int]


async def chain_page(conn: Connection, asker: Asker, search: Search, number: int) -> Page:
    """Return a part of a town's chain; the asker stands in it too."""
    town, me = Town(**search.query), SeenProfile(asker.profile)
    terms = [*overlap_terms.arrivals(town.key), overlap_terms.undated(town.key)]
    people = await finding.closest(
        conn,
        asker.viewer,
        terms,
        lambda seen: None if _came(seen, town) is None else (),
        lambda found: _came(found.person, town),
        needed(number),
        of_one_term=finding.OF_A_YEAR,
        sizes=_FIRST_YEARS,
    )
    links = chain(
        (person, stay)
        for person in (*(found.person for found in people), me)
        for stay in person.placements
        if town_of(stay) == town.key
    )
    made = cut(search, number, [Found(link.person, (link,)) for link in links])
    return replace(made, town=town, my_place=await _place(conn, asker, me, town))


def _came(seen: SeenProfile, town: Town) -> Order | None:
    """Return where in a town's chain somebody first stands; None if they were never there."""
    stays = (order(seen, stay) for stay in seen.placements if town_of(stay) == town.key)
    return min(stays, default=None)


async def _place(conn: Connection, asker: Asker, me: SeenProfile, town: Town) -> int | None:
    """Count the chain up to the asker, to one over the most that is counted."""
    mine = _came(me, town)
    if mine is None or mine[0]:
        return None
    year = mine[1] // 12
    earlier = frozenset(overlap_terms.arrivals(town.key, before=year))
    before = 0
    if earlier:
        (before,) = await search_index.count(conn, asker.viewer, [(earlier,)], limit=MOST)
    if before < MOST:
        same_year = overlap_terms.arrived_in(town.key, year)

        def is_between(seen: SeenProfile) -> tuple[()] | None:
            came = _came(seen, town) or mine
            in_year = overlap_terms.arrived_in(town.key, came[1] // 12) == same_year
            return () if in_year and came < mine else None

        met = (frozenset({same_year}),)
        before += len(await finding.find(conn, asker.viewer, met, is_between, MOST - before))
    return before + 1
