"""Carry plans out: one row of the queue a step, and what comes of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.layout import Kind, Making, Record, Step, Verb
from bot.domain.layout.held import Held, after
from bot.domain.layout.jobs import Job, Task
from bot.domain.outbox import Row
from bot.services.clock import Clock
from bot.services.intakes import Intakes
from bot.services.outbox import Outbox
from bot.storage import hands, layout_jobs, layouts, regions
from bot.storage.database import Connection, Database

STEP, PROGRESS, MOVED = "step", "progress", "moved"
MENDING = 0
"""No job's number: the steps that put right what was changed by hand belong to none."""
SHOWN_TIMES = 8
"""Into how many parts a job is divided by the edits of its message."""

_MOVES = frozenset({Verb.CREATE, Verb.ADOPT, Verb.RESTORE, Verb.ARCHIVE, Verb.DELETE})


class LayoutJobs:
    """Begin, record, pause and end jobs. What a step made is known once its row is gone."""

    def __init__(self, db: Database, clock: Clock, outbox: Outbox, intakes: Intakes) -> None:
        self._db = db
        self._clock = clock
        self._outbox = outbox
        self._intakes = intakes
        outbox.register(STEP, self._carried, on_dead=self._stuck, on_dropped=self._dropped)
        outbox.register(PROGRESS, self._shown)
        outbox.register(MOVED, _told)

    async def begin(
        self,
        conn: Connection,
        server_id: int,
        record: Record,
        *,
        locale: str,
        channel_id: int,
        undoes: int | None = None,
    ) -> Job:
        """Write a job and a row for each of its steps, in the transaction of the decision."""
        job_id = await layout_jobs.add(
            conn,
            server_id,
            record,
            locale=locale,
            channel_id=channel_id,
            undoes=undoes,
            at=self._clock(),
        )
        await self._show(conn, server_id, job_id)
        for number, step in enumerate(record.steps):
            payload = {"job": job_id, "number": number, "name": step.shape.name}
            await self._outbox.add(
                conn, STEP, _place(server_id), payload, server_id=server_id, holds=True
            )
        job = await layout_jobs.get(conn, job_id)
        assert job is not None  # noqa: S101 - just written
        return job

    async def stop(self, conn: Connection, server_id: int, job_id: int) -> bool:
        """Drop the steps that nobody began; tell whether one is under way."""
        job = await layout_jobs.running(conn, server_id)
        if job is None or job.id != job_id:
            return False
        mine = {"job": job.id}
        taken = await self._outbox.withdraw(conn, STEP, _place(server_id), match=mine)
        is_under_way = taken < job.total - job.done - job.dropped
        await layout_jobs.drop_waiting(conn, job.id, but_one=is_under_way)
        if not is_under_way:
            await self._end(conn, job.id)
        return is_under_way

    async def mend(self, conn: Connection, server_id: int, steps: Iterable[Step]) -> None:
        """Write rows for steps that belong to no job, so that no way back undoes them."""
        for number, step in enumerate(steps):
            payload: dict[str, Any] = {"job": MENDING, "number": number, "step": step.as_json()}
            payload["name"] = step.shape.name
            await self._outbox.add(conn, STEP, _place(server_id), payload, server_id=server_id)

    async def is_busy(self, conn: Connection, server_id: int) -> bool:
        """Tell whether the bot changes a server's layout just now, or is stuck with it."""
        if await layout_jobs.running(conn, server_id) is not None:
            return True
        return bool(await self._outbox.waiting(conn, [_place(server_id)]))

    async def forget(self, conn: Connection, server_id: int, key: str) -> None:
        """Forget something that somebody deleted by hand."""
        await layouts.remove(conn, server_id, key)
        await self._put_place(conn, server_id, key, None)

    async def task(self, row: Row) -> Task | None:
        """Return what a row is about, with the ids that its step refers to; None once dropped."""
        server_id = row.server_id or 0
        async with self._db.reader() as conn:
            step = await _step(conn, row)
            if step is None:
                return None
            ids = await layouts.ids(conn, server_id)
        return Task(row.payload["job"], server_id, step, ids, frozenset(ids.values()))

    async def job(self, job_id: int) -> Job | None:
        """Return a job and how far it is."""
        async with self._db.reader() as conn:
            return await layout_jobs.get(conn, job_id)

    async def pause(self, row: Row, until: datetime) -> None:
        """Remember until when a job waits, and show it."""
        if row.payload["job"] == MENDING:
            return
        async with self._db.transaction() as conn:
            await layout_jobs.set_pause(conn, row.payload["job"], until)
            await self._show(conn, row.server_id or 0, row.payload["job"])

    async def _carried(self, conn: Connection, row: Row, result: Mapping[str, Any]) -> None:
        """Keep what a step made or changed, in the transaction that ends its row."""
        job_id, number = row.payload["job"], row.payload["number"]
        step = await _step(conn, row)
        if step is None:
            return
        server_id, thing_id = row.server_id or 0, int(result.get("id") or step.id or 0)
        before = await layouts.get(conn, server_id, step.key)
        thing = after(step, thing_id, before)
        if thing is None:
            await layouts.remove(conn, server_id, step.key)
            if step.verb is Verb.DELETE and step.kind is Kind.FORUM:
                await self._forget_posts(conn, server_id, step)
        else:
            await layouts.put(conn, server_id, thing)
        await self._keep_place(conn, server_id, step, thing)
        if job_id == MENDING:
            return
        await layout_jobs.set_step(conn, job_id, number, "done", at=self._clock())
        await self._tell_people(conn, server_id, job_id, step, thing)
        await self._go_on(conn, server_id, job_id)

    async def _tell_people(
        self, conn: Connection, server_id: int, job_id: int, step: Step, thing: Held | None
    ) -> None:
        """Tell in a region's post that it has a channel now, or no longer; not on the way back."""
        if step.kind is not Kind.CHANNEL or step.verb not in _MOVES:
            return
        job = await layout_jobs.get(conn, job_id)
        place = await regions.place(conn, server_id, step.key.partition(":")[2])
        if job is None or job.undoes is not None or place.thread_id is None:
            return
        is_open = thing is not None and step.verb is not Verb.ARCHIVE
        payload = {"channel": place.thread_id, "to": thing.id if thing and is_open else None}
        await self._outbox.add(
            conn, MOVED, f"channel:{place.thread_id}", payload, server_id=server_id
        )

    async def _forget_posts(self, conn: Connection, server_id: int, forum: Step) -> None:
        """Forget the posts that went with their forum."""
        for key, post in (await layouts.held(conn, server_id)).items():
            if post.asked.parent in (forum.key, str(forum.id)):
                await layouts.remove(conn, server_id, key)
                await self._put_place(conn, server_id, key, None)

    async def _keep_place(
        self, conn: Connection, server_id: int, step: Step, thing: Held | None
    ) -> None:
        """Let a region have what was made for it; what is archived it has no more."""
        is_archived = step.verb is Verb.ARCHIVE
        await self._put_place(conn, server_id, step.key, None if is_archived else thing)
        if step.verb is Verb.RELEASE and step.kind is Kind.ROLE:
            await hands.release(conn, server_id, step.key.partition(":")[2])
        is_new = step.verb in (Verb.CREATE, Verb.ADOPT)
        if is_new and thing is not None and step.kind is Kind.ROLE:
            adopted = thing.making is Making.ADOPTED
            await self._intakes.begin(conn, server_id, thing.id, adopted=adopted)

    async def _put_place(
        self, conn: Connection, server_id: int, key: str, thing: Held | None
    ) -> None:
        slot, _, code = key.partition(":")
        column = {"channel": "channel", "post": "thread", "role": "role"}.get(slot)
        if column is None:
            return
        place = await regions.place(conn, server_id, code)
        adopted = thing is not None and thing.making is Making.ADOPTED
        changes: dict[str, Any] = {
            f"{column}_id": None if thing is None else thing.id,
            f"{column}_adopted": adopted,
        }
        await regions.put_place(conn, server_id, replace(place, **changes))

    async def _go_on(self, conn: Connection, server_id: int, job_id: int) -> None:
        """End a job with its last step, and show its progress now and then."""
        job = await layout_jobs.get(conn, job_id)
        if job is None:
            return
        if job.pauses_to is not None:
            await layout_jobs.set_pause(conn, job_id, None)
        part = max(job.total // SHOWN_TIMES, 1)
        if job.is_over:
            await self._end(conn, job_id)
        elif job.pauses_to is not None or job.done % part == 0:
            await self._show(conn, server_id, job_id)

    async def _end(self, conn: Connection, job_id: int) -> None:
        job = await layout_jobs.get(conn, job_id)
        if job is None:
            return
        await layout_jobs.set_state(conn, job_id, "done")
        # A way back that was not walked to its end can be gone on with.
        if job.undoes is not None and not job.dropped:
            await layout_jobs.set_state(conn, job.undoes, "undone")
        await self._show(conn, job.server_id, job_id)

    async def _stuck(self, conn: Connection, row: Row) -> None:
        job_id = row.payload["job"]
        if job_id == MENDING:
            return
        await layout_jobs.set_step(conn, job_id, row.payload["number"], "stuck")
        await self._show(conn, row.server_id or 0, job_id)

    async def _dropped(self, conn: Connection, row: Row) -> None:
        job_id = row.payload["job"]
        if job_id == MENDING:
            return
        await layout_jobs.set_step(conn, job_id, row.payload["number"], "dropped")
        await self._go_on(conn, row.server_id or 0, job_id)

    async def _show(self, conn: Connection, server_id: int, job_id: int) -> None:
        place = f"layout-progress:{server_id}"
        await self._outbox.withdraw(conn, PROGRESS, place, match={"job": job_id})
        await self._outbox.add(conn, PROGRESS, place, {"job": job_id}, server_id=server_id)

    async def _shown(self, conn: Connection, row: Row, result: Mapping[str, Any]) -> None:
        if "message" in result:
            job_id = row.payload["job"]
            await layout_jobs.set_message(conn, job_id, result["channel"], result["message"])


def _place(server_id: int) -> str:
    return f"layout:{server_id}"


async def _step(conn: Connection, row: Row) -> Step | None:
    """Return the step of a row: that of a job, or its own."""
    if row.payload["job"] == MENDING:
        return Step.from_json(row.payload["step"])
    return await layout_jobs.step(conn, row.payload["job"], row.payload["number"])


async def _told(_: Connection, __: Row, ___: Mapping[str, Any]) -> None:
    """Nothing is kept of what people were told."""
