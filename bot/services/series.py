"""What hosts decide on a series: dates that have no card yet, its end, and how it goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.events import Event, State
from bot.domain.rights import Standing
from bot.domain.series import (
    Planned,
    Series,
    excepted,
    extended,
    is_between,
    plans,
    skipped,
    some,
    stopped,
)
from bot.errors import EventDraftError, EventPastError
from bot.errors.series import SeriesBetweenError, SeriesDateError, SeriesMissingError
from bot.reference.repeats import dates
from bot.services.clock import Clock
from bot.services.event_rights import managed, may, represented, stand
from bot.services.event_rows import EventRows
from bot.services.rights import Rights
from bot.services.series_rows import SeriesRows
from bot.storage import cohosts, events
from bot.storage import series as store
from bot.storage.database import Connection, Database

AHEAD = 20
"""So many dates to come are told."""

Decision = Callable[[Series], Series]


@dataclass(frozen=True, slots=True)
class Course:
    """A series as its hosts see it: dates that have cards and are not over, and those to come."""

    series: Series
    event: Event
    open: tuple[Event, ...]
    coming: tuple[Planned, ...]
    skipped: tuple[datetime, ...] = ()
    """For when those were planned that are skipped; a new time brings one back."""


class SeriesPlans:
    """Let hosts decide; each decision is one transaction, and plans the next date anew."""

    def __init__(
        self, db: Database, clock: Clock, rights: Rights, rows: SeriesRows, cards: EventRows
    ) -> None:
        self._db = db
        self._clock = clock
        self._rights = rights
        self._rows = rows
        self._cards = cards

    async def course(self, standing: Standing, event_id: int) -> Course:
        """Return the series of an event that the asker manages."""
        server_id, held = await stand(self._rights, standing)
        async with self._db.reader() as conn:
            event = await managed(conn, server_id, standing.user_id, held, event_id)
            return await self._course(conn, event)

    async def suggest(
        self, standing: Standing, typed: str, sees: Callable[[Event], bool]
    ) -> list[tuple[Event, Series]]:
        """Return the series that the asker may mean, each with its last date."""
        server_id, held = await stand(self._rights, standing)
        found: list[tuple[Event, Series]] = []
        async with self._db.reader() as conn:
            codes = await represented(conn, server_id, standing.user_id)
            helped = await cohosts.helped(conn, server_id, standing.user_id)
            for event in await events.last_of_series(conn, server_id):
                is_meant = event.is_meant(typed) and sees(event)
                if is_meant and may(event, standing.user_id, held, codes, helped):
                    series = await store.get(conn, event.series_id)
                    found += [(event, series)] if series else []
        return found

    async def skip(self, standing: Standing, event_id: int, wall: datetime) -> Course:
        """Leave a date out that has no card yet; skipping it again changes nothing."""
        return await self._except(standing, event_id, wall, None)

    async def move(
        self, standing: Standing, event_id: int, wall: datetime, starts_at: datetime
    ) -> Course:
        """Let a date that has no card yet start at another moment, between its neighbours."""
        if starts_at <= self._clock():
            raise EventPastError
        return await self._except(standing, event_id, wall, starts_at)

    async def stop(self, standing: Standing, event_id: int) -> Course:
        """Make no more dates; those that have cards stay."""
        return await self._decide(standing, event_id, stopped)

    async def extend(
        self,
        standing: Standing,
        event_id: int,
        *,
        until: date | None = None,
        times: int | None = None,
    ) -> Course:
        """Let a series go on until a day, for so many more dates, or for ever.

        Whoever lets one go on that lost its host hosts it from now on.
        """

        def decide(series: Series) -> Series:
            after = extended(series, dates, until=until, times=times)
            return replace(after, host_id=series.host_id or standing.user_id)

        return await self._decide(standing, event_id, decide)

    async def _except(
        self, standing: Standing, event_id: int, wall: datetime, starts_at: datetime | None
    ) -> Course:
        def decide(series: Series) -> Series:
            if not plans(series, dates, wall):
                raise SeriesDateError
            if starts_at is not None and not is_between(series, dates, wall, starts_at):
                raise SeriesBetweenError
            return excepted(series, wall, starts_at)

        return await self._decide(standing, event_id, decide)

    async def _decide(self, standing: Standing, event_id: int, decision: Decision) -> Course:
        server_id, held = await stand(self._rights, standing)
        async with self._db.transaction() as conn:
            event = await managed(conn, server_id, standing.user_id, held, event_id)
            series = await self._series(conn, event)
            after = decision(series)
            await store.save(conn, after)
            await self._rows.plan(conn, after)
            course = await self._course(conn, event)
            for each in course.open:  # their cards tell the rule
                await self._cards.touch(conn, each)
            return course

    async def _course(self, conn: Connection, event: Event) -> Course:
        series, now = await self._series(conn, event), self._clock()
        made = await events.of_series(conn, series.id)
        is_open = tuple(each for each in made if each.is_open(now))
        ahead = tuple(some(series, dates, now, AHEAD))
        return Course(series, event, is_open, ahead, skipped(series, now))

    async def _series(self, conn: Connection, event: Event) -> Series:
        series = await store.get(conn, event.series_id)
        if series is None:
            raise SeriesMissingError
        if event.state is State.DRAFT:
            raise EventDraftError
        return series
