"""Letters: what people are to be told, until they were told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from bot.domain.letters import Letter
from bot.domain.outbox import Row
from bot.services.outbox import Outbox
from bot.storage import letters
from bot.storage.database import Connection, Database

KIND = "letter"

TOLD: Mapping[str, Any] = MappingProxyType({"told": True})
REFUSED: Mapping[str, Any] = MappingProxyType({"told": False})
"""How a letter ended: read, or waiting because direct messages are refused."""


class Letters:
    """Give out what is to be told, and record what became of it.

    Services write letters in the transaction of the decision itself, so that neither is
    ever there without the other.
    """

    def __init__(self, db: Database, outbox: Outbox) -> None:
        self._db = db
        self._outbox = outbox
        outbox.register(KIND, self._record, on_dropped=self._drop)

    async def write(
        self,
        conn: Connection,
        user_id: int,
        kind: str,
        subject: int,
        *,
        at: datetime,
        server_id: int | None,
    ) -> None:
        """Write a letter to somebody, for the queue to bring; one on the same subject anew."""
        letter_id = await letters.write(conn, user_id, kind, subject, at=at)
        if letter_id is not None:
            await self._outbox.add(
                conn, KIND, f"user:{user_id}", {"letter": letter_id}, server_id=server_id
            )

    async def to_send(self, row: Row) -> Letter | None:
        """Return the letter of a row, or None when it is settled."""
        async with self._db.reader() as conn:
            return await letters.to_send(conn, row.payload["letter"])

    async def to_hand_over(self, user_id: int) -> list[Letter]:
        """Return the letters that wait for somebody's next command."""
        async with self._db.reader() as conn:
            return await letters.to_hand_over(conn, user_id)

    async def told(self, letter: Letter) -> None:
        """Forget a letter: it was read, or there is nothing left to tell."""
        async with self._db.transaction() as conn:
            await letters.remove(conn, letter.id)

    async def remember_locale(self, user_id: int, locale: str) -> None:
        """Remember which language somebody reads; only a change is written."""
        async with self._db.glance() as conn:
            if await letters.speaks(conn, user_id, locale):
                return
        async with self._db.transaction() as conn:
            await letters.remember_locale(conn, user_id, locale)

    async def _record(self, conn: Connection, row: Row, result: Mapping[str, Any]) -> None:
        if result == REFUSED:
            await letters.wait_for_command(conn, row.payload["letter"])
        else:
            await letters.remove(conn, row.payload["letter"])

    async def _drop(self, conn: Connection, row: Row) -> None:
        await letters.remove(conn, row.payload["letter"])
