"""Plans that are being carried out, and those that were, in SQL."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import aiosqlite

from bot.domain.layout import Making, Record, Step, Thing
from bot.domain.layout.jobs import Job
from bot.domain.layout.steps import shape_as_json, shape_from_json
from bot.storage.database import first

_SELECT = """
SELECT j.*, count(s.number) AS total,
       count(CASE s.state WHEN 'done' THEN 1 END) AS done,
       count(CASE s.state WHEN 'stuck' THEN 1 END) AS stuck,
       count(CASE s.state WHEN 'dropped' THEN 1 END) AS dropped
  FROM layout_jobs AS j LEFT JOIN layout_steps AS s ON s.job = j.id
"""


async def add(
    conn: aiosqlite.Connection,
    guild_id: int,
    record: Record,
    *,
    locale: str,
    channel_id: int,
    undoes: int | None,
    at: datetime,
) -> int:
    """Keep a plan that begins; return its number."""
    cursor = await conn.execute(
        """
        INSERT INTO layout_jobs
               (guild_id, undoes, state, archive, was, locale, channel_id, begun_at)
        VALUES (?, ?, 'running', ?, ?, ?, ?, ?)
        """,
        (
            guild_id,
            undoes,
            record.archive_name,
            json.dumps([_thing_as_json(thing) for thing in record.was]),
            locale,
            channel_id,
            at.isoformat(),
        ),
    )
    job = cursor.lastrowid
    assert job is not None  # noqa: S101 - an INSERT has one
    await conn.executemany(
        "INSERT INTO layout_steps (job, number, step) VALUES (?, ?, ?)",
        [(job, n, json.dumps(step.as_json())) for n, step in enumerate(record.steps)],
    )
    return job


async def get(conn: aiosqlite.Connection, job_id: int) -> Job | None:
    """Return a job and how far it is, or None."""
    row = await first(conn, _SELECT + " WHERE j.id = ? GROUP BY j.id", (job_id,))
    return None if row is None else _job(row)


async def running(conn: aiosqlite.Connection, guild_id: int) -> Job | None:
    """Return the job that a server is busy with, or None."""
    query = _SELECT + " WHERE j.guild_id = ? AND j.state = 'running' GROUP BY j.id"
    row = await first(conn, query, (guild_id,))
    return None if row is None else _job(row)


async def last_done(conn: aiosqlite.Connection, guild_id: int) -> Job | None:
    """Return the latest plan that was carried out and not taken back, or None."""
    query = (
        _SELECT
        + " WHERE j.guild_id = ? AND j.state = 'done' AND j.undoes IS NULL"
        + " GROUP BY j.id ORDER BY j.id DESC LIMIT 1"
    )
    row = await first(conn, query, (guild_id,))
    return None if row is None else _job(row)


async def record(conn: aiosqlite.Connection, job_id: int) -> Record:
    """Return what a job is to undo: the steps it carried out, and how all was before."""
    row = await first(conn, "SELECT archive, was FROM layout_jobs WHERE id = ?", (job_id,))
    assert row is not None  # noqa: S101 - the caller has the job
    query = "SELECT step FROM layout_steps WHERE job = ? AND state = 'done' ORDER BY number"
    steps = await conn.execute_fetchall(query, (job_id,))
    return Record(
        tuple(Step.from_json(json.loads(each["step"])) for each in steps),
        tuple(_thing_from_json(each) for each in json.loads(row["was"])),
        row["archive"],
    )


async def step(conn: aiosqlite.Connection, job_id: int, number: int) -> Step | None:
    """Return one step of a job, or None."""
    query = "SELECT step FROM layout_steps WHERE job = ? AND number = ?"
    row = await first(conn, query, (job_id, number))
    return None if row is None else Step.from_json(json.loads(row["step"]))


async def set_step(
    conn: aiosqlite.Connection, job_id: int, number: int, state: str, *, at: datetime | None = None
) -> None:
    """Keep what became of a step."""
    await conn.execute(
        "UPDATE layout_steps SET state = ?, done_at = ? WHERE job = ? AND number = ?",
        (state, None if at is None else at.isoformat(), job_id, number),
    )


async def drop_waiting(conn: aiosqlite.Connection, job_id: int, *, but_one: bool) -> None:
    """Drop what is left of a job, but for the step that is under way if there is one."""
    await conn.execute(
        """
        UPDATE layout_steps SET state = 'dropped'
         WHERE job = ?1 AND state IN ('waiting', 'stuck')
           AND (NOT ?2 OR number > (SELECT min(number) FROM layout_steps
                                     WHERE job = ?1 AND state = 'waiting'))
        """,
        (job_id, but_one),
    )


async def set_state(conn: aiosqlite.Connection, job_id: int, state: str) -> None:
    """Let a job end, or be taken back."""
    await conn.execute("UPDATE layout_jobs SET state = ? WHERE id = ?", (state, job_id))


async def set_pause(conn: aiosqlite.Connection, job_id: int, until: datetime | None) -> None:
    """Keep until when a job waits."""
    at = None if until is None else until.isoformat()
    await conn.execute("UPDATE layout_jobs SET pauses_to = ? WHERE id = ?", (at, job_id))


async def set_message(
    conn: aiosqlite.Connection, job_id: int, channel_id: int, message_id: int
) -> None:
    """Keep where a job's progress is shown."""
    await conn.execute(
        "UPDATE layout_jobs SET channel_id = ?, message_id = ? WHERE id = ?",
        (channel_id, message_id, job_id),
    )


def _job(row: aiosqlite.Row) -> Job:
    return Job(
        id=row["id"],
        server_id=row["guild_id"],
        locale=row["locale"],
        channel_id=row["channel_id"],
        message_id=row["message_id"],
        undoes=row["undoes"],
        is_running=row["state"] == "running",
        pauses_to=datetime.fromisoformat(row["pauses_to"]) if row["pauses_to"] else None,
        done=row["done"],
        stuck=row["stuck"],
        dropped=row["dropped"],
        total=row["total"],
    )


def _thing_as_json(thing: Thing) -> dict[str, Any]:
    return {
        "id": thing.id,
        "key": thing.key,
        "making": thing.making,
        "shape": shape_as_json(thing.shape),
    }


def _thing_from_json(values: dict[str, Any]) -> Thing:
    making = None if values["making"] is None else Making(values["making"])
    return Thing(values["id"], shape_from_json(values["shape"]), values["key"], making)
