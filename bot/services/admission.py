"""Who may come to an event, until when one may answer, and whom its hosts give seats."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypedDict, Unpack

from bot.domain import profiles as people
from bot.domain.admission import EVERYBODY, Admission, By, Traits
from bot.domain.events import Answer, Coming, Event, Shown, State
from bot.domain.outbox import Row
from bot.domain.rights import Standing
from bot.domain.series import Scope
from bot.errors import (
    AnswerInServerError,
    EventClosedError,
    EventClosesLateError,
    EventOverError,
    EventPastError,
    NotAdmittedError,
)
from bot.services.clock import Clock
from bot.services.event_rights import managed, stand
from bot.services.event_rows import CONFIRM, EventRows, shown
from bot.services.outbox import Outbox
from bot.services.regions import catalogue, require
from bot.services.rights import Rights
from bot.services.seating import let_go, settle
from bot.services.series_rows import SeriesRows
from bot.storage import admission, answers, cohosts, events, memberships, profiles, series
from bot.storage.database import Connection, Database

A_PAGE = 15
"""So many people, with their guests, one message shows."""


class Rule(TypedDict, total=False):
    """What may be said of who comes; what is left out stays as it was."""

    admission: Admission
    closes_at: datetime | None
    by_approval: bool


@dataclass(frozen=True, slots=True)
class Asking:
    """Who waits for a host's yes, in their order; ``behind`` is the turn to go on from."""

    event: Event
    people: tuple[Answer, ...]
    behind: int | None


@dataclass(frozen=True, slots=True)
class Approved:
    """How many people have a seat now, and how many have the next that becomes free."""

    event: Event
    seated: int
    waiting: int


class Admissions:
    """Let hosts say who may come, and give seats where they decide about them."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        rights: Rights,
        outbox: Outbox,
        rows: EventRows,
        series_rows: SeriesRows,
    ) -> None:
        self._db = db
        self._clock = clock
        self._rights = rights
        self._rows = rows
        self._series = series_rows
        outbox.register(CONFIRM, self._fell_due)

    async def say(self, standing: Standing, event_id: int, **rule: Unpack[Rule]) -> Shown:
        """Change who may come; whoever answered keeps their answer, and their seat."""
        server_id, held = await stand(self._rights, standing)
        async with self._db.transaction() as conn:
            before = await managed(conn, server_id, standing.user_id, held, event_id)
            if before.state is not State.DRAFT and not before.is_open(self._clock()):
                raise EventOverError
            after = await self._changed(conn, before, rule)
            await self._keep(conn, before, after)
            return await shown(conn, after)

    async def spread(self, standing: Standing, event_id: int) -> Shown:
        """Let the rule of one date hold for all that follow it in its series."""
        server_id, held = await stand(self._rights, standing)
        async with self._db.transaction() as conn:
            event = await managed(conn, server_id, standing.user_id, held, event_id)
            for each in await self._series.concerned(conn, event, Scope.FOLLOWING):
                await self._keep(conn, each, _like(event, each))
            kept = await series.get(conn, event.series_id)
            pattern = await events.get(conn, (kept and kept.pattern_id) or 0)
            if pattern is not None:
                await events.save(conn, _like(event, pattern))
            return await shown(conn, event)

    async def asking(self, standing: Standing, event_id: int, *, after: int = 0) -> Asking:
        """Return who waits for a host's yes."""
        server_id, held = await stand(self._rights, standing)
        async with self._db.reader() as conn:
            event = await managed(conn, server_id, standing.user_id, held, event_id)
            found = await answers.to_approve(conn, event.id, after=after, limit=A_PAGE + 1)
        some = tuple(found[:A_PAGE])
        return Asking(event, some, some[-1].turn if len(found) > A_PAGE else None)

    async def approve(
        self, standing: Standing, event_id: int, user_ids: Collection[int]
    ) -> Approved:
        """Say yes to people; who finds no seat has the next that becomes free, in their order.

        Whoever does not wait any more is left out.
        """
        server_id, held = await stand(self._rights, standing)
        async with self._db.transaction() as conn:
            event = await managed(conn, server_id, standing.user_id, held, event_id)
            if not event.is_open(self._clock()):
                raise EventOverError
            await admission.approve(conn, event.id, user_ids)
            await settle(conn, self._rows, event)
            await self._rows.touch(conn, event)
            found = [await answers.get(conn, event.id, user_id) for user_id in user_ids]
        seated = [each for each in found if each is not None and each.is_seated]
        waiting = [each for each in found if each is not None and each.waits]
        return Approved(event, len(seated), len(waiting))

    async def _keep(self, conn: Connection, before: Event, after: Event) -> None:
        if after == before:
            return
        await events.save(conn, after)
        if after.state is State.PUBLISHED:
            if after.by_approval and not before.by_approval:
                await admission.approve_seated(conn, after.id)
            await settle(conn, self._rows, after)
            await self._rows.touch(conn, after)

    async def _changed(self, conn: Connection, before: Event, rule: Rule) -> Event:
        after = replace(before, **rule)
        if "admission" in rule:
            after = replace(after, admission=await _cleaned(conn, before, rule["admission"]))
        closes_at = rule.get("closes_at")
        if closes_at is not None and closes_at <= self._clock():
            raise EventPastError
        if closes_at is not None and closes_at > before.starts_at:
            raise EventClosesLateError
        return after

    async def _fell_due(self, conn: Connection, row: Row, _: Mapping[str, Any]) -> None:
        """Give on the seats that still wait for a yes, whenever this comes."""
        event = await events.get(conn, row.payload["event"])
        if event is not None and event.state is State.PUBLISHED:
            await let_go(conn, self._rows, event)


async def require_welcome(
    conn: Connection,
    event: Event,
    user_id: int,
    roles: Collection[int] | None,
    now: datetime,
) -> None:
    """Raise NotAdmittedError or EventClosedError for who may not say that they come.

    Only their own profile is looked at, whole; ``roles`` are None in a direct message.
    """
    await require_open(conn, event, user_id, now)
    if event.admission.by is By.EVERYBODY or await hosts(conn, event, user_id):
        return
    if event.admission.by is By.ROLE and roles is None:
        raise AnswerInServerError
    rule = await _today(conn, event)
    if not rule.lets_in(await _traits(conn, event, user_id, roles or ())):
        raise NotAdmittedError(event)


async def require_open(conn: Connection, event: Event, user_id: int, now: datetime) -> None:
    """Raise EventClosedError after the time until which one may say that one comes."""
    if not event.takes_answers(now) and not await hosts(conn, event, user_id):
        raise EventClosedError(when=event.closes_at or now)


async def hosts(conn: Connection, event: Event, user_id: int) -> bool:
    """Tell whether somebody hosts an event, who may come in any case."""
    return event.host_id == user_id or user_id in await cohosts.of_event(conn, event.id)


def _like(one: Event, other: Event) -> Event:
    """Return another date with the rule of one, whose last moment is as far from its start."""
    closes_at = one.closes_at and other.starts_at - (one.starts_at - one.closes_at)
    return replace(other, admission=one.admission, closes_at=closes_at, by_approval=one.by_approval)


def joins(before: Answer | None, coming: Coming) -> bool:
    """Tell whether somebody says more than before: whoever answered keeps their answer."""
    given = Coming.NO if before is None else before.earlier or before.coming
    order = (Coming.NO, Coming.MAYBE, Coming.GOING)
    return order.index(coming) > order.index(given)


async def _traits(conn: Connection, event: Event, user_id: int, roles: Collection[int]) -> Traits:
    match event.admission.by:
        case By.ROLE:
            return {By.ROLE: [str(role) for role in roles]}
        case By.REGION:
            mine = await memberships.of_person(conn, event.server_id, user_id)
            return {By.REGION: [each.code for each in mine]}
        case _:
            profile = await profiles.get(conn, user_id)
            return {} if profile is None or profile.imported else _of_profile(profile)


def _of_profile(profile: people.Profile) -> Traits:
    stays = profile.placements
    return {
        By.KIND: [] if profile.kind is None else [profile.kind],
        By.PLACED: [stay.prefecture for stay in stays if stay.prefecture is not None],
    }


async def _today(conn: Connection, event: Event) -> Admission:
    """Return the rule as it is meant today: a region that was merged leads to the other."""
    if event.admission.by is not By.REGION:
        return event.admission
    known = await catalogue(conn, event.server_id)
    targets = (known.target(code) for code in event.admission.of)
    return replace(event.admission, of=tuple(each.code for each in targets if each is not None))


async def _cleaned(conn: Connection, event: Event, said: Admission) -> Admission:
    """Return a rule whose regions are there; one that names nothing, or @everyone, is none."""
    if said.by is By.REGION:
        found = [await require(conn, event.server_id, code) for code in said.of]
        said = replace(said, of=tuple(region.code for region in found))
    is_everyone = said.by is By.ROLE and str(event.server_id) in said.of
    return EVERYBODY if is_everyone or not said.of else said
