"""Which events there are, for whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.events import Answer, Event, Kind, Shown, State
from bot.domain.lengths import LONGEST
from bot.domain.rights import Standing
from bot.errors import EventGoneError, ServerNeededError
from bot.services.clock import Clock
from bot.services.event_rights import may, represented
from bot.services.event_rows import shown
from bot.services.rights import Rights
from bot.storage import answers, cohosts, events
from bot.storage.database import Connection, Database

LOOKED_AT = 500
"""So many events are looked at for a list or a suggestion, the nearest ones."""
FAR = timedelta(days=3_650)
REMEMBERED = timedelta(days=90)
"""So long hosts find what is over among the suggestions."""

Sees = Callable[[Event], bool]
"""Tells whether the asker sees the channel of an event."""


@dataclass(frozen=True, slots=True)
class Mine:
    """What somebody has to do with: drafts and events they host, and what they answered."""

    hosted: tuple[Event, ...]
    answered: tuple[tuple[Event, Answer], ...]


class Events:
    """Answer which events there are; a draft, and what a channel hides, is nobody else's."""

    def __init__(self, db: Database, clock: Clock, rights: Rights) -> None:
        self._db = db
        self._clock = clock
        self._rights = rights

    async def look_up(self, standing: Standing, event_id: int, sees: Sees) -> Shown:
        """Return a published event of this server whose channel the asker sees."""
        async with self._db.reader() as conn:
            event = await events.get(conn, event_id)
            if event is None or event.server_id != standing.server_id:
                raise EventGoneError
            if event.state is State.DRAFT:
                raise EventGoneError
            if not sees(event) and not await _has_to_do(conn, standing.user_id, event):
                raise EventGoneError
            return await shown(conn, event)

    async def answered(self, user_id: int, event_id: int) -> Event:
        """Return an event, even a cancelled one, to somebody who answered it."""
        async with self._db.reader() as conn:
            event = await events.get(conn, event_id)
            if event is None or await answers.get(conn, event_id, user_id) is None:
                raise EventGoneError
            return event

    async def coming(
        self,
        server_id: int,
        sees: Sees,
        *,
        within: timedelta = FAR,
        code: str | None = None,
        kind: Kind | None = None,
    ) -> list[Event]:
        """Return what is coming or under way, soonest first, where the asker sees it."""
        now = self._clock()
        async with self._db.reader() as conn:
            # Whatever is under way began no longer ago than an event may last.
            since = now - LONGEST
            found = await events.between(
                conn,
                server_id,
                since,
                now + within,
                now=now,
                is_over=False,
                limit=LOOKED_AT,
                code=code,
                kind=kind,
            )
        return [each for each in found if sees(each)]

    async def past(
        self,
        server_id: int,
        sees: Sees,
        *,
        within: timedelta,
        code: str | None = None,
        kind: Kind | None = None,
    ) -> list[Event]:
        """Return what is over, latest first."""
        now = self._clock()
        async with self._db.reader() as conn:
            found = await events.between(
                conn,
                server_id,
                now - within,
                now,
                now=now,
                is_over=True,
                limit=LOOKED_AT,
                code=code,
                kind=kind,
            )
        return [each for each in found if sees(each)]

    async def mine(self, standing: Standing) -> Mine:
        """Return what somebody hosts here, drafts too, and what they answered, if it is to come."""
        now = self._clock()
        if standing.server_id is None:
            raise ServerNeededError
        async with self._db.reader() as conn:
            hosted = await events.of_host(conn, standing.server_id, standing.user_id)
            helped = await cohosts.helped(conn, standing.server_id, standing.user_id)
            found = [await events.get(conn, each) for each in sorted(helped, reverse=True)]
            hosted += [each for each in found if each is not None]
            given = await answers.of_person(conn, standing.user_id, standing.server_id)
            by_event = {each.event_id: each for each in given}
            answered = await events.answered_by(conn, standing.user_id)
        return Mine(
            tuple(each for each in hosted if each.state is State.DRAFT or each.is_open(now)),
            tuple(
                (each, by_event[each.id])
                for each in answered
                if each.id in by_event and each.is_open(now)
            ),
        )

    async def suggest(
        self,
        standing: Standing,
        typed: str,
        sees: Sees,
        *,
        managed: bool = False,
        past: bool = False,
    ) -> list[Event]:
        """Return the events that somebody may mean: by their title, soonest first.

        With ``past`` those that are over are there too, behind what is to come.
        """
        if standing.server_id is None:
            raise ServerNeededError
        server_id, held = standing.server_id, await self._rights.held(standing)
        found = await self.coming(server_id, sees)
        if past:
            found += await self.past(server_id, sees, within=REMEMBERED)
        if managed:
            async with self._db.reader() as conn:
                own = await events.of_host(conn, server_id, standing.user_id)
                codes = await represented(conn, server_id, standing.user_id)
                helped = await cohosts.helped(conn, server_id, standing.user_id)
            now = self._clock()
            drafts = [
                each
                for each in own
                if each.state is State.DRAFT or (not each.has_place and each.is_open(now))
            ]
            found = [*drafts, *(e for e in found if may(e, standing.user_id, held, codes, helped))]
        return [each for each in found if each.is_meant(typed)]


async def _has_to_do(conn: Connection, user_id: int, event: Event) -> bool:
    """Tell whether an event whose channel was deleted is somebody's: by hosting or answering it."""
    if event.has_place:
        return False
    is_host = user_id in await cohosts.hosts(conn, event.id)
    return is_host or await answers.get(conn, event.id, user_id) is not None
