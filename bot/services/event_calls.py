"""Call somebody, where the card stands, to news of an event that their messages refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.events import Event
from bot.domain.outbox import Row
from bot.services.event_rows import CALL, PLACE_GONE, EventRows, callable_in
from bot.services.outbox import Outbox
from bot.storage import answers, events
from bot.storage.database import Connection, Database


@dataclass(frozen=True, slots=True)
class Call:
    """Who is called, and to which event; what is new is not told."""

    event: Event
    user_id: int


class EventCalls:
    """Read what a row says when it goes: only whom the card itself names is ever called."""

    def __init__(self, db: Database, rows: EventRows, outbox: Outbox) -> None:
        self._db = db
        self._rows = rows
        outbox.register(CALL, self._called)

    async def read(self, row: Row) -> Call | None:
        """Return whom to call; None once that would tell more than the card does."""
        user_id = row.payload["user"]
        async with self._db.reader() as conn:
            event = await events.get(conn, row.payload["event"])
            if event is None or event.meeting_place != row.payload["channel"]:
                return None
            answer = await answers.get(conn, event.id, user_id)
            attendee = await answers.attendee(conn, event.server_id, user_id)
            return Call(event, user_id) if callable_in(event, answer, attendee) else None

    async def _called(self, conn: Connection, row: Row, result: Mapping[str, Any]) -> None:
        """Record nothing but that the place is gone: who is not found there either is not lost."""
        event = await events.get(conn, row.payload["event"])
        if event is not None and result == PLACE_GONE:
            await self._rows.place_gone(conn, event, row.payload["channel"])
