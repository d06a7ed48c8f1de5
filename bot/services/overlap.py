"""Who was there together with me, before me and after me."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain import overlap_terms
from bot.domain.overlap import Mode, Overlap, overlap
from bot.domain.placements import Placement
from bot.domain.privacy import SeenProfile
from bot.domain.profiles import Profile
from bot.domain.results import ENOUGH, Found, Page
from bot.errors import NoPlacementsError, PlacementNotFoundError
from bot.services import finding
from bot.services.pages import Asker, cut, needed
from bot.storage.database import Connection
from bot.storage.searches import Search


async def overlap_page(conn: Connection, asker: Asker, search: Search, number: int) -> Page:
    """Return those who meet the asker's placements, one placement after the other."""
    stays = _asked_for(asker.profile, search.query["placement"])
    mode = Mode(search.query["mode"])
    found = await _meeting(conn, asker, stays, mode, needed(number))
    made = replace(cut(search, number, found), mode=mode)
    if found:
        return made
    others = [
        (other, len(await _meeting(conn, asker, stays, other, ENOUGH)))
        for other in Mode
        if other is not mode
    ]
    return replace(made, other_modes=tuple((other, count) for other, count in others if count))


async def _meeting(
    conn: Connection, asker: Asker, stays: Sequence[Placement], mode: Mode, most: int
) -> list[Found]:
    found: list[Found] = []
    for mine in stays:
        if len(found) < most:
            found += await _meeting_one(conn, asker, mine, mode, most - len(found))
    return found


async def _meeting_one(
    conn: Connection, asker: Asker, mine: Placement, mode: Mode, most: int
) -> list[Found]:
    def closest(seen: SeenProfile) -> tuple[Overlap] | None:
        met = (overlap(mine, stay, mode) for stay in seen.placements)
        best = min(filter(None, met), key=lambda each: each.rank, default=None)
        return None if best is None else (best,)

    if mode in (Mode.BEFORE, Mode.AFTER):
        terms = overlap_terms.years(mine, mode)
        return await finding.closest(
            conn, asker.viewer, terms, closest, _rank, most, of_one_term=finding.OF_A_YEAR
        )
    found: dict[int, Found] = {}
    for stage in overlap_terms.stages(mine, mode):
        if len(found) < most:
            # As many as before may come again, because the prefecture includes the town.
            more = await finding.find(conn, asker.viewer, (stage,), closest, most + len(found))
            for each in more:
                found.setdefault(each.person.user_id, each)
    return list(found.values())[:most]


def _rank(found: Found) -> tuple[int, int]:
    return next(each.rank for each in found.reasons if isinstance(each, Overlap))


def _asked_for(own: Profile, placement_id: int | None) -> Sequence[Placement]:
    """Return the placement of this id, or (None) all; raise a refusal where there is none."""
    if not own.placements:
        raise NoPlacementsError
    stays = [stay for stay in own.placements if placement_id in (None, stay.id)]
    if not stays:
        raise PlacementNotFoundError
    return stays
