"""What hosts do with events: write, publish, change, cancel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypedDict, Unpack

from bot.domain.events import (
    LARGEST,
    About,
    Event,
    Kind,
    Second,
    Shown,
    State,
    Tally,
    is_material,
)
from bot.domain.rights import Right, Standing
from bot.errors import (
    CapacityError,
    EventGoneError,
    EventHostsOnlyError,
    EventOverError,
    EventPastError,
    EventPlaceGoneError,
    ServerNeededError,
)
from bot.services.clock import Clock
from bot.services.event_rights import managed, require_creator, stand
from bot.services.event_rows import EventRows, shown
from bot.services.event_words import cleaned
from bot.services.regions import require
from bot.services.reminders import Reminders
from bot.services.rights import Rights
from bot.services.seating import settle
from bot.storage import answers, events, previews
from bot.storage.database import Connection, Database


class Said(TypedDict, total=False):
    """What may be said of an event; what is left out stays as it was.

    With ``asks_anew`` a new time takes every answer back.
    """

    title: str
    description: str | None
    place: str | None
    link: str | None
    starts_at: datetime
    length: timedelta
    zone: str
    capacity: int | None
    kind: Kind | None
    bring: str | None
    rain: str | None
    second: Second | None
    place_zone: str | None
    asks_anew: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the card is to stand; ``parent_id`` is the channel around a thread."""

    channel_id: int
    parent_id: int | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """An event after a change, and how many people are told of it."""

    shown: Shown
    told: int


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would become of an event, and how many people would be told."""

    before: Event
    after: Event
    told: int = 0
    asks_anew: bool = False


class Hosting:
    """Let hosts do as they wish with their events; each wish is one transaction."""

    def __init__(
        self, db: Database, clock: Clock, rights: Rights, rows: EventRows, reminders: Reminders
    ) -> None:
        self._db = db
        self._clock = clock
        self._rights = rights
        self._rows = rows
        self._reminders = reminders

    async def require_creator(self, standing: Standing, code: str | None) -> None:
        """Raise EventCreatorsOnlyError, before anybody fills in a form."""
        server_id, held = await self._stand(standing)
        async with self._db.reader() as conn:
            await require_creator(conn, server_id, standing.user_id, held, code)

    async def draft(
        self,
        standing: Standing,
        spot: Spot,
        code: str | None,
        locale: str,
        **said: Unpack[Said],
    ) -> Shown:
        """Keep a new event as a draft, which its host alone sees."""
        server_id, held = await self._stand(standing)
        empty = Event(
            id=0,
            server_id=server_id,
            host_id=standing.user_id,
            title="",
            description=None,
            place=None,
            link=None,
            code=code,
            channel_id=spot.channel_id,
            parent_id=spot.parent_id,
            message_id=None,
            starts_at=said.get("starts_at", self._clock()),
            ends_at=said.get("starts_at", self._clock()),
            zone="UTC",
            capacity=None,
            state=State.DRAFT,
            version=0,
            changed_at=self._clock(),
        )
        event = self._changed(empty, said)
        async with self._db.transaction() as conn:
            await require_creator(conn, server_id, standing.user_id, held, code)
            if code is not None:
                event = replace(event, code=(await require(conn, server_id, code)).code)
            # The host is told of what happens, in their own language.
            host = await answers.attendee(conn, server_id, standing.user_id)
            await answers.put_attendee(conn, server_id, replace(host, locale=locale))
            return Shown(await events.add(conn, event), Tally())

    async def own_draft(self, standing: Standing, event_id: int) -> Shown:
        """Return a draft of one's own; raise EventGoneError."""
        async with self._db.reader() as conn:
            return await shown(conn, await _own_draft(conn, standing, event_id))

    async def publish(self, standing: Standing, event_id: int) -> Event:
        """Post a draft of one's own."""
        server_id, held = await self._stand(standing)
        async with self._db.transaction() as conn:
            draft = await _own_draft(conn, standing, event_id)
            await require_creator(conn, server_id, standing.user_id, held, draft.code)
            if draft.starts_at <= self._clock():
                raise EventPastError
            event = replace(draft, state=State.PUBLISHED, changed_at=self._clock())
            await events.save(conn, event)
            await self._rows.post(conn, event)
            await self._reminders.plan(conn, event)
            return event

    async def drop(self, standing: Standing, event_id: int) -> None:
        """Forget a draft of one's own."""
        async with self._db.transaction() as conn:
            draft = await _own_draft(conn, standing, event_id)
            await events.remove(conn, draft.id)

    async def managed(self, standing: Standing, event_id: int) -> Shown:
        """Return an event that somebody may change, also a draft of theirs."""
        server_id, held = await self._stand(standing)
        async with self._db.reader() as conn:
            event = await managed(conn, server_id, standing.user_id, held, event_id)
            return await shown(conn, event)

    async def manages(self, standing: Standing, event: Event) -> bool:
        """Tell whether somebody may change an event."""
        try:
            await self.managed(standing, event.id)
        except (EventHostsOnlyError, EventGoneError, ServerNeededError):
            return False
        return True

    async def edit(self, standing: Standing, event_id: int, **said: Unpack[Said]) -> Edited:
        """Change an event; whoever comes is told of a new time or place, not of new words."""
        _, held = await self._stand(standing)
        async with self._db.transaction() as conn:
            return await self.change(conn, standing, held, event_id, said)

    async def foresee(
        self,
        conn: Connection,
        standing: Standing,
        held: frozenset[Right],
        event_id: int,
        said: Said,
    ) -> Foreseen:
        """Return what a change would do, and change nothing."""
        before = await managed(conn, standing.server_id or 0, standing.user_id, held, event_id)
        self._require_open(before)
        after = self._changed(before, said)
        if before.state is State.DRAFT or not is_material(before, after):
            return Foreseen(before, after)
        told = await _concerned(conn, before, but_not=standing.user_id)
        return Foreseen(before, after, told, _asks_anew(before, after, said))

    async def change(
        self,
        conn: Connection,
        standing: Standing,
        held: frozenset[Right],
        event_id: int,
        said: Said,
    ) -> Edited:
        """Change an event within a transaction."""
        foreseen = await self.foresee(conn, standing, held, event_id, said)
        before, after = foreseen.before, foreseen.after
        if after == before:
            return Edited(await shown(conn, before), 0)
        after = replace(after, version=before.version + 1, changed_at=self._clock())
        await events.save(conn, after)
        if after.state is State.DRAFT:
            return Edited(await shown(conn, after), 0)
        await self._tell_change(conn, foreseen, after, but_not=standing.user_id)
        if after.capacity != before.capacity:
            await settle(conn, self._rows, after)
        await self._rows.touch(conn, after)
        return Edited(await shown(conn, after), foreseen.told)

    async def cancel(self, standing: Standing, event_id: int) -> int:
        """Cancel an event, and return how many people are told; drafts are dropped instead."""
        server_id, held = await self._stand(standing)
        async with self._db.transaction() as conn:
            event = await managed(conn, server_id, standing.user_id, held, event_id)
            self._require_open(event)
            if event.state is State.DRAFT:
                await events.remove(conn, event.id)
                return 0
            after = replace(
                event,
                state=State.CANCELLED,
                version=event.version + 1,
                changed_at=self._clock(),
            )
            await events.save(conn, after)
            await self._reminders.plan(conn, after)
            await self._rows.plan_end(conn, after)
            await self._rows.touch(conn, after)
            await self._rows.tell_all(conn, after, About.CANCELLED, but_not=standing.user_id)
            return await _concerned(conn, after, but_not=standing.user_id)

    async def repost(self, standing: Standing, event_id: int, spot: Spot | None = None) -> Event:
        """Post the card again, where it was deleted by hand; elsewhere if its channel was, too."""
        server_id, held = await self._stand(standing)
        async with self._db.transaction() as conn:
            event = await managed(conn, server_id, standing.user_id, held, event_id)
            if not event.is_open(self._clock()):
                raise EventOverError
            if not event.has_place:
                if spot is None:
                    raise EventPlaceGoneError
                where = {"channel_id": spot.channel_id, "parent_id": spot.parent_id}
                event = replace(event, **where, has_place=True)
                await events.save(conn, event)
                await self._rows.post(conn, event)
            elif event.message_id is None:
                await self._rows.post(conn, event)
            return event

    async def forget(self, conn: Connection, user_id: int) -> None:
        """Forget whose events they were; those that people answered go on without a host."""
        await previews.forget(conn, user_id)
        for event in await events.forget_host(conn, user_id):
            if event.is_open(self._clock()):
                await self._rows.touch(conn, event)

    async def _stand(self, standing: Standing) -> tuple[int, frozenset[Right]]:
        return await stand(self._rights, standing)

    def _require_open(self, event: Event) -> None:
        if event.state is not State.DRAFT and not event.is_open(self._clock()):
            raise EventOverError

    def _changed(self, before: Event, said: Said) -> Event:
        """Return an event with what was said, each value clean; a new start is to come."""
        starts_at = said.get("starts_at", before.starts_at)
        if "starts_at" in said and starts_at <= self._clock():
            raise EventPastError
        length = said.get("length", before.ends_at - before.starts_at)
        capacity = said.get("capacity", before.capacity)
        if capacity is not None and not 1 <= capacity <= LARGEST:
            raise CapacityError(most=LARGEST)
        return cleaned(
            replace(
                before,
                title=said.get("title", before.title),
                description=said.get("description", before.description),
                place=said.get("place", before.place),
                link=said.get("link", before.link),
                starts_at=starts_at,
                ends_at=starts_at + length,
                zone=said.get("zone", before.zone),
                capacity=capacity,
                kind=said.get("kind", before.kind),
                bring=said.get("bring", before.bring),
                rain=said.get("rain", before.rain),
                second=said.get("second", before.second),
                place_zone=said.get("place_zone", before.place_zone),
            )
        )

    async def _tell_change(
        self, conn: Connection, foreseen: Foreseen, after: Event, *, but_not: int
    ) -> None:
        before = foreseen.before
        if not is_material(before, after):
            return
        if (before.starts_at, before.ends_at) != (after.starts_at, after.ends_at):
            await self._reminders.plan(conn, after)
            await self._rows.plan_end(conn, after)
        change = await events.add_change(conn, before, asks_anew=foreseen.asks_anew)
        if foreseen.asks_anew:
            await answers.ask_anew(conn, after.id)
        await self._rows.tell_all(conn, after, About.CHANGED, but_not=but_not, change=change)


async def _concerned(conn: Connection, event: Event, *, but_not: int) -> int:
    """Count everybody who comes, waits or may come; whoever decides it knows."""
    tally, own = await answers.tally(conn, event.id), await answers.get(conn, event.id, but_not)
    return tally.concerned - (own is not None and own.is_concerned)


def _asks_anew(before: Event, after: Event, said: Said) -> bool:
    return before.starts_at != after.starts_at and said.get("asks_anew", False)


async def _own_draft(conn: Connection, standing: Standing, event_id: int) -> Event:
    event = await events.get(conn, event_id)
    whose = (standing.user_id, standing.server_id)
    if event is None or event.state is not State.DRAFT or (event.host_id, event.server_id) != whose:
        raise EventGoneError
    return event
