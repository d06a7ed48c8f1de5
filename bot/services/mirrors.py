"""Discord's own event beside each card: kept in step, and changes made there are offered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, cast

from bot.domain import mirrors as rules
from bot.domain.events import About, Event, State
from bot.domain.mirrors import Face, Mirror, Status
from bot.domain.mirrors import Standing as Became
from bot.domain.outbox import Row
from bot.domain.rights import Standing
from bot.domain.settings import DISCORD_EVENTS
from bot.errors import EventOverError, MirrorSettledError
from bot.services.clock import Clock
from bot.services.event_rights import managed, stand
from bot.services.event_rows import PAUSE, EventRows
from bot.services.hosting import Hosting, Said
from bot.services.outbox import Outbox
from bot.services.rights import Rights
from bot.services.settings import Settings, value
from bot.storage import events, mirrors
from bot.storage.database import Connection, Database

MIRROR = "event_mirror"
"""The kind of row: whatever the mirror of one event lacks."""
_REFUSED = frozenset({Became.FORBIDDEN, Became.FULL, Became.HIDDEN})
EARLY = timedelta(minutes=5)
"""Discord ends its events by itself; ended earlier than this, somebody did it."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a row is to do: ``wanted`` is None where no mirror is to stand.

    ``known`` are Discord's events that are those of others.
    """

    event: Event
    mirror: Mirror | None
    wanted: Face | None
    known: frozenset[int] = frozenset()

    @property
    def mirror_id(self) -> int | None:
        """Return which of Discord's events it is, if there is one."""
        return None if self.mirror is None else self.mirror.mirror_id


@dataclass(frozen=True, slots=True)
class Found:
    """One of Discord's events, as it is now."""

    mirror_id: int
    face: Face
    status: Status
    interested: int | None = None


class Mirrors:
    """Keep Discord's own events in step with cards."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        rights: Rights,
        rows: EventRows,
        hosting: Hosting,
        outbox: Outbox,
        settings: Settings,
    ) -> None:
        self._db = db
        self._clock = clock
        self._rights = rights
        self._rows = rows
        self._hosting = hosting
        self._outbox = outbox
        rows.follow(self.keep_up)
        settings.follow(DISCORD_EVENTS, self.keep_all_up)
        outbox.register(MIRROR, self._kept)

    async def keep_up(self, conn: Connection, event: Event) -> None:
        """Write a row if the mirror of an event is not as it is to be."""
        mirror = await mirrors.get(conn, event.id)
        if not await self._lags(conn, event, mirror):
            return
        if not await self._outbox.is_to_come(conn, MIRROR, _place(event.id), {"event": event.id}):
            await self._add(conn, event, due_in=PAUSE)

    async def keep_all_up(self, conn: Connection, server_id: int) -> None:
        """Do so for every event of a server that is to come."""
        for event in await events.open_in(conn, server_id, self._clock()):
            await self.keep_up(conn, event)

    async def try_again(self, server_id: int) -> None:
        """Make what could not be made before: the bot may have been allowed to since."""
        async with self._db.transaction() as conn:
            for mirror in await mirrors.of_server(conn, server_id):
                if mirror.standing in _REFUSED and mirror.mirror_id is None:
                    await mirrors.remove(conn, mirror.event_id)
            await self.keep_all_up(conn, server_id)

    async def look_at_standing(self, server_id: int) -> None:
        """Ask anew whether everybody sees the cards of what stands, the hundred at most."""
        async with self._db.transaction() as conn:
            for mirror in await mirrors.of_server(conn, server_id):
                event = await events.get(conn, mirror.event_id)
                if mirror.mirror_id is not None and event and event.is_open(self._clock()):
                    await self._add(conn, event, looks=True)

    async def look_again(self, server_id: int, channel_id: int | None = None) -> None:
        """Ask anew whether everybody sees the cards of a channel, or of all."""
        async with self._db.transaction() as conn:
            for event in await events.open_in(conn, server_id, self._clock()):
                if channel_id in (None, event.channel_id, event.parent_id):
                    await self._add(conn, event, looks=True)

    async def of_event(self, event_id: int) -> Mirror | None:
        """Return what became of the mirror of an event."""
        async with self._db.reader() as conn:
            return await mirrors.get(conn, event_id)

    async def standing(self, server_id: int) -> list[Mirror]:
        """Return those that stand in a server."""
        async with self._db.reader() as conn:
            found = await mirrors.of_server(conn, server_id)
        return [each for each in found if each.mirror_id is not None]

    async def task(self, row: Row) -> Task | None:
        """Return what a row is to do now; None for nothing."""
        async with self._db.reader() as conn:
            event = await events.get(conn, row.payload["event"])
            if event is None:
                return None
            mirror = await mirrors.get(conn, event.id)
            if not row.payload.get("looks") and not await self._lags(conn, event, mirror):
                return None
            wanted = await self._wanted(conn, event, mirror)
            if row.begun_at is None:  # nothing can have been made that is not known
                return Task(event, mirror, wanted)
            known = frozenset(await mirrors.numbers(conn, event.server_id))
            return Task(event, mirror, wanted, known)

    async def noticed(self, server_id: int, found: Found) -> None:
        """Compare what one of Discord's events shows, and offer what somebody changed."""
        async with self._db.transaction() as conn:
            mirror = await self._quiet(conn, server_id, found.mirror_id)
            event = None if mirror is None else await events.get(conn, mirror.event_id)
            if mirror is None or event is None or await self._is_over(conn, event, mirror):
                return
            if found.status is Status.CANCELLED or self._is_early(event, found.status):
                await self._lost(conn, event, mirror)
                return
            await self._offer(conn, event, mirror, found)

    async def gone(self, server_id: int, mirror_id: int) -> None:
        """Take note that somebody deleted one; the host says whether it is made again."""
        async with self._db.transaction() as conn:
            mirror = await self._quiet(conn, server_id, mirror_id)
            event = None if mirror is None else await events.get(conn, mirror.event_id)
            if mirror is None or event is None or await self._is_over(conn, event, mirror):
                return
            await self._lost(conn, event, mirror)

    async def take_over(self, standing: Standing, event_id: int) -> Event:
        """Let the event become what somebody made of its mirror; people are told as ever."""
        server_id, held = await stand(self._rights, standing)
        async with self._db.transaction() as conn:
            event = await managed(conn, server_id, standing.user_id, held, event_id)
            mirror, theirs = await _offered(conn, event)
            said = dict(rules.moved(event, mirror.written, theirs))
            starts, ends = theirs.starts_at, theirs.ends_at
            if starts != mirror.written.starts_at:
                said["starts_at"] = starts
            if ends - starts != event.ends_at - event.starts_at:
                said["length"] = cast("Any", ends - starts)
            await mirrors.put(conn, replace(mirror, written=theirs, theirs=None))
            edited = await self._hosting.change(conn, standing, held, event.id, cast("Said", said))
            await self.keep_up(conn, edited.shown.event)
            return edited.shown.event

    async def put_back(self, standing: Standing, event_id: int) -> Event:
        """Let the mirror show again what the event is."""
        server_id, held = await stand(self._rights, standing)
        async with self._db.transaction() as conn:
            event = await managed(conn, server_id, standing.user_id, held, event_id)
            mirror, theirs = await _offered(conn, event)
            await mirrors.put(conn, replace(mirror, written=theirs, theirs=None))
            await self.keep_up(conn, event)
            return event

    async def again(self, standing: Standing, event_id: int, *, wanted: bool) -> Event:
        """Make a mirror again that somebody deleted, or leave the event without one."""
        server_id, held = await stand(self._rights, standing)
        async with self._db.transaction() as conn:
            event = await managed(conn, server_id, standing.user_id, held, event_id)
            if not event.is_open(self._clock()):
                raise EventOverError
            mirror = await mirrors.get(conn, event.id)
            if mirror is None or mirror.standing not in (Became.DELETED, Became.LEFT):
                raise MirrorSettledError
            if wanted:
                await mirrors.remove(conn, event.id)
                await self.keep_up(conn, event)
            else:
                await mirrors.put(conn, replace(mirror, standing=Became.LEFT))
            return event

    async def counted(self, server_id: int, interested: Mapping[int, int]) -> None:
        """Keep how many people are interested, by Discord's events; cards show it."""
        async with self._db.transaction() as conn:
            for mirror in await mirrors.of_server(conn, server_id):
                count = interested.get(mirror.mirror_id or 0, mirror.interested)
                event = await events.get(conn, mirror.event_id)
                if count != mirror.interested and event is not None:
                    await mirrors.put(conn, replace(mirror, interested=count))
                    await self._rows.touch(conn, event)

    async def _add(
        self,
        conn: Connection,
        event: Event,
        *,
        looks: bool = False,
        due_in: timedelta = timedelta(),
    ) -> None:
        """Write a row; with ``looks`` it does its work even if nothing about the event changed."""
        due, payload = self._clock() + due_in, {"event": event.id, "looks": looks}
        await self._outbox.add(
            conn, MIRROR, _place(event.id), payload, due_at=due, server_id=event.server_id
        )

    async def _lags(self, conn: Connection, event: Event, mirror: Mirror | None) -> bool:
        wanted = await self._wanted(conn, event, mirror)
        if mirror is None:
            return wanted is not None
        if wanted is None:
            return mirror.mirror_id is not None and mirror.standing is not Became.OVER
        return mirror.written != wanted

    async def _wanted(self, conn: Connection, event: Event, mirror: Mirror | None) -> Face | None:
        """Return what the mirror is to show; None where none is to stand, or to be made."""
        stands = mirror is not None and mirror.mirror_id is not None
        if event.state is not State.PUBLISHED:
            return None
        if not await value(conn, event.server_id, DISCORD_EVENTS):
            return None
        if mirror is not None and mirror.standing in (Became.DELETED, Became.LEFT, Became.OVER):
            return None
        if event.message_id is None:
            return mirror.written if stands and mirror is not None else None
        if not stands and event.starts_at <= self._clock():
            return None
        return rules.face(event)

    async def _quiet(self, conn: Connection, server_id: int, mirror_id: int) -> Mirror | None:
        """Return a mirror with which the bot itself is not busy just now; that compares later."""
        mirror = await mirrors.named(conn, mirror_id)
        if mirror is None or mirror.server_id != server_id:
            return None
        place = _place(mirror.event_id)
        return None if await self._outbox.waiting(conn, [place]) else mirror

    async def _is_over(self, conn: Connection, event: Event, mirror: Mirror) -> bool:
        """Look no more at one whose event is over."""
        if event.is_open(self._clock()):
            return False
        await mirrors.put(conn, replace(mirror, standing=Became.OVER))
        return True

    def _is_early(self, event: Event, status: Status) -> bool:
        return status is Status.COMPLETED and self._clock() < event.ends_at - EARLY

    async def _lost(self, conn: Connection, event: Event, mirror: Mirror) -> None:
        gone = replace(mirror, mirror_id=None, standing=Became.DELETED, theirs=None, interested=0)
        await mirrors.put(conn, gone)
        await self._rows.tell_host(conn, event, About.MIRROR_GONE)
        if mirror.interested:
            await self._rows.touch(conn, event)

    async def _offer(self, conn: Connection, event: Event, mirror: Mirror, found: Found) -> None:
        wanted = await self._wanted(conn, event, mirror) or mirror.written
        theirs = rules.theirs(mirror.written, wanted, found.face)
        interested = mirror.interested if found.interested is None else found.interested
        after = replace(mirror, theirs=theirs, interested=interested)
        if after == mirror:
            return
        await mirrors.put(conn, after)
        known = mirror.theirs and rules.changed(mirror.written, mirror.theirs)
        if theirs is not None and rules.changed(wanted, theirs) != known:
            await self._rows.tell_host(conn, event, About.MIRROR_CHANGED)
        if interested != mirror.interested:
            await self._rows.touch(conn, event)

    async def _kept(self, conn: Connection, row: Row, result: Mapping[str, Any]) -> None:
        """Keep what was written, and compare: somebody may have changed it meanwhile."""
        event = await events.get(conn, row.payload["event"])
        if event is None or "standing" not in result:
            return
        before = await mirrors.get(conn, event.id)
        became, found = Became(result["standing"]), result.get("found")
        written: Face = result.get("written") or (before and before.written) or rules.face(event)
        after = Mirror(event.id, event.server_id, became, written)
        if became is Became.FORBIDDEN and before is not None and before.mirror_id is not None:
            after = replace(before, standing=became)  # it is there still, as it was
        elif isinstance(found, Found):
            after = replace(after, mirror_id=found.mirror_id)
            if before is not None:
                after = replace(after, theirs=before.theirs, interested=before.interested)
        await mirrors.put(conn, after)
        if became is Became.DELETED and event.is_open(self._clock()):
            await self._rows.tell_host(conn, event, About.MIRROR_GONE)
        if isinstance(found, Found):
            await self._offer(conn, event, after, found)
        if became is not Became.FORBIDDEN:
            await self.keep_up(conn, event)


async def _offered(conn: Connection, event: Event) -> tuple[Mirror, Face]:
    mirror = await mirrors.get(conn, event.id)
    if mirror is None or mirror.theirs is None:
        raise MirrorSettledError
    return mirror, mirror.theirs


def _place(event_id: int) -> str:
    return f"mirror:{event_id}"
