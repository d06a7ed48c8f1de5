"""The thread of an event: opened when its host wants one, for whoever answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.domain.events import About, Coming, Event, State
from bot.domain.outbox import Row
from bot.domain.rights import Standing
from bot.errors import (
    EventCardMissingError,
    EventOverError,
    EventThreadFullError,
    EventThreadGoneError,
    EventThreadPlaceError,
    NotGoingError,
    ServerNeededError,
)
from bot.services.clock import Clock
from bot.services.event_rights import managed
from bot.services.event_rows import (
    GONE,
    IN_THREAD,
    PLACE_GONE,
    THREAD,
    THREAD_SLEEP,
    EventRows,
    thread_place,
)
from bot.services.outbox import Outbox
from bot.services.rights import Rights
from bot.storage import answers, cohosts, events
from bot.storage.database import Connection, Database

FULL: Mapping[str, Any] = {"full": True}
"""What became of adding somebody to a thread that takes nobody more."""
FULL_FOR = timedelta(minutes=10)
"""So long nobody is asked to join a full thread: some may have left since."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a row is to open, and the threads that are somebody else's."""

    event: Event
    is_private: bool
    known: frozenset[int]


class EventThreads:
    """Open threads, and let people in who ask for it."""

    def __init__(
        self, db: Database, clock: Clock, rights: Rights, rows: EventRows, outbox: Outbox
    ) -> None:
        self._db = db
        self._clock = clock
        self._rights = rights
        self._rows = rows
        self._outbox = outbox
        outbox.register(THREAD, self._made)
        outbox.register(IN_THREAD, self._went)
        outbox.register(THREAD_SLEEP, self._slept)

    async def open(self, standing: Standing, event_id: int, *, is_private: bool) -> Event:
        """Open a thread, once; a public one begins at the card."""
        if standing.server_id is None:
            raise ServerNeededError
        held = await self._rights.held(standing)
        async with self._db.transaction() as conn:
            event = await managed(conn, standing.server_id, standing.user_id, held, event_id)
            if not event.is_open(self._clock()):
                raise EventOverError
            if event.parent_id is not None or not event.has_place:
                raise EventThreadPlaceError
            if event.message_id is None and not is_private:
                raise EventCardMissingError
            if event.thread_id is None:
                # One that is under way already makes it, and then this one does nothing.
                place = thread_place(event)
                await self._outbox.withdraw(conn, THREAD, place)
                payload = {"event": event.id, "channel": event.channel_id, "private": is_private}
                await self._outbox.add(conn, THREAD, place, payload, server_id=event.server_id)
            return event

    async def join(self, user_id: int, event_id: int) -> Event:
        """Let somebody in who hosts it, or answered that they come, wait or may come."""
        async with self._db.transaction() as conn:
            event = await events.get(conn, event_id)
            if event is None or event.thread_id is None or not event.is_open(self._clock()):
                raise EventThreadGoneError
            answer = await answers.get(conn, event.id, user_id)
            follows = answer is not None and answer.coming is not Coming.NO
            if not follows and user_id not in await cohosts.hosts(conn, event.id):
                raise NotGoingError
            full_at = event.thread_full_at
            if full_at is not None and self._clock() - full_at < FULL_FOR:
                raise EventThreadFullError
            await self._rows.in_thread(conn, event, user_id, follows=True)
            return event

    async def task(self, row: Row) -> Task | None:
        """Return what a row is to open; None where that is no longer wanted."""
        async with self._db.reader() as conn:
            event = await events.get(conn, row.payload["event"])
            if event is None or event.state is not State.PUBLISHED or event.thread_id is not None:
                return None
            if event.channel_id != row.payload["channel"] or not event.has_place:
                return None
            known = frozenset(await events.threads(conn, event.server_id))
            return Task(event, row.payload["private"], known)

    async def _made(self, conn: Connection, row: Row, result: Mapping[str, Any]) -> None:
        """Show the thread on the card, let the host in, and plan its end."""
        event = await events.get(conn, row.payload["event"])
        if event is None:
            return
        if result == PLACE_GONE:
            await self._rows.place_gone(conn, event, row.payload["channel"])
        elif result == GONE and event.message_id is not None:
            await self._rows.card_gone(conn, event)
        elif "thread" in result:
            is_private = row.payload["private"]
            await events.set_thread(conn, event.id, result["thread"], is_private=is_private)
            event = await events.get(conn, event.id) or event
            await self._rows.plan_sleep(conn, event)
            await self._rows.touch(conn, event)
            if event.host_id is not None:
                await self._rows.in_thread(conn, event, event.host_id, follows=True)

    async def _went(self, conn: Connection, row: Row, result: Mapping[str, Any]) -> None:
        """Say so to whoever found no room; who leaves makes some."""
        event = await events.get(conn, row.payload["event"])
        if event is None:
            return
        if result == PLACE_GONE:
            await self._rows.place_gone(conn, event, row.payload["thread"])
        elif result == FULL:
            await events.set_full(conn, event.id, self._clock())
            await self._rows.tell(conn, event, row.payload["user"], About.THREAD_FULL)
        elif not row.payload["follows"]:
            await events.set_full(conn, event.id, None)

    async def _slept(self, _: Connection, __: Row, ___: Mapping[str, Any]) -> None:
        """Record nothing: whoever writes in it wakes it."""
