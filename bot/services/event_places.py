"""Take note of channels and threads that were deleted by hand, and of events in them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from bot.domain.events import Event
from bot.services.clock import Clock
from bot.services.event_rows import EventRows
from bot.storage import events, series
from bot.storage.database import Connection, Database


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


async def moved(conn: Connection, event: Event, channel_id: int, parent_id: int | None) -> Event:
    """Let an event go on elsewhere, and so the dates of its series that are still to be made."""
    kept = await series.get(conn, event.series_id)
    pattern = kept and kept.pattern_id and await events.get(conn, kept.pattern_id)
    where = {"channel_id": channel_id, "parent_id": parent_id, "has_place": True}
    after = replace(event, **where)
    await events.save(conn, after)
    if pattern and pattern.channel_id == event.channel_id:
        await events.save(conn, replace(pattern, **where))
    return after
