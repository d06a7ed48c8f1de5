"""What hosts do with events: change, move, cancel, post again."""

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
from bot.domain.rights import Right, Standing
from bot.domain.series import Scope
from bot.errors import (
    EventGoneError,
    EventHostsOnlyError,
    EventOverError,
    EventPlaceGoneError,
    ServerNeededError,
)
from bot.services.clock import Clock
from bot.services.event_drafts import Spot, drop
from bot.services.event_places import moved
from bot.services.event_rights import managed, stand
from bot.services.event_rows import EventRows, shown
from bot.services.event_words import Said as Said
from bot.services.event_words import changed
from bot.services.reminders import Reminders
from bot.services.rights import Rights
from bot.services.seating import move_confirmations, settle
from bot.services.series_changes import NOTHING, Spread, keep, spread
from bot.services.series_rows import SeriesRows
from bot.storage import answers, events, previews, series
from bot.storage.database import Connection, Database


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
                await drop(conn, self._series, event)
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
