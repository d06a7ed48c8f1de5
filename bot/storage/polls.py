"""Polls about when to meet, and their answers, in SQL."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

import aiosqlite

from bot.domain.polls import Poll, State
from bot.storage.database import first
from bot.storage.events import written


@dataclass(frozen=True, slots=True)
class Heap:
    """How many people gave one answer, with what tells their clock: a zone they gave, a city."""

    marks: str
    zone: str | None
    city: int | None
    people: int


async def add(conn: aiosqlite.Connection, poll: Poll) -> Poll:
    """Keep a new poll and return it with its number."""
    row = await first(
        conn,
        """
        INSERT INTO polls (guild_id, user_id, title, code, channel_id, parent_id, zone, minutes,
                           times, state)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *
        """,
        (
            poll.server_id,
            poll.user_id,
            poll.title,
            poll.code,
            poll.channel_id,
            poll.parent_id,
            poll.zone,
            int(poll.length.total_seconds() // 60),
            json.dumps([written(at) for at in poll.times]),
            poll.state,
        ),
    )
    assert row is not None  # noqa: S101 - an insert returns its row
    return _poll(row)


async def get(conn: aiosqlite.Connection, poll_id: int) -> Poll | None:
    """Return one, or None."""
    row = await first(conn, "SELECT * FROM polls WHERE id = ?", (poll_id,))
    return None if row is None else _poll(row)


async def of_author(
    conn: aiosqlite.Connection, guild_id: int, user_id: int, *, since: datetime
) -> list[Poll]:
    """Return somebody's polls in a server that go on after a moment, newest first."""
    query = """
        SELECT * FROM polls
         WHERE user_id = ? AND guild_id = ? AND winner IS NULL
           AND json_extract(times, '$[#-1]') > ?
           AND (state = 'draft' OR message_id IS NOT NULL) ORDER BY id DESC
    """
    rows = await conn.execute_fetchall(query, (user_id, guild_id, written(since)))
    return [_poll(row) for row in rows]


async def forget_before(conn: aiosqlite.Connection, moment: datetime) -> None:
    """Forget polls whose last time is before a moment, with their answers."""
    query = "DELETE FROM polls WHERE json_extract(times, '$[#-1]') < ?"
    await conn.execute(query, (written(moment),))


async def set_state(
    conn: aiosqlite.Connection, poll_id: int, state: State, winner: int | None = None
) -> None:
    """Open or close a poll, and keep which time won."""
    await conn.execute(
        "UPDATE polls SET state = ?, winner = ? WHERE id = ?", (state, winner, poll_id)
    )


async def set_message(conn: aiosqlite.Connection, poll_id: int, message_id: int | None) -> None:
    """Keep which message is the card; None when it is gone."""
    await conn.execute("UPDATE polls SET message_id = ? WHERE id = ?", (message_id, poll_id))


async def remove(conn: aiosqlite.Connection, poll_id: int) -> None:
    """Forget a draft."""
    await conn.execute("DELETE FROM polls WHERE id = ?", (poll_id,))


async def answer(conn: aiosqlite.Connection, poll_id: int, user_id: int) -> str | None:
    """Return somebody's answer, or None."""
    query = "SELECT marks FROM poll_answers WHERE poll_id = ? AND user_id = ?"
    row = await first(conn, query, (poll_id, user_id))
    return None if row is None else row["marks"]


async def put_answer(conn: aiosqlite.Connection, poll_id: int, user_id: int, marks: str) -> None:
    """Keep an answer instead of an earlier one."""
    await conn.execute(
        "INSERT OR REPLACE INTO poll_answers (poll_id, user_id, marks) VALUES (?, ?, ?)",
        (poll_id, user_id, marks),
    )


async def heaps(conn: aiosqlite.Connection, poll_id: int) -> list[Heap]:
    """Count those who gave the same answer and live by the same clock."""
    query = """
        SELECT a.marks, z.zone, p.city, count(*) AS people
          FROM poll_answers AS a
          LEFT JOIN zones AS z ON z.user_id = a.user_id
          LEFT JOIN profiles AS p ON p.user_id = a.user_id
         WHERE a.poll_id = ? GROUP BY a.marks, z.zone, p.city
    """
    rows = await conn.execute_fetchall(query, (poll_id,))
    return [Heap(row["marks"], row["zone"], row["city"], row["people"]) for row in rows]


async def answered_by(
    conn: aiosqlite.Connection, user_id: int, guild_id: int | None = None
) -> list[Poll]:
    """Return the polls that somebody answered, everywhere or in one server."""
    query = """
        SELECT p.* FROM poll_answers AS a JOIN polls AS p ON p.id = a.poll_id
         WHERE a.user_id = ?1 AND (?2 IS NULL OR p.guild_id = ?2)
    """
    return [_poll(row) for row in await conn.execute_fetchall(query, (user_id, guild_id))]


async def is_known(conn: aiosqlite.Connection, user_id: int) -> bool:
    """Tell whether somebody answered, or asked, anything anywhere."""
    query = """
        SELECT 1 FROM poll_answers WHERE user_id = ?1
        UNION ALL SELECT 1 FROM polls WHERE user_id = ?1 LIMIT 1
    """
    return await first(conn, query, (user_id,)) is not None


async def people(conn: aiosqlite.Connection, guild_id: int) -> set[int]:
    """Return everybody who answered a poll of a server."""
    query = """
        SELECT DISTINCT a.user_id FROM polls AS p JOIN poll_answers AS a ON a.poll_id = p.id
         WHERE p.guild_id = ?
    """
    return {row["user_id"] for row in await conn.execute_fetchall(query, (guild_id,))}


async def forget_answer(conn: aiosqlite.Connection, poll_id: int, user_id: int) -> None:
    """Forget one answer."""
    await conn.execute(
        "DELETE FROM poll_answers WHERE poll_id = ? AND user_id = ?", (poll_id, user_id)
    )


async def forget_author(conn: aiosqlite.Connection, user_id: int) -> bool:
    """Forget who asks, and delete drafts; others answered what goes on. Tell whether there was."""
    await conn.execute("DELETE FROM polls WHERE user_id = ? AND state = 'draft'", (user_id,))
    query = "UPDATE polls SET user_id = NULL WHERE user_id = ?"
    return (await conn.execute(query, (user_id,))).rowcount > 0


def _poll(row: aiosqlite.Row) -> Poll:
    return Poll(
        id=row["id"],
        server_id=row["guild_id"],
        user_id=row["user_id"],
        title=row["title"],
        code=row["code"],
        channel_id=row["channel_id"],
        parent_id=row["parent_id"],
        message_id=row["message_id"],
        zone=row["zone"],
        length=timedelta(minutes=row["minutes"]),
        times=tuple(datetime.fromisoformat(each) for each in json.loads(row["times"])),
        state=State(row["state"]),
        winner=row["winner"],
    )
