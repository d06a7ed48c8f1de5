"""Make the dates of a series, each when its time comes, and carry changes to several of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.events import Answer, Coming, Event, State
from bot.domain.outbox import Row
from bot.domain.repeats import Rule, fits
from bot.domain.seats import promote
from bot.domain.series import Planned, Scope, Series, coming, opens_at, stopped
from bot.domain.times import place, seen_from
from bot.errors.series import RepeatMismatchError
from bot.reference import time_zones
from bot.reference.repeats import dates
from bot.services.clock import Clock
from bot.services.event_rows import EventRows
from bot.services.event_words import closing
from bot.services.outbox import Outbox
from bot.services.reminders import Reminders
from bot.storage import answers, cohosts, events, pictures
from bot.storage import series as store
from bot.storage.database import Connection

NEXT = "series_next"
"""The kind of row: the moment at which a date gets its card."""


class SeriesRows:
    """Plan with each decision when the next date is made; it is made once, or never if past."""

    def __init__(self, clock: Clock, outbox: Outbox, rows: EventRows, reminders: Reminders) -> None:
        self._clock = clock
        self._outbox = outbox
        self._rows = rows
        self._reminders = reminders
        outbox.register(NEXT, self._fell_due)

    async def draft(self, conn: Connection, event: Event, rule: Rule, wall: datetime) -> Event:
        """Let an event that is written be the first date of a series."""
        wall, zone = wall.replace(microsecond=0), clock_of(event)
        if not fits(rule, dates, wall):
            raise RepeatMismatchError
        if zone != event.zone:
            there = seen_from(event.starts_at, zone).wall.replace(microsecond=0)
            rule, wall = rule.moved(wall.date(), there.date()), there
        made = Series(0, event.server_id, event.host_id, rule, zone, wall)
        kept = await store.add(conn, made)
        return replace(event, series_id=kept.id, planned=wall)

    async def drop(self, conn: Connection, draft: Event) -> None:
        """Forget the series of a draft."""
        if draft.series_id is not None:
            await store.remove(conn, draft.series_id)

    async def begin(self, conn: Connection, event: Event) -> None:
        """Let a series begin with the date that is published; later ones are made like it."""
        series = await store.get(conn, event.series_id)
        if series is None:
            return
        # A draft of nobody's: no command finds it.
        pattern = replace(event, state=State.DRAFT, host_id=None, series_id=None, planned=None)
        kept = await events.add(conn, pattern)
        await pictures.copy(conn, event.id, kept.id)
        series = replace(series, pattern_id=kept.id, reached=event.planned)
        await store.save(conn, series)
        await self.plan(conn, series)

    async def plan(self, conn: Connection, series: Series | None) -> None:
        """Write anew when the next date gets its card, if there is one, and a host for it."""
        if series is None:
            return
        await self._outbox.withdraw(conn, NEXT, _place(series))
        found = await self._next(conn, series)
        if found is not None:
            await self._outbox.add(
                conn,
                NEXT,
                _place(series),
                {"series": series.id},
                due_at=max(found[1], self._clock()),
                server_id=series.server_id,
            )

    async def plan_of(self, conn: Connection, event: Event) -> None:
        """Do that for the series of an event, after it changed."""
        await self.plan(conn, await store.get(conn, event.series_id))

    async def hand_over(self, conn: Connection, event: Event) -> None:
        """Let whoever hosts a date now host those to come."""
        series = await store.get(conn, event.series_id)
        if series is not None:
            series = replace(series, host_id=event.host_id)
            await store.save(conn, series)
            await self.plan(conn, series)

    async def last_dates(
        self, conn: Connection, host_id: int, server_id: int | None = None
    ) -> list[Event]:
        """Return the last date that was made of each series of somebody's that goes on."""
        found: list[Event] = []
        for series_id in await store.hosted(conn, host_id, server_id):
            series = await store.get(conn, series_id)
            made = await events.of_series(conn, series_id)
            if series is not None and made and await self._next(conn, series) is not None:
                found.append(made[-1])
        return found

    async def end(self, conn: Connection, event: Event, scope: Scope) -> list[Event]:
        """Return the dates that a cancellation is about; unless it is only one, no more come."""
        series = await store.get(conn, event.series_id)
        if series is None or scope is Scope.THIS:
            return [event]
        await store.save(conn, stopped(series))
        return await self.concerned(conn, event, scope)

    async def concerned(self, conn: Connection, event: Event, scope: Scope) -> list[Event]:
        """Return the dates with a card that a change is about: the one, and others not begun."""
        if event.series_id is None or scope is Scope.THIS or event.state is State.DRAFT:
            return [event]
        now, first = self._clock(), event.planned if scope is Scope.FOLLOWING else None
        return [
            each
            for each in await events.of_series(conn, event.series_id)
            if each.id == event.id
            or (
                each.state is State.PUBLISHED
                and each.starts_at > now
                and (first is None or (each.planned is not None and each.planned >= first))
            )
        ]

    async def likewise(self, conn: Connection, event: Event, scope: Scope) -> list[int]:
        """Return what else a change is about, by number: dates with a card, and the pattern."""
        others = [each for each in await self.concerned(conn, event, scope) if each.id != event.id]
        for each in others:
            await self._rows.touch(conn, each)
        series = await store.get(conn, event.series_id)
        pattern = [series.pattern_id] if series and series.pattern_id else []
        return [*(each.id for each in others), *pattern]

    async def _next(self, conn: Connection, series: Series) -> tuple[Planned, datetime] | None:
        """Return the next date and when its card is posted."""
        if series.pattern_id is None or series.host_id is None:
            return None
        planned = next(coming(series, dates, self._clock()), None)
        if planned is None:
            return None
        made = await events.of_series(conn, series.id)
        ends_at = _over(made[-1], series) if made else None
        return planned, opens_at(planned.starts_at, ends_at)

    async def _fell_due(self, conn: Connection, row: Row, _: Mapping[str, Any]) -> None:
        """Make the date whose time has come; what was decided meanwhile counts."""
        series = await store.get(conn, row.payload["series"])
        found = None if series is None else await self._next(conn, series)
        if series is None or found is None:
            return
        planned, due = found
        if due <= self._clock():
            series = await self._make(conn, series, planned)
        await self.plan(conn, series)

    async def _make(self, conn: Connection, series: Series, planned: Planned) -> Series:
        pattern = await events.get(conn, series.pattern_id or 0)
        assert pattern is not None  # noqa: S101 - the row refers to it
        before = await events.of_series(conn, series.id)
        event = await events.add(conn, dated(pattern, series, planned, self._clock()))
        await pictures.copy(conn, pattern.id, event.id)
        if before:
            await cohosts.copy(conn, before[-1].id, event.id)
        if not await _seat_regulars(conn, event):
            await self._rows.ask_host(conn, event)
        await self._rows.post(conn, event)
        await self._reminders.plan(conn, event)
        series = replace(series, reached=planned.wall)
        await store.save(conn, series)
        return series


def clock_of(event: Event) -> str:
    """Return the zone to whose clock a series keeps: that of its place, or its host's."""
    there = event.place_zone
    if there is None and event.code is not None:
        there = time_zones.of_place(event.code, event.starts_at)
    return there or event.zone


def dated(pattern: Event, series: Series, planned: Planned, now: datetime) -> Event:
    """Return an event like the pattern, at one date of its series."""
    return replace(
        pattern,
        host_id=series.host_id,
        state=State.PUBLISHED,
        starts_at=planned.starts_at,
        ends_at=planned.starts_at + (pattern.ends_at - pattern.starts_at),
        closes_at=closing(pattern, planned.starts_at, now),
        version=0,
        changed_at=now,
        series_id=series.id,
        planned=planned.wall,
    )


async def _seat_regulars(conn: Connection, event: Event) -> bool:
    """Seat who comes to every date, in their order, before anybody can answer.

    Tell whether none of them waits for a host's yes.
    """
    assert event.series_id is not None  # noqa: S101 - made for one
    is_settled = True
    regulars = await store.regulars(conn, event.series_id)
    before = await answers.latest_of_series(conn, event.series_id, regulars)
    for turn, user_id in enumerate(regulars, 1):
        last = before.get(user_id)
        # Where the host decides, whoever they approved before need not be approved again.
        is_approved = not event.by_approval or (last is not None and last.is_approved)
        is_settled &= is_approved
        answer = Answer(event.id, user_id, Coming.GOING, turn, is_approved=is_approved)
        if last is not None:
            answer = replace(answer, lead=last.lead, way=last.way)
        await answers.put(conn, answer)
    seated = promote(event.capacity, await answers.waiting(conn, event.id)).seated
    await answers.seat(conn, event.id, [party.user_id for party in seated])
    return is_settled


def _over(event: Event, series: Series) -> datetime | None:
    """Return when a date no longer keeps the next one back; one that was moved goes by its plan."""
    if event.state is not State.PUBLISHED or event.planned is None:
        return None
    usual = place(event.planned, series.zone).at + (event.ends_at - event.starts_at)
    return min(event.ends_at, usual)


def _place(series: Series) -> str:
    return f"series:{series.id}"
