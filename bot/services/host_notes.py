"""Tell people, by direct message, what the hosts of an event decided about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.events import Event, State
from bot.domain.host_notes import Said
from bot.domain.outbox import Row
from bot.services.outbox import REFUSED, Outbox
from bot.storage import answers, cohosts, events
from bot.storage.database import Connection, Database

NOTE = "host_note"
"""The kind of row."""


@dataclass(frozen=True, slots=True)
class HostNote:
    """What one person is to be told; ``who`` it is about, if it is about somebody else."""

    event: Event
    said: Said
    user_id: int
    who: int
    locale: str


class HostNotes:
    """Write what people are told, with the decision, and read it when it goes."""

    def __init__(self, db: Database, outbox: Outbox) -> None:
        self._db = db
        self._outbox = outbox
        outbox.register(NOTE, self._told)

    async def tell(
        self, conn: Connection, event: Event, user_id: int, said: Said, *, who: int = 0
    ) -> None:
        """Tell somebody; what they were not told yet about the same is told anew."""
        place, payload = f"user:{user_id}", {"event": event.id, "said": said, "who": who}
        await self._outbox.withdraw(conn, NOTE, place, match=payload)
        await self._outbox.add(conn, NOTE, place, payload, server_id=event.server_id)

    async def read(self, row: Row) -> HostNote | None:
        """Return what a row tells; None when that is no longer so."""
        user_id, said = _reader(row), Said(row.payload["said"])
        async with self._db.reader() as conn:
            event = await events.get(conn, row.payload["event"])
            if event is None or event.state is not State.PUBLISHED:
                return None
            if not await _is_still_so(conn, event, user_id, said):
                return None
            locale = await cohosts.locale(conn, event.server_id, user_id)
            return HostNote(event, said, user_id, row.payload["who"], locale)

    async def _told(self, conn: Connection, row: Row, result: Mapping[str, Any]) -> None:
        """Whoever takes no messages cannot be asked; whoever helps, a host has to tell."""
        event = await events.get(conn, row.payload["event"])
        if event is None or result != REFUSED:
            return
        user_id, said = _reader(row), Said(row.payload["said"])
        if said is Said.ASKED:
            offered = await cohosts.offer(conn, event.id)
            if offered is not None and offered.user_id == user_id:
                await cohosts.remove_offer(conn, event.id)
                await self.tell(conn, event, offered.by_user_id, Said.UNREACHED, who=user_id)
        elif said is Said.COHOST and event.host_id is not None:
            await self.tell(conn, event, event.host_id, Said.UNREACHED, who=user_id)


async def _is_still_so(conn: Connection, event: Event, user_id: int, said: Said) -> bool:
    match said:
        case Said.COHOST:
            return user_id in await cohosts.of_event(conn, event.id)
        case Said.NO_COHOST:
            return user_id not in await cohosts.hosts(conn, event.id)
        case Said.ASKED:
            offered = await cohosts.offer(conn, event.id)
            return offered is not None and offered.user_id == user_id
        case Said.TAKEN_OVER:
            return event.host_id == user_id
        case Said.WAITING:
            answer = await answers.get(conn, event.id, user_id)
            return answer is not None and answer.waits
        case Said.REMOVED:
            return await answers.get(conn, event.id, user_id) is None
        case _:
            return True


def _reader(row: Row) -> int:
    return int(row.place.partition(":")[2])
