"""Sum up events that are over: counted when it is read, and posted once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.events import Event, State
from bot.domain.outbox import Row
from bot.domain.recaps import NOTE_LENGTH, Recap
from bot.domain.rights import Standing
from bot.errors import EventDraftError, EventNotOverError, EventOverError, RecapPostedError
from bot.services import checks
from bot.services.clock import Clock
from bot.services.event_rights import managed, stand
from bot.services.outbox import Outbox
from bot.services.rights import Rights
from bot.storage import answers, events, recaps
from bot.storage.database import Connection, Database

KIND = "event_recap"
"""The kind of row."""


class Recaps:
    """Let whoever manages an event say what it came to."""

    def __init__(self, db: Database, clock: Clock, outbox: Outbox, rights: Rights) -> None:
        self._db = db
        self._clock = clock
        self._outbox = outbox
        self._rights = rights
        outbox.register(KIND, _nothing, on_dropped=_dropped)

    async def look_up(self, standing: Standing, event_id: int) -> Recap:
        """Return the summary of an event that is over."""
        server_id, held = await stand(self._rights, standing)
        async with self._db.reader() as conn:
            event = await managed(conn, server_id, standing.user_id, held, event_id)
            return await _recap(conn, self._over(event))

    async def write(self, standing: Standing, event_id: int, typed: str) -> Recap:
        """Keep a note and return the summary as it would be posted."""
        note = checks.paragraphs(typed, NOTE_LENGTH)
        server_id, held = await stand(self._rights, standing)
        async with self._db.transaction() as conn:
            event = await managed(conn, server_id, standing.user_id, held, event_id)
            await _require_unposted(conn, self._over(event))
            await recaps.put_note(conn, event.id, note)
            return await _recap(conn, event)

    async def post(self, standing: Standing, event_id: int) -> Event:
        """Post the summary where the card stands."""
        server_id, held = await stand(self._rights, standing)
        async with self._db.transaction() as conn:
            event = await managed(conn, server_id, standing.user_id, held, event_id)
            await _require_unposted(conn, self._over(event))
            await recaps.set_posted(conn, event.id, is_posted=True)
            payload = {"event": event.id, "channel": event.channel_id}
            place = f"channel:{event.channel_id}"
            await self._outbox.add(conn, KIND, place, payload, server_id=server_id)
            return event

    async def read(self, row: Row) -> Recap | None:
        """Return what a row posts."""
        async with self._db.reader() as conn:
            event = await events.get(conn, row.payload["event"])
            return None if event is None else await _recap(conn, event)

    def _over(self, event: Event) -> Event:
        if event.state is State.DRAFT:
            raise EventDraftError
        if event.state is State.CANCELLED:
            raise EventOverError
        if not event.is_past(self._clock()):
            raise EventNotOverError(when=event.ends_at)
        return event


async def _recap(conn: Connection, event: Event) -> Recap:
    note, is_posted = await recaps.get(conn, event.id)
    tally, came = await answers.tally(conn, event.id), await recaps.came(conn, event.id)
    return Recap(event, tally, came, note, is_posted)


async def _require_unposted(conn: Connection, event: Event) -> None:
    _, is_posted = await recaps.get(conn, event.id)
    if is_posted:
        raise RecapPostedError


async def _nothing(conn: Connection, row: Row, result: Mapping[str, Any]) -> None:
    """Keep nothing: that it is posted was kept with the decision."""


async def _dropped(conn: Connection, row: Row) -> None:
    """Let it be posted after all."""
    await recaps.set_posted(conn, row.payload["event"], is_posted=False)
