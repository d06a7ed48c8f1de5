"""The panel of the regions in a server's channel, posted by the queue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.outbox import Row
from bot.domain.settings import WELCOME_CHANNEL
from bot.services.outbox import Outbox
from bot.services.settings import value
from bot.storage import settings
from bot.storage.database import Connection, Database

PANEL = "panel"


class Panels:
    """Post panels; whose right that is, the caller asks first."""

    def __init__(self, db: Database, outbox: Outbox) -> None:
        self._db = db
        self._outbox = outbox
        outbox.register(PANEL, _posted)

    async def post(self, server_id: int, channel_id: int) -> None:
        """Let the panel come to a channel."""
        async with self._db.transaction() as conn:
            await self._outbox.add(
                conn,
                PANEL,
                f"channel:{channel_id}",
                {"channel": channel_id},
                server_id=server_id,
            )


async def _posted(conn: Connection, row: Row, _: Mapping[str, Any]) -> None:
    """Lead newcomers to the first panel, until an admin sets another channel."""
    server_id, channel_id = row.server_id or 0, row.payload["channel"]
    if await value(conn, server_id, WELCOME_CHANNEL) is None:
        await settings.put(conn, server_id, WELCOME_CHANNEL.name, str(channel_id))
