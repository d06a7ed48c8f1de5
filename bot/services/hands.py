"""Roles of regions given or taken by hand: they stand or are put right, as the server wants it.

Whoever is given a role belongs to its region from then on, quietly, since they never said so.
Whoever loses one belongs quietly as before, or no longer if the role was all there was. What
the bot itself is about to change, or just changed, is nobody's hand.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.hands import (
    MEMORY,
    MOST_REPAIRS,
    Changed,
    Holder,
    Settling,
    WithRole,
    changed,
    verdict,
)
from bot.domain.settings import HAND_CHANGES
from bot.services.clock import Clock
from bot.services.outbox import Outbox
from bot.services.region_roles import RegionRoles
from bot.services.settings import value
from bot.storage import hands
from bot.storage.database import Connection, Database

HANDS = "hands"
"""A kind of row that only tells: to retry it is to have read it."""
REPAIRED_TOO_OFTEN = "repaired_too_often"
OwnRoles = Callable[[], Awaitable[Collection[int]]]
"""Asks which roles people choose for themselves in Discord's Onboarding."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one look at some people needs to know of their server."""

    regional: Mapping[int, list[str]]
    belongs: Mapping[int, list[WithRole]]
    excluded: frozenset[int]
    new: frozenset[int]


class Hands:
    """Settle what was done to people's roles by hand."""

    def __init__(self, db: Database, clock: Clock, outbox: Outbox, roles: RegionRoles) -> None:
        self._db = db
        self._clock = clock
        self._outbox = outbox
        self._roles = roles

    async def compare(
        self,
        server_id: int,
        holders: Sequence[Holder],
        *,
        existing: Collection[int],
        since: datetime,
        own: OwnRoles,
    ) -> None:
        """Compare the roles that some people had at a moment with where they belong.

        ``existing`` are the server's roles: nobody was deprived of one that is gone.
        """
        # A glance first: it stands behind everything that anybody does, and seldom finds anything.
        async with self._db.glance() as conn:
            regional = await _regional(conn, server_id, existing)
            if not regional:
                return
            belongs = await hands.belonging(conn, server_id, [each.user_id for each in holders])
            glanced = _Seen(regional, belongs, frozenset(), frozenset())
            suspects = {each.user_id: each for each in holders if _changed(each, glanced)}
            if not suspects:
                return
            wanted = Settling(await value(conn, server_id, HAND_CHANGES))
        chosen = await own() if wanted is Settling.REPAIR else frozenset[int]()
        async with self._db.transaction() as conn:
            # Once more: people join and leave while this goes on.
            seen = await _look(conn, server_id, suspects, existing)
            in_flux = await self._roles.in_flux(conn, server_id, suspects, since=since)
            for user_id, holder in suspects.items():
                if user_id not in in_flux:
                    changes = _changed(holder, seen)
                    await self._settle(conn, server_id, user_id, changes, seen, wanted, chosen)

    async def noticed(
        self,
        server_id: int,
        user_id: int,
        *,
        given: Collection[int],
        taken: Collection[int],
        by_themselves: bool,
    ) -> None:
        """Settle what somebody else than the bot did to a person's roles just now."""
        async with self._db.transaction() as conn:
            seen = await _look(conn, server_id, [user_id], {*given, *taken})
            belongs = seen.belongs.get(user_id, ())
            due = {each.role_id for each in belongs if each.membership.has_role}
            had = due.difference(taken).union(given)
            changes = _changed(Holder(user_id, frozenset(had)), seen)
            if changes:
                wanted = Settling(await value(conn, server_id, HAND_CHANGES))
                own = frozenset({*given, *taken}) if by_themselves else frozenset[int]()
                await self._settle(conn, server_id, user_id, changes, seen, wanted, own)

    async def forget_old(self) -> None:
        """Forget repairs that are so long ago that they no longer count."""
        async with self._db.transaction() as conn:
            await hands.forget_repairs(conn, before=self._clock() - MEMORY)

    async def _settle(
        self,
        conn: Connection,
        server_id: int,
        user_id: int,
        changes: Changed,
        seen: _Seen,
        wanted: Settling,
        own: Collection[int],
    ) -> None:
        for role_id in sorted(changes.given):
            is_own = role_id in own or role_id in seen.new
            if await self._repairs(conn, server_id, user_id, role_id, wanted, is_own=is_own):
                await self._roles.take(conn, server_id, user_id, [role_id])
            elif user_id not in seen.excluded:
                holds = [(code, user_id) for code in seen.regional[role_id]]
                await hands.hold(conn, server_id, holds, at=self._clock())
        for role_id in sorted(changes.taken):
            if await self._repairs(
                conn, server_id, user_id, role_id, wanted, is_own=role_id in own
            ):
                await self._roles.give(conn, server_id, user_id, [role_id])
            else:
                await hands.lose(conn, server_id, user_id, seen.regional[role_id])

    async def _repairs(
        self,
        conn: Connection,
        server_id: int,
        user_id: int,
        role_id: int,
        wanted: Settling,
        *,
        is_own: bool,
    ) -> bool:
        """Decide whether to put a role right, and count it; tell admins when that has an end."""
        if wanted is Settling.ADOPT:
            return False
        thing, now = f"role:{role_id}", self._clock()
        times = await hands.repaired(conn, server_id, thing, user_id, since=now - MEMORY)
        if verdict(wanted, is_own=is_own, times=times) is Settling.REPAIR:
            await hands.count_repair(conn, server_id, thing, user_id, times + 1, at=now)
            return True
        if not is_own:
            await self._tell(conn, server_id, role_id)
        return False

    async def _tell(self, conn: Connection, server_id: int, role_id: int) -> None:
        """Tell the admins that a role is not put right any more."""
        await self._outbox.give_up(
            conn,
            HANDS,
            f"{HANDS}:{server_id}:{role_id}",
            {"role": role_id},
            server_id=server_id,
            reason=REPAIRED_TOO_OFTEN,
            details={"times": MOST_REPAIRS},
        )


async def _look(
    conn: Connection, server_id: int, user_ids: Collection[int], existing: Collection[int]
) -> _Seen:
    regional = await _regional(conn, server_id, existing)
    if not regional:
        return _Seen({}, {}, frozenset(), frozenset())
    return _Seen(
        regional,
        await hands.belonging(conn, server_id, user_ids),
        await hands.excluded(conn, server_id, user_ids),
        await hands.new_roles(conn, server_id),
    )


async def _regional(
    conn: Connection, server_id: int, existing: Collection[int]
) -> dict[int, list[str]]:
    found = await hands.regional(conn, server_id)
    return {role_id: codes for role_id, codes in found.items() if role_id in existing}


def _changed(holder: Holder, seen: _Seen) -> Changed:
    """Tell what is not as it should be.

    A role that is new to its region is still being given to its people, so nobody lacks it. A
    person whom moderators keep off the list is to have none.
    """
    is_excluded = holder.user_id in seen.excluded
    belongs = () if is_excluded else seen.belongs.get(holder.user_id, ())
    here = (each for each in belongs if each.role_id in seen.regional)
    found = changed(holder.roles, seen.regional, here)
    return Changed(found.given, found.taken.difference(seen.new))
