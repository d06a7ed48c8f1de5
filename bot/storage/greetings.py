"""Greetings and silences, in SQL."""

from __future__ import annotations

from datetime import datetime

import aiosqlite

from bot.domain.greetings import Answer, Greeting


async def add(
    conn: aiosqlite.Connection,
    sender_id: int,
    recipient_id: int,
    *,
    message: str,
    reason: str | None,
    at: datetime,
    answer: Answer,
) -> int:
    """Insert a greeting, count it, and return its number."""
    await conn.execute("INSERT INTO greetings_counted VALUES (?, ?)", (sender_id, at.isoformat()))
    cursor = await conn.execute(
        """
        INSERT INTO greetings (sender_id, recipient_id, message, reason, said_at, answer)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        (sender_id, recipient_id, message, reason, at.isoformat(), answer),
    )
    assert cursor.lastrowid is not None  # noqa: S101 - an INSERT always has one
    return cursor.lastrowid


async def get(conn: aiosqlite.Connection, greeting_id: int) -> Greeting | None:
    """Return one greeting, or None."""
    query = "SELECT * FROM greetings WHERE id = ?"
    async with conn.execute(query, (greeting_id,)) as cursor:
        row = await cursor.fetchone()
    return None if row is None else _greeting(row)


async def between(conn: aiosqlite.Connection, sender_id: int, recipient_id: int) -> Greeting | None:
    """Return the greeting between two people that was not accepted, or None."""
    query = """
        SELECT * FROM greetings
         WHERE sender_id = ? AND recipient_id = ? AND answer != 'accepted'
    """
    async with conn.execute(query, (sender_id, recipient_id)) as cursor:
        row = await cursor.fetchone()
    return None if row is None else _greeting(row)


async def unanswered(conn: aiosqlite.Connection, recipient_id: int) -> list[Greeting]:
    """Return what waits for somebody's answer, oldest first."""
    query = "SELECT * FROM greetings WHERE recipient_id = ? AND answer = 'none' ORDER BY id"
    async with conn.execute(query, (recipient_id,)) as cursor:
        return [_greeting(row) async for row in cursor]


async def said_since(
    conn: aiosqlite.Connection, sender_id: int, moment: datetime
) -> list[datetime]:
    """Return when somebody said hello since a moment, oldest first."""
    query = """
        SELECT said_at FROM greetings_counted
         WHERE sender_id = ? AND said_at > ? ORDER BY said_at
    """
    async with conn.execute(query, (sender_id, moment.isoformat())) as cursor:
        return [datetime.fromisoformat(row["said_at"]) async for row in cursor]


async def answer(conn: aiosqlite.Connection, greeting_id: int, given: Answer) -> None:
    """Keep an answer."""
    await conn.execute("UPDATE greetings SET answer = ? WHERE id = ?", (given, greeting_id))


async def remove_older(conn: aiosqlite.Connection, moment: datetime) -> None:
    """Forget greetings of before a moment."""
    await conn.execute("DELETE FROM greetings WHERE said_at < ?", (moment.isoformat(),))


async def uncount_older(conn: aiosqlite.Connection, moment: datetime) -> None:
    """Forget how many hellos were said before a moment."""
    await conn.execute("DELETE FROM greetings_counted WHERE said_at < ?", (moment.isoformat(),))


async def silence(conn: aiosqlite.Connection, user_id: int, sender_id: int) -> None:
    """Keep that somebody wants no more from a person."""
    await conn.execute(
        "INSERT OR IGNORE INTO silences (user_id, sender_id) VALUES (?, ?)", (user_id, sender_id)
    )


async def is_silenced(conn: aiosqlite.Connection, user_id: int, sender_id: int) -> bool:
    """Tell whether somebody wants no more from a person."""
    query = "SELECT 1 FROM silences WHERE user_id = ? AND sender_id = ?"
    async with conn.execute(query, (user_id, sender_id)) as cursor:
        return await cursor.fetchone() is not None


def _greeting(row: aiosqlite.Row) -> Greeting:
    return Greeting(
        id=row["id"],
        sender_id=row["sender_id"],
        recipient_id=row["recipient_id"],
        message=row["message"],
        reason=row["reason"],
        said_at=datetime.fromisoformat(row["said_at"]),
        answer=Answer(row["answer"]),
    )
