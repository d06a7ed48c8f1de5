"""One direct message to whoever joins a server, where the server switched that on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.domain.outbox import Row
from bot.domain.settings import WELCOME_MESSAGE
from bot.services.clock import Clock
from bot.services.outbox import Outbox
from bot.services.settings import value
from bot.storage import exclusions, listings, moments
from bot.storage.database import Connection, Database

KIND = "arrival"
PACE = timedelta(minutes=1)
"""Discord takes a bot that writes to many strangers at once for spam."""
LONGEST = timedelta(hours=12)
"""Who would have to wait longer than this, such as in a raid, is not written to."""


class Arrivals:
    """Write to newcomers one after the other, and to nobody who is listed or unwelcome."""

    def __init__(self, db: Database, clock: Clock, outbox: Outbox) -> None:
        self._db = db
        self._clock = clock
        self._outbox = outbox
        outbox.register(KIND, _nothing)

    async def joined(self, server_id: int, user_id: int) -> None:
        """Note that somebody came; their message waits for its turn."""
        async with self._db.reader() as conn:
            if not await _is_wanted(conn, server_id, user_id):
                return
        now = self._clock()
        async with self._db.transaction() as conn:
            last = await moments.get(conn, server_id, KIND)
            due = now if last is None else max(now, last + PACE)
            if due - now > LONGEST:
                return
            await moments.put(conn, server_id, KIND, due)
            await self._outbox.withdraw(conn, KIND, f"user:{user_id}", match={"server": server_id})
            payload = {"server": server_id, "user": user_id}
            # Of no server: what is refused or lost here is nothing to trouble admins with.
            await self._outbox.add(conn, KIND, f"user:{user_id}", payload, due_at=due)

    async def left(self, server_id: int, user_id: int) -> None:
        """Write nothing to somebody who has gone again."""
        async with self._db.reader() as conn:
            if not await value(conn, server_id, WELCOME_MESSAGE):
                return
        async with self._db.transaction() as conn:
            await self._outbox.withdraw(conn, KIND, f"user:{user_id}", match={"server": server_id})

    async def is_wanted(self, row: Row) -> bool:
        """Tell whether a message is still to go."""
        if self._clock() - row.due_at > LONGEST:
            return False
        async with self._db.reader() as conn:
            return await _is_wanted(conn, row.payload["server"], row.payload["user"])


async def _is_wanted(conn: Connection, server_id: int, user_id: int) -> bool:
    return (
        await value(conn, server_id, WELCOME_MESSAGE)
        and await listings.get(conn, server_id, user_id) is None
        and await exclusions.reason(conn, server_id, user_id) is None
    )


async def _nothing(_: Connection, __: Row, ___: Mapping[str, Any]) -> None:
    """Record nothing: it was said, or it could not be."""
