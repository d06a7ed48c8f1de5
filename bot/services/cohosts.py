"""Let several people host an event, and let one hand it on to another."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.cohosts import COHOSTS, Offer
from bot.domain.events import Event, State
from bot.domain.host_notes import Said
from bot.domain.rights import Standing
from bot.errors import (
    AlreadyHostError,
    CohostsFullError,
    EventDraftError,
    EventOverError,
    NoCohostError,
    OfferGoneError,
)
from bot.services.clock import Clock
from bot.services.event_rights import managed, stand
from bot.services.event_rows import EventRows
from bot.services.host_notes import HostNotes
from bot.services.rights import Rights
from bot.services.series_rows import SeriesRows
from bot.storage import answers, cohosts, events
from bot.storage.database import Connection, Database


class Cohosts:
    """Share an event out and hand it on; each wish is one transaction, and told."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        rights: Rights,
        rows: EventRows,
        notes: HostNotes,
        series_rows: SeriesRows,
    ) -> None:
        self._db = db
        self._clock = clock
        self._rights = rights
        self._rows = rows
        self._notes = notes
        self._series = series_rows

    async def open(self, standing: Standing, event_id: int) -> Event:
        """Return an event that somebody may share out; raise what stands in the way."""
        server_id, held = await stand(self._rights, standing)
        async with self._db.reader() as conn:
            event = await managed(conn, server_id, standing.user_id, held, event_id)
        return self._opened(event)

    async def add(self, standing: Standing, event_id: int, user_id: int) -> Event:
        """Let somebody help to host; they are told and may decline."""
        server_id, held = await stand(self._rights, standing)
        async with self._db.transaction() as conn:
            event = await managed(conn, server_id, standing.user_id, held, event_id)
            self._opened(event)
            before = await cohosts.of_event(conn, event.id)
            if user_id in (event.host_id, *before):
                raise AlreadyHostError
            if len(before) >= COHOSTS:
                raise CohostsFullError(most=COHOSTS)
            await cohosts.add(conn, event.id, user_id)
            await _meet(conn, event, user_id)
            if user_id != standing.user_id:
                await self._notes.tell(conn, event, user_id, Said.COHOST, who=standing.user_id)
            return event

    async def remove(self, standing: Standing, event_id: int, user_id: int) -> Event:
        """Let somebody help no longer, and tell them."""
        server_id, held = await stand(self._rights, standing)
        async with self._db.transaction() as conn:
            event = await managed(conn, server_id, standing.user_id, held, event_id)
            if not await cohosts.remove(conn, event.id, user_id):
                raise NoCohostError
            await _take_back_offer(conn, event, user_id)
            await self._rows.out_of_thread(conn, event, user_id)
            if user_id != standing.user_id:
                await self._notes.tell(conn, event, user_id, Said.NO_COHOST)
            return event

    async def step_down(self, user_id: int, event_id: int) -> Event:
        """Help to host no longer, as the helper themselves decides; the others are told."""
        async with self._db.transaction() as conn:
            event = await events.get(conn, event_id)
            if event is None or not await cohosts.remove(conn, event_id, user_id):
                raise OfferGoneError
            await _take_back_offer(conn, event, user_id)
            await self._rows.out_of_thread(conn, event, user_id)
            if event.host_id is not None:
                await self._notes.tell(conn, event, event.host_id, Said.DECLINED, who=user_id)
            return event

    async def offer(self, standing: Standing, event_id: int, user_id: int) -> Event:
        """Ask somebody to host an event instead; whoever asks themselves does at once."""
        server_id, held = await stand(self._rights, standing)
        async with self._db.transaction() as conn:
            event = await managed(conn, server_id, standing.user_id, held, event_id)
            self._opened(event)
            if user_id == event.host_id:
                raise AlreadyHostError
            if user_id == standing.user_id:
                after = await self._hand_over(conn, event, user_id)
                if event.host_id is not None:
                    await self._notes.tell(conn, after, event.host_id, Said.AGREED, who=user_id)
                return after
            await cohosts.put_offer(conn, event.id, Offer(user_id, standing.user_id))
            await self._notes.tell(conn, event, user_id, Said.ASKED, who=standing.user_id)
            return event

    async def accept(self, user_id: int, event_id: int) -> Event:
        """Host an event that one was asked to; whoever asked is told, and so is the old host."""
        async with self._db.transaction() as conn:
            event, offered = await self._offered(conn, user_id, event_id)
            after = await self._hand_over(conn, event, user_id)
            for each in {offered.by_user_id, event.host_id or offered.by_user_id}:
                await self._notes.tell(conn, after, each, Said.AGREED, who=user_id)
            return after

    async def decline(self, user_id: int, event_id: int) -> Event:
        """Leave an event with its host; whoever asked is told."""
        async with self._db.transaction() as conn:
            event, offered = await self._offered(conn, user_id, event_id)
            await cohosts.remove_offer(conn, event.id)
            await self._notes.tell(conn, event, offered.by_user_id, Said.DECLINED, who=user_id)
            return event

    async def _offered(self, conn: Connection, user_id: int, event_id: int) -> tuple[Event, Offer]:
        event, offered = await events.get(conn, event_id), await cohosts.offer(conn, event_id)
        if event is None or offered is None or offered.user_id != user_id:
            raise OfferGoneError
        return self._opened(event), offered

    async def _hand_over(self, conn: Connection, event: Event, user_id: int) -> Event:
        after = replace(event, host_id=user_id)
        await hand_over(conn, after)
        await self._series.hand_over(conn, after)
        if event.host_id is not None:
            await self._rows.out_of_thread(conn, after, event.host_id)
        await self._rows.touch(conn, after)
        return after

    def _opened(self, event: Event) -> Event:
        if event.state is State.DRAFT:
            raise EventDraftError
        if not event.is_open(self._clock()):
            raise EventOverError
        return event


async def _take_back_offer(conn: Connection, event: Event, user_id: int) -> None:
    """Let nobody take an event over who was asked by somebody that helps no longer."""
    offered = await cohosts.offer(conn, event.id)
    if offered is not None and offered.by_user_id == user_id:
        await cohosts.remove_offer(conn, event.id)


async def hand_over(conn: Connection, event: Event) -> None:
    """Keep whom an event belongs to now: they are not their own co-host, nor asked any more."""
    await events.save(conn, event)
    await cohosts.remove_offer(conn, event.id)
    if event.host_id is not None:
        await cohosts.remove(conn, event.id, event.host_id)
        await _meet(conn, event, event.host_id)


async def _meet(conn: Connection, event: Event, user_id: int) -> None:
    """Know that somebody has to do with the server, so that it is noticed when they leave."""
    known = await answers.attendee(conn, event.server_id, user_id)
    await answers.put_attendee(conn, event.server_id, known)
