"""Keep roles in step with who belongs where: each change is a row of the queue."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import AsyncGenerator, Iterable, Mapping
from datetime import datetime
from typing import Any

from bot.domain.outbox import Row
from bot.services.clock import Clock
from bot.services.outbox import Outbox
from bot.storage import exclusions, memberships
from bot.storage.database import Connection

MOST_REMEMBERED = 20_000


class RegionRoles:
    """Give and take the roles of regions, in the transaction that changes who belongs."""

    def __init__(self, outbox: Outbox, clock: Clock) -> None:
        self._outbox = outbox
        self._clock = clock
        # Whose roles the bot changed, and when: what Discord tells of them may be older.
        self._touched: dict[tuple[int, int], datetime] = {}
        outbox.register("role", self._changed)

    async def in_flux(
        self, conn: Connection, server_id: int, user_ids: Iterable[int], *, since: datetime
    ) -> set[int]:
        """Return those whose roles the bot is about to change, or changed after a moment."""
        places = {_place(server_id, user_id): user_id for user_id in user_ids}
        waiting = await self._outbox.waiting(conn, places)
        return {
            user_id
            for place, user_id in places.items()
            if place in waiting or self._touched.get((server_id, user_id), since) > since
        }

    @contextlib.asynccontextmanager
    async def following(
        self, conn: Connection, server_id: int, user_id: int
    ) -> AsyncGenerator[None, None]:
        """Let somebody's roles in a server follow what the block changes.

        A role that two of their regions share goes only with the last of them.
        """
        before = await self._held(conn, server_id, user_id)
        yield
        after = await self._held(conn, server_id, user_id)
        await self.give(conn, server_id, user_id, sorted(after - before))
        await self.take(conn, server_id, user_id, sorted(before - after))

    async def give(
        self, conn: Connection, server_id: int, user_id: int, roles: Iterable[int]
    ) -> None:
        """Give roles."""
        for role_id in roles:
            await self._add(conn, server_id, user_id, role_id, give=True)

    async def take(
        self, conn: Connection, server_id: int, user_id: int, roles: Iterable[int]
    ) -> None:
        """Take roles away."""
        for role_id in roles:
            await self._add(conn, server_id, user_id, role_id, give=False)

    async def take_everywhere(self, conn: Connection, user_id: int) -> None:
        """Take every role that somebody has by belonging, before that is forgotten."""
        for held in await memberships.roles(conn, user_id):
            await self.take(conn, held.server_id, user_id, [held.role_id])
        for server_id, thread_id in await memberships.posts(conn, user_id):
            await self.follow(conn, server_id, user_id, thread_id, follows=False)

    async def follow(
        self, conn: Connection, server_id: int, user_id: int, thread_id: int, *, follows: bool
    ) -> None:
        """Add somebody to a region's post, or take them out of it."""
        place, about = f"user:{user_id}", {"thread": thread_id, "user": user_id}
        await self._outbox.withdraw(conn, "follow", place, match=about)
        payload = {**about, "follows": follows}
        await self._outbox.add(conn, "follow", place, payload, server_id=server_id)

    async def _held(self, conn: Connection, server_id: int, user_id: int) -> set[int]:
        """Return the roles somebody is to have; none while moderators keep them off the list."""
        if await exclusions.reason(conn, server_id, user_id) is not None:
            return set()
        return {held.role_id for held in await memberships.roles(conn, user_id, server_id)}

    async def _add(
        self, conn: Connection, server_id: int, user_id: int, role_id: int, *, give: bool
    ) -> None:
        place = _place(server_id, user_id)
        self._touch(server_id, user_id)
        await self._outbox.withdraw(conn, "role", place, match={"role": role_id})
        await self._outbox.add(
            conn,
            "role",
            place,
            {"role": role_id, "give": give, "user": user_id},
            server_id=server_id,
        )

    async def _changed(self, _: Connection, row: Row, __: Mapping[str, Any]) -> None:
        self._touch(row.server_id or 0, row.payload["user"])

    def _touch(self, server_id: int, user_id: int) -> None:
        # The longest forgotten first; half of them at once, so that it seldom costs anything.
        if len(self._touched) >= MOST_REMEMBERED:
            for who in list(itertools.islice(self._touched, MOST_REMEMBERED // 2)):
                del self._touched[who]
        self._touched.pop((server_id, user_id), None)
        self._touched[server_id, user_id] = self._clock()


def _place(server_id: int, user_id: int) -> str:
    return f"role:{server_id}:{user_id}"
