"""Let people check themselves in with a word that they hear at the event."""

from __future__ import annotations

from bot.domain.attendance import TRIES, WORD_LENGTH, doors_open_at, is_same_word, made_word
from bot.domain.events import Event, State
from bot.domain.rights import Standing
from bot.errors import (
    CheckinEarlyError,
    EventDraftError,
    EventGoneError,
    EventOverError,
    NoWordError,
    TriesSpentError,
    WordMissingError,
    WrongWordError,
)
from bot.services import checks
from bot.services.clock import Clock
from bot.services.event_rights import managed, stand
from bot.services.rights import Rights
from bot.storage import attendance, cohosts, events
from bot.storage.database import Connection, Database


class Checkins:
    """Keep a word for each event; whoever says it, came."""

    def __init__(self, db: Database, clock: Clock, rights: Rights) -> None:
        self._db = db
        self._clock = clock
        self._rights = rights

    async def word(self, standing: Standing, event_id: int, typed: str | None) -> str:
        """Return the word of an event: the host's, the one there is, or a new one."""
        server_id, held = await stand(self._rights, standing)
        wished = checks.line(typed, WORD_LENGTH)
        async with self._db.transaction() as conn:
            event = await managed(conn, server_id, standing.user_id, held, event_id)
            if event.state is State.DRAFT:
                raise EventDraftError
            if not event.is_open(self._clock()):
                raise EventOverError
            kept = await attendance.word(conn, event.id)
            chosen = wished or kept or made_word()
            if chosen != kept:
                await attendance.put_word(conn, event.id, chosen)
            return chosen

    async def sets_word(self, standing: Standing, event_id: int) -> bool:
        """Tell whether a word that somebody types is to be the word: a host's is.

        Others who manage an event, such as moderators, come to it too: once there is a word,
        theirs is a try like anybody's.
        """
        async with self._db.reader() as conn:
            if standing.user_id in await cohosts.hosts(conn, event_id):
                return True
            return await attendance.word(conn, event_id) is None

    async def come(self, standing: Standing, event_id: int, typed: str | None) -> Event:
        """Check somebody in who says the word; wrong ones are counted, also over a restart."""
        if not (typed or "").strip():
            raise WordMissingError
        async with self._db.transaction() as conn:
            event = await self._open(conn, standing, event_id)
            word = await attendance.word(conn, event.id)
            if word is None:
                raise NoWordError
            left = TRIES - await attendance.tries(conn, event.id, standing.user_id)
            if left <= 0:
                raise TriesSpentError
            is_right = is_same_word(typed or "", word)
            if is_right:
                await attendance.check_in(conn, event.id, standing.user_id, self._clock())
            else:
                await attendance.count_try(conn, event.id, standing.user_id)
        if not is_right:  # counted first: what is raised within a transaction undoes it
            raise WrongWordError(n=left - 1)
        return event

    async def _open(self, conn: Connection, standing: Standing, event_id: int) -> Event:
        event, now = await events.get(conn, event_id), self._clock()
        if event is None or event.server_id != standing.server_id or event.state is State.DRAFT:
            raise EventGoneError
        if not event.is_open(now):
            raise EventOverError
        if now < doors_open_at(event):
            raise CheckinEarlyError(when=doors_open_at(event))
        return event
