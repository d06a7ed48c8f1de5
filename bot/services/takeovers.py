"""See to it that somebody hosts an event whose host is gone, and tell the moderators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.cohosts import Heir, takeover
from bot.domain.events import Event
from bot.domain.host_notes import Said
from bot.domain.outbox import Row
from bot.domain.settings import MODERATOR_CHANNEL
from bot.services.clock import Clock
from bot.services.cohosts import hand_over
from bot.services.event_rows import EventRows
from bot.services.host_notes import HostNotes
from bot.services.outbox import Outbox
from bot.services.series_rows import SeriesRows
from bot.services.settings import value
from bot.storage import cohosts, events, exclusions, regions
from bot.storage.database import Connection, Database

KIND = "takeover"
"""The kind of row: the moderators are told."""


@dataclass(frozen=True, slots=True)
class Told:
    """What moderators are told, and where; ``channel_id`` is None while there is no place."""

    event: Event
    heir: Heir
    channel_id: int | None


class Takeovers:
    """Hand events over whose host left the server or deleted their profile."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        outbox: Outbox,
        rows: EventRows,
        notes: HostNotes,
        series_rows: SeriesRows,
    ) -> None:
        self._db = db
        self._clock = clock
        self._outbox = outbox
        self._rows = rows
        self._notes = notes
        self._series = series_rows
        outbox.register(KIND, _nothing)

    async def gone(self, conn: Connection, user_id: int, server_id: int | None = None) -> None:
        """Let others host what somebody hosts, in a server they left or, without one, anywhere."""
        await cohosts.forget(conn, user_id, server_id)
        for event_id in await cohosts.hosted(conn, user_id, server_id):
            event = await events.get(conn, event_id)
            if event is not None and event.is_open(self._clock()):
                await self._hand_over(conn, event, gone=user_id)
        # Whatever has a date to come went on with it; others are between two dates.
        for last in await self._series.last_dates(conn, user_id, server_id):
            await self._hand_over(conn, last, gone=user_id)

    async def read(self, row: Row) -> Told | None:
        """Return what moderators are told; None when the event is over or gone."""
        async with self._db.reader() as conn:
            event = await events.get(conn, row.payload["event"])
            if event is None or not (event.is_open(self._clock()) or event.series_id):
                return None
            # What became of it since has a row of its own.
            if row.payload.get("host", event.host_id) != event.host_id:
                return None
            channel_id = await value(conn, event.server_id, MODERATOR_CHANNEL)
            return Told(event, Heir(row.payload["heir"]), channel_id)

    async def _hand_over(self, conn: Connection, event: Event, *, gone: int) -> None:
        found = takeover(
            await cohosts.of_event(conn, event.id),
            await _representatives(conn, event),
            gone=gone,
        )
        after = replace(event, host_id=found.user_id)
        await hand_over(conn, after)
        await self._series.hand_over(conn, after)
        await self._rows.touch(conn, after)
        if found.user_id is not None:
            await self._notes.tell(conn, after, found.user_id, Said.TAKEN_OVER)
        payload = {"event": event.id, "heir": found.heir, "host": found.user_id}
        place = f"takeover:{event.id}"
        await self._outbox.add(conn, KIND, place, payload, server_id=event.server_id)


async def _representatives(conn: Connection, event: Event) -> list[int]:
    """Return who stands for the region of an event, unless moderators keep them off the list."""
    if event.code is None:
        return []
    found = await regions.representatives(conn, event.server_id, event.code)
    return [
        user_id
        for user_id in found
        if await exclusions.reason(conn, event.server_id, user_id) is None
    ]


async def _nothing(conn: Connection, row: Row, result: Mapping[str, Any]) -> None:
    """Keep nothing: the moderators know."""
