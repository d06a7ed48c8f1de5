"""The layout of a server: what is wanted, the plan, and the jobs that carry it out or back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.layout import (
    Budgets,
    Candidate,
    Kind,
    Layout,
    Plan,
    Record,
    Server,
    Wishes,
    candidates,
    plan,
    seconds,
    undo,
)
from bot.domain.layout.held import Held
from bot.domain.layout.jobs import Job
from bot.domain.regions import Family
from bot.domain.settings import RESERVED_CHANNELS, RESERVED_ROLES
from bot.errors import LayoutBusyError, NothingToDoError, NothingToUndoError
from bot.services.clock import Clock
from bot.services.layout_jobs import LayoutJobs
from bot.services.layout_wishes import Activity, Names, wishes
from bot.services.settings import value
from bot.storage import hands, layout_jobs, layouts
from bot.storage.database import Connection, Database

ROLES_REMEMBERED = timedelta(hours=48)
Tick = tuple[Kind, str, int]
"""A channel or a role to be adopted for a region."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What would be done, for how long, and what an admin may tick to be adopted."""

    plan: Plan
    candidates: list[Candidate]
    ticked: Mapping[tuple[Kind, str], int]
    seconds: float
    budgets: Budgets
    has_layouts: bool
    has_forum: bool


@dataclass(frozen=True, slots=True)
class WayBack:
    """How to take a job's plan back, and for how long."""

    job_id: int
    plan: Plan
    seconds: float


class Layouts:
    """Plan and change layouts; whose right that is, the caller asks first."""

    def __init__(self, db: Database, clock: Clock, jobs: LayoutJobs) -> None:
        self._db = db
        self._clock = clock
        self._jobs = jobs

    async def held(self, server_id: int) -> dict[str, Held]:
        """Return all that the bot made or adopted in a server."""
        async with self._db.reader() as conn:
            return await layouts.held(conn, server_id)

    async def unsettled_roles(self, server_id: int) -> frozenset[int]:
        """Return the roles whose holders are not all known yet."""
        async with self._db.reader() as conn:
            return await hands.new_roles(conn, server_id)

    async def layouts(self, server_id: int) -> dict[str, Layout]:
        """Return the families that have a layout."""
        async with self._db.reader() as conn:
            return await layouts.layouts(conn, server_id)

    async def set_layout(self, server_id: int, family: Family, layout: Layout | None) -> None:
        """Let a family live so; nothing changes in Discord before a plan is applied."""
        async with self._db.transaction() as conn:
            await layouts.set_layout(conn, server_id, family, layout)

    async def tick(
        self, server_id: int, offered: Collection[Tick], ticked: Collection[Tick]
    ) -> None:
        """Let what is ticked of what was offered be adopted; what was not offered stays."""
        async with self._db.transaction() as conn:
            before = await layouts.ticks(conn, server_id)
            kept = {key: thing for key, thing in before.items() if (*key, thing) not in offered}
            chosen = {(kind, code): thing for kind, code, thing in ticked}
            await layouts.put_ticks(conn, server_id, kept | chosen)

    async def draft(
        self, server_id: int, server: Server, names: Names, activity: Activity
    ) -> Draft:
        """Plan, without changing anything."""
        async with self._db.reader() as conn:
            wanted, budgets = await self._wanted(conn, server_id, names, activity)
            made = plan(server, wanted, budgets)
            return Draft(
                made,
                candidates(server, wanted),
                await layouts.ticks(conn, server_id),
                await self._seconds(conn, server_id, made),
                budgets,
                bool(wanted.layouts),
                any(layout is not Layout.CHANNELS for layout in wanted.layouts.values()),
            )

    async def apply(
        self,
        server_id: int,
        server: Server,
        names: Names,
        activity: Activity,
        *,
        locale: str,
        channel_id: int,
    ) -> Job:
        """Begin to carry the plan out; raise LayoutBusyError or NothingToDoError."""
        async with self._db.transaction() as conn:
            await self._require_idle(conn, server_id)
            wanted, budgets = await self._wanted(conn, server_id, names, activity)
            made = plan(server, wanted, budgets)
            if not made.steps:
                raise NothingToDoError
            record = Record.of(server, made.steps, wanted.name("archive"))
            return await self._jobs.begin(
                conn, server_id, record, locale=locale, channel_id=channel_id
            )

    async def stop(self, server_id: int, job_id: int) -> None:
        """Let a job end where it is; raise LayoutBusyError while a step is under way."""
        async with self._db.transaction() as conn:
            is_under_way = await self._jobs.stop(conn, server_id, job_id)
        if is_under_way:
            raise LayoutBusyError

    async def way_back(self, server_id: int, server: Server) -> WayBack:
        """Plan how to take the latest plan back; raise NothingToUndoError."""
        async with self._db.reader() as conn:
            job, back = await self._undoing(conn, server_id, server)
            return WayBack(job.id, back, await self._seconds(conn, server_id, back))

    async def undo(self, server_id: int, server: Server, *, locale: str, channel_id: int) -> Job:
        """Begin to take the latest plan back; raise LayoutBusyError or NothingToUndoError."""
        async with self._db.transaction() as conn:
            await self._require_idle(conn, server_id)
            job, back = await self._undoing(conn, server_id, server)
            if not back.steps:
                await layout_jobs.set_state(conn, job.id, "undone")
                return job
            record = Record.of(server, back.steps, "")
            return await self._jobs.begin(
                conn, server_id, record, locale=locale, channel_id=channel_id, undoes=job.id
            )

    async def job(self, server_id: int) -> Job | None:
        """Return the job that a server is busy with, or None."""
        async with self._db.reader() as conn:
            return await layout_jobs.running(conn, server_id)

    async def _wanted(
        self, conn: Connection, server_id: int, names: Names, activity: Activity
    ) -> tuple[Wishes, Budgets]:
        budgets = Budgets(
            reserved_channels=await value(conn, server_id, RESERVED_CHANNELS),
            reserved_roles=await value(conn, server_id, RESERVED_ROLES),
        )
        return await wishes(conn, server_id, names, activity, self._clock()), budgets

    async def _require_idle(self, conn: Connection, server_id: int) -> None:
        if await layout_jobs.running(conn, server_id) is not None:
            raise LayoutBusyError

    async def _undoing(self, conn: Connection, server_id: int, server: Server) -> tuple[Job, Plan]:
        job = await layout_jobs.last_done(conn, server_id)
        if job is None:
            raise NothingToUndoError
        return job, undo(server, await layout_jobs.record(conn, job.id), Budgets())

    async def _seconds(self, conn: Connection, server_id: int, made: Plan) -> float:
        since = self._clock() - ROLES_REMEMBERED
        before = await layouts.roles_made(conn, server_id, since=since)
        return seconds(made.steps, roles_made=before)
