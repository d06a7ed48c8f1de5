"""What hosts do with events: write, publish, change, cancel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Unpack

from bot.domain.events import (
    About,
    Event,
    Shown,
    State,
    is_material,
)
from bot.domain.repeats import Repeat
from bot.domain.rights import Right, Standing
from bot.domain.series import Scope
from bot.errors import (
    EventClosesPastError,
    EventCreatorsOnlyError,
    EventGoneError,
    EventHostsOnlyError,
    EventOverError,
    EventPastError,
    EventPlaceGoneError,
    ServerNeededError,
)
from bot.services.clock import Clock
from bot.services.event_places import moved
from bot.services.event_rights import creates_somewhere, managed, require_creator, stand
from bot.services.event_rows import EventRows, shown
from bot.services.event_words import Said as Said
from bot.services.event_words import changed
from bot.services.regions import require
from bot.services.reminders import Reminders
from bot.services.rights import Rights
from bot.services.seating import move_confirmations, settle
from bot.services.series_changes import NOTHING, Spread, keep, spread
from bot.services.series_rows import SeriesRows
from bot.storage import answers, events, previews, series
from bot.storage.database import Connection, Database


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
    dates: int = 1
    """How many dates of a series are changed, of those with a card."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would become of an event, and how many people would be told."""

    before: Event
    after: Event
    told: int = 0
    asks_anew: bool = False
    spread: Spread = NOTHING

    @property
    def dates(self) -> int:
        """How many dates with a card would change."""
        return len(self.spread.parts)

    @property
    def goes_on(self) -> bool:
        """Tell whether dates without a card would change, too."""
        return self.spread.pattern is not None or self.spread.series is not None


class Hosting:
    """Let hosts do as they wish with their events; each wish is one transaction."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        rights: Rights,
        rows: EventRows,
        reminders: Reminders,
        series_rows: SeriesRows,
    ) -> None:
        self._db = db
        self._clock = clock
        self._rights = rights
        self._rows = rows
        self._reminders = reminders
        self._series = series_rows

    async def require_creator(self, standing: Standing, code: str | None) -> None:
        """Raise EventCreatorsOnlyError, before anybody fills in a form."""
        server_id, held = await self._stand(standing)
        async with self._db.reader() as conn:
            await require_creator(conn, server_id, standing.user_id, held, code)

    async def require_creator_somewhere(self, standing: Standing) -> None:
        """Raise EventCreatorsOnlyError for who may create none here, in no region either."""
        server_id, held = await self._stand(standing)
        async with self._db.reader() as conn:
            if not await creates_somewhere(conn, server_id, standing.user_id, held):
                raise EventCreatorsOnlyError

    async def draft(
        self,
        standing: Standing,
        spot: Spot,
        code: str | None,
        locale: str,
        *,
        repeat: Repeat | None = None,
        **said: Unpack[Said],
    ) -> Shown:
        """Keep a new event as a draft, which its host alone sees."""
        _, held = await self._stand(standing)
        async with self._db.transaction() as conn:
            return await self.begin(conn, standing, held, spot, code, locale, said, repeat)

    async def begin(
        self,
        conn: Connection,
        standing: Standing,
        held: frozenset[Right],
        spot: Spot,
        code: str | None,
        locale: str,
        said: Said,
        repeat: Repeat | None = None,
    ) -> Shown:
        """Keep a draft in the transaction of what led to it."""
        if standing.server_id is None:
            raise ServerNeededError
        server_id = standing.server_id
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
        await require_creator(conn, server_id, standing.user_id, held, code)
        if code is not None:
            event = replace(event, code=(await require(conn, server_id, code)).code)
        # The host is told of what happens, in their own language.
        host = await answers.attendee(conn, server_id, standing.user_id)
        await answers.put_attendee(conn, server_id, replace(host, locale=locale))
        if repeat is not None:
            event = await self._series.draft(conn, event, repeat.rule, repeat.wall)
        return await shown(conn, await events.add(conn, event))

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
            if draft.closes_at is not None and draft.closes_at <= self._clock():
                raise EventClosesPastError
            event = replace(draft, state=State.PUBLISHED, changed_at=self._clock())
            await events.save(conn, event)
            await self._rows.post(conn, event)
            await self._reminders.plan(conn, event)
            await self._series.begin(conn, event)
            return event

    async def drop(self, standing: Standing, event_id: int) -> None:
        """Forget a draft of one's own."""
        async with self._db.transaction() as conn:
            await self._drop(conn, await _own_draft(conn, standing, event_id))

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
        scope = Scope(said.get("scope", Scope.THIS))
        found = await spread(conn, self._series, before, scope, said, self._changed)
        told, asks = 0, False
        for each, after in found.parts:
            if before.state is not State.DRAFT and is_material(each, after):
                told += await _concerned(conn, each, but_not=standing.user_id)
                asks = asks or _asks_anew(each, after, said)
        [after] = [after for each, after in found.parts if each.id == before.id]
        return Foreseen(before, after, told, asks, found)

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
        await keep(conn, foreseen.spread)
        for before, after in foreseen.spread.parts:
            await self._change(conn, before, after, said, by=standing.user_id)
        await self._series.plan_of(conn, foreseen.before)
        server_id = foreseen.before.server_id
        after = await managed(conn, server_id, standing.user_id, held, event_id)
        return Edited(await shown(conn, after), foreseen.told, foreseen.dates)

    async def _change(
        self, conn: Connection, before: Event, after: Event, said: Said, *, by: int
    ) -> None:
        if after == before:
            return
        after = replace(after, version=before.version + 1, changed_at=self._clock())
        await events.save(conn, after)
        if after.state is State.DRAFT:
            return
        asks_anew = _asks_anew(before, after, said)
        await self._tell_change(conn, before, after, but_not=by, asks_anew=asks_anew)
        if after.capacity != before.capacity:
            await settle(conn, self._rows, after)
        await self._rows.touch(conn, after)

    async def cancel(self, standing: Standing, event_id: int, scope: Scope = Scope.THIS) -> int:
        """Cancel an event, or several dates of a series, and return how many people are told.

        Drafts are dropped instead.
        """
        server_id, held = await self._stand(standing)
        async with self._db.transaction() as conn:
            event = await managed(conn, server_id, standing.user_id, held, event_id)
            self._require_open(event)
            if event.state is State.DRAFT:
                await self._drop(conn, event)
                return 0
            told = 0
            for each in await self._series.end(conn, event, scope):
                await self._cancel(conn, each, by=standing.user_id)
                told += await _concerned(conn, each, but_not=standing.user_id)
            await self._series.plan_of(conn, event)
            return told

    async def concerned(self, standing: Standing, event_id: int, scope: Scope) -> tuple[Shown, ...]:
        """Return the dates with a card that a change in this scope would be about."""
        server_id, held = await self._stand(standing)
        async with self._db.reader() as conn:
            event = await managed(conn, server_id, standing.user_id, held, event_id)
            found = await self._series.concerned(conn, event, scope)
            return tuple([await shown(conn, each) for each in found])

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
                event = await moved(conn, event, spot.channel_id, spot.parent_id)
                await self._rows.post(conn, event)
            elif event.message_id is None:
                await self._rows.post(conn, event)
            return event

    async def forget(self, conn: Connection, user_id: int) -> None:
        """Forget whose events they were; those that people answered go on without a host.

        A series makes no more dates until somebody takes it over.
        """
        await previews.forget(conn, user_id)
        for event in await events.forget_host(conn, user_id):
            if event.is_open(self._clock()):
                await self._rows.touch(conn, event)
        await series.forget_host(conn, user_id)

    async def _cancel(self, conn: Connection, event: Event, *, by: int) -> None:
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
        await self._rows.tell_all(conn, after, About.CANCELLED, but_not=by)

    async def _drop(self, conn: Connection, draft: Event) -> None:
        await events.remove(conn, draft.id)
        await self._series.drop(conn, draft)

    async def _stand(self, standing: Standing) -> tuple[int, frozenset[Right]]:
        return await stand(self._rights, standing)

    def _require_open(self, event: Event) -> None:
        if event.state is not State.DRAFT and not event.is_open(self._clock()):
            raise EventOverError

    def _changed(self, before: Event, said: Said) -> Event:
        return changed(before, said, self._clock())

    async def _tell_change(
        self, conn: Connection, before: Event, after: Event, *, but_not: int, asks_anew: bool
    ) -> None:
        if not is_material(before, after):
            return
        if (before.starts_at, before.ends_at) != (after.starts_at, after.ends_at):
            await self._reminders.plan(conn, after)
            await self._rows.plan_end(conn, after)
            await move_confirmations(conn, self._rows, after)
        change = await events.add_change(conn, before, asks_anew=asks_anew)
        if asks_anew:
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
