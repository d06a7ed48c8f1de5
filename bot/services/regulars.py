"""People who come to every date of a series."""

from __future__ import annotations

import contextlib

from bot.domain.events import Coming, Event
from bot.errors import EventGoneError, UserError
from bot.errors.series import SeriesMissingError
from bot.services.answers import Answers, Asker, Given
from bot.services.clock import Clock
from bot.storage import answers, events, series
from bot.storage.database import Connection, Database, savepoint


class Regulars:
    """Let people answer for all dates, those to come too; each date can still be left alone."""

    def __init__(self, db: Database, clock: Clock, given: Answers) -> None:
        self._db = db
        self._clock = clock
        self._answers = given

    async def join(self, asker: Asker, event_id: int) -> Given:
        """Come to this date, to those that were not answered yet, and to all that follow."""
        async with self._db.transaction() as conn:
            event = await _of_series(conn, event_id)
            await self._answers.take(conn, asker, event_id, Coming.GOING)
            await series.add_regular(conn, event.series_id or 0, asker.user_id)
            for each in await self._others(conn, event):
                is_new = await answers.get(conn, each.id, asker.user_id) is None
                if is_new and asker.server_id is not None:
                    # One that takes no more answers, or not theirs, stays without.
                    with contextlib.suppress(UserError):
                        async with savepoint(conn):
                            await self._answers.take(conn, asker, each.id, Coming.GOING)
            return await self._answers.given(conn, asker, event_id)

    async def leave(self, asker: Asker, event_id: int, *, drops: bool) -> Given:
        """No longer come to all that follow; with ``drops`` not to those with a card either."""
        async with self._db.transaction() as conn:
            event = await _of_series(conn, event_id)
            await self._answers.given(conn, asker, event_id)
            await series.remove_regular(conn, event.series_id or 0, asker.user_id)
            for each in (event, *await self._others(conn, event)) if drops else ():
                if await answers.get(conn, each.id, asker.user_id) is not None:
                    await self._answers.take(conn, asker, each.id, Coming.NO)
            return await self._answers.given(conn, asker, event_id)

    async def _others(self, conn: Connection, event: Event) -> list[Event]:
        found = await events.of_series(conn, event.series_id or 0)
        return [each for each in found if each.is_open(self._clock()) and each.id != event.id]


async def _of_series(conn: Connection, event_id: int) -> Event:
    event = await events.get(conn, event_id)
    if event is None:
        raise EventGoneError
    if event.series_id is None:
        raise SeriesMissingError
    return event
