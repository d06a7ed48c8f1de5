"""Roles that are new to their regions: whoever holds one belongs, and whoever belongs gets it.

First Discord's members are walked through, page by page, if others may hold the role already;
then it is given to those who said they belong. How far that is stands in the queue.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.domain.hands import Holder
from bot.domain.outbox import Row
from bot.services.clock import Clock
from bot.services.outbox import Outbox
from bot.services.region_roles import RegionRoles
from bot.storage import hands, intakes
from bot.storage.database import Connection, Database

WALK, SPREAD = "walk", "spread"
# An admin who takes over forty roles is not to have the members walked through forty times.
GATHERING = timedelta(seconds=20)
CHUNK = 100
"""How many people get a role in one transaction."""


class Intakes:
    """Take in the people of a role, and never hold anybody else up meanwhile."""

    def __init__(self, db: Database, clock: Clock, outbox: Outbox, roles: RegionRoles) -> None:
        self._db = db
        self._clock = clock
        self._outbox = outbox
        self._roles = roles
        outbox.register(WALK, self._walked)
        outbox.register(SPREAD, self._spread)

    async def begin(self, conn: Connection, server_id: int, role_id: int, *, adopted: bool) -> None:
        """Take in the people of a role, in the transaction that makes it a region's."""
        await intakes.begin(conn, server_id, role_id, to_walk=adopted)
        if adopted:
            await self._begin_walk(conn, server_id, self._clock() + GATHERING)
        else:
            await self._go_on(conn, server_id, role_id, after=0, adopted=False)

    async def new_roles(self, server_id: int) -> frozenset[int]:
        """Return the roles whose people are still being taken in."""
        async with self._db.reader() as conn:
            return await hands.new_roles(conn, server_id)

    async def to_walk(self, row: Row) -> list[int]:
        """Return the roles that a walk looks for: those that were new when it began."""
        if row.payload["after"]:
            return list(row.payload["roles"])
        async with self._db.reader() as conn:
            return await intakes.to_walk(conn, row.server_id or 0)

    async def take_in(
        self,
        server_id: int,
        holders: Sequence[Holder],
        roles: Collection[int],
        *,
        since: datetime,
    ) -> None:
        """Let those who hold some roles belong to their regions, quietly; safe to repeat."""
        found = {each.user_id: each.roles.intersection(roles) for each in holders}
        found = {user_id: held for user_id, held in found.items() if held}
        if not found:
            return
        # Read outside the transaction, so that nobody waits for long: whoever leaves in between
        # loses the role as well, and belongs no longer when that is noticed.
        async with self._db.glance() as conn:
            regional = await hands.regional(conn, server_id)
            left_out = await hands.excluded(conn, server_id, found)
            left_out |= await self._roles.in_flux(conn, server_id, found, since=since)
        members = [
            (code, user_id)
            for user_id, held in found.items()
            if user_id not in left_out
            for role_id in held
            for code in regional.get(role_id, ())
        ]
        async with self._db.transaction() as conn:
            await hands.hold(conn, server_id, members, at=self._clock())

    async def _begin_walk(self, conn: Connection, server_id: int, due_at: datetime) -> None:
        """Write the first page's row, unless a walk has yet to begin."""
        place = f"{WALK}:{server_id}"
        await self._outbox.withdraw(conn, WALK, place, match={"after": 0})
        await self._outbox.add(
            conn, WALK, place, {"after": 0, "roles": []}, due_at=due_at, server_id=server_id
        )

    async def _walked(self, conn: Connection, row: Row, result: Mapping[str, Any]) -> None:
        """Go on with the next page, or from the last one to those who get the roles."""
        server_id, roles = row.server_id or 0, result["roles"]
        if result["after"] is not None:
            payload = {"after": result["after"], "roles": roles}
            await self._outbox.add(
                conn, WALK, row.place, payload, due_at=row.due_at, server_id=server_id
            )
            return
        await intakes.walked(conn, server_id, roles)
        for role_id in roles:
            await self._go_on(conn, server_id, role_id, after=0, adopted=True)

    async def _go_on(
        self, conn: Connection, server_id: int, role_id: int, *, after: int, adopted: bool
    ) -> None:
        place = f"{SPREAD}:{server_id}:{role_id}"
        payload = {"role": role_id, "after": after, "adopted": adopted}
        await self._outbox.add(conn, SPREAD, place, payload, server_id=server_id)

    async def _spread(self, conn: Connection, row: Row, _: Mapping[str, Any]) -> None:
        """Give the role to the next of its people; holders of an adopted one have it."""
        server_id, role_id = row.server_id or 0, row.payload["role"]
        after, adopted = row.payload["after"], row.payload["adopted"]
        people = await intakes.due(
            conn, server_id, role_id, after=after, limit=CHUNK, holders=not adopted
        )
        for user_id in people:
            await self._roles.give(conn, server_id, user_id, [role_id])
        if len(people) == CHUNK:
            await self._go_on(conn, server_id, role_id, after=people[-1], adopted=adopted)
        else:
            await intakes.end(conn, server_id, role_id)
