"""Take note of channels and threads that were deleted by hand, and of events in them."""

from __future__ import annotations

from collections.abc import Collection

from bot.services.clock import Clock
from bot.services.event_rows import EventRows
from bot.storage import events
from bot.storage.database import Database


class EventPlaces:
    """Answers stay whatever is deleted; the host decides where the card goes."""

    def __init__(self, db: Database, clock: Clock, rows: EventRows) -> None:
        self._db = db
        self._clock = clock
        self._rows = rows

    async def gone(self, server_id: int, place_id: int) -> None:
        """Take note that a channel or thread was deleted."""
        async with self._db.transaction() as conn:
            for event in await events.open_in(conn, server_id, self._clock()):
                if place_id in (event.channel_id, event.thread_id):
                    await self._rows.place_gone(conn, event, place_id)
                elif place_id == event.parent_id:
                    await self._rows.place_gone(conn, event, event.channel_id)

    async def settle(self, server_id: int, channels: Collection[int]) -> None:
        """Take note of what was deleted while nobody looked; ``channels`` are those there are."""
        async with self._db.transaction() as conn:
            for event in await events.open_in(conn, server_id, self._clock()):
                if event.has_place and (event.parent_id or event.channel_id) not in channels:
                    await self._rows.place_gone(conn, event, event.channel_id)
