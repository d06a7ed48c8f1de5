"""Events before anybody else sees them: write, look at, publish or drop."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Unpack

from bot.domain.events import Event, Shown, State
from bot.domain.repeats import Repeat
from bot.domain.rights import Right, Standing
from bot.errors import (
    EventClosesPastError,
    EventCreatorsOnlyError,
    EventGoneError,
    EventPastError,
    ServerNeededError,
)
from bot.services.clock import Clock
from bot.services.event_rights import creates_somewhere, require_creator, stand
from bot.services.event_rows import EventRows, shown
from bot.services.event_words import Said, changed
from bot.services.regions import require
from bot.services.reminders import Reminders
from bot.services.rights import Rights
from bot.services.series_rows import SeriesRows
from bot.storage import answers, events
from bot.storage.database import Connection, Database


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the card is to stand; ``parent_id`` is the channel around a thread."""

    channel_id: int
    parent_id: int | None = None


class EventDrafts:
    """Let people write events; each wish is one transaction, and a draft its host's alone."""

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
        server_id, held = await stand(self._rights, standing)
        async with self._db.reader() as conn:
            await require_creator(conn, server_id, standing.user_id, held, code)

    async def require_creator_somewhere(self, standing: Standing) -> None:
        """Raise EventCreatorsOnlyError for who may create none here, in no region either."""
        server_id, held = await stand(self._rights, standing)
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
        _, held = await stand(self._rights, standing)
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
        event = changed(empty, said, self._clock())
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
        server_id, held = await stand(self._rights, standing)
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
            await drop(conn, self._series, await _own_draft(conn, standing, event_id))


async def drop(conn: Connection, series_rows: SeriesRows, draft: Event) -> None:
    """Forget a draft, and the series that it would begin."""
    await events.remove(conn, draft.id)
    await series_rows.drop(conn, draft)


async def _own_draft(conn: Connection, standing: Standing, event_id: int) -> Event:
    event = await events.get(conn, event_id)
    whose = (standing.user_id, standing.server_id)
    if event is None or event.state is not State.DRAFT or (event.host_id, event.server_id) != whose:
        raise EventGoneError
    return event
