"""Questions to the hosts of events, in SQL."""

from __future__ import annotations

from datetime import UTC, datetime

import aiosqlite

from bot.domain.inquiries import Inquiry
from bot.storage.database import first


async def add(
    conn: aiosqlite.Connection,
    event_id: int,
    user_id: int,
    *,
    called: str,
    question: str,
    at: datetime,
    doors: int,
) -> Inquiry:
    """Keep a question and return it with its number."""
    query = """
        INSERT INTO event_inquiries (event_id, user_id, called, question, asked_at, doors)
        VALUES (?, ?, ?, ?, ?, ?) RETURNING *
    """
    row = await first(conn, query, (event_id, user_id, called, question, _written(at), doors))
    assert row is not None  # noqa: S101 - an insert returns its row
    return _inquiry(row)


async def get(conn: aiosqlite.Connection, inquiry_id: int) -> Inquiry | None:
    """Return one, or None."""
    row = await first(conn, "SELECT * FROM event_inquiries WHERE id = ?", (inquiry_id,))
    return None if row is None else _inquiry(row)


async def waits(conn: aiosqlite.Connection, event_id: int, user_id: int, since: datetime) -> bool:
    """Tell whether a question of somebody about an event waits for an answer, since a moment."""
    query = """
        SELECT 1 FROM event_inquiries
         WHERE event_id = ? AND user_id = ? AND answer IS NULL AND asked_at > ? LIMIT 1
    """
    return await first(conn, query, (event_id, user_id, _written(since))) is not None


async def asked_since(conn: aiosqlite.Connection, user_id: int, moment: datetime) -> list[datetime]:
    """Return when somebody asked since a moment, oldest first."""
    query = """
        SELECT asked_at FROM event_inquiries WHERE user_id = ? AND asked_at > ? ORDER BY asked_at
    """
    rows = await conn.execute_fetchall(query, (user_id, _written(moment)))
    return [datetime.fromisoformat(row["asked_at"]) for row in rows]


async def answer(conn: aiosqlite.Connection, inquiry_id: int, given: str) -> None:
    """Keep the answer."""
    await conn.execute("UPDATE event_inquiries SET answer = ? WHERE id = ?", (given, inquiry_id))


async def close_door(conn: aiosqlite.Connection, inquiry_id: int) -> int | None:
    """Keep that one host takes no messages; return how many are left, None for no inquiry."""
    query = """
        UPDATE event_inquiries SET doors = doors - 1 WHERE id = ? AND doors > 0 RETURNING doors
    """
    row = await first(conn, query, (inquiry_id,))
    return None if row is None else row["doors"]


async def remove_older(conn: aiosqlite.Connection, moment: datetime) -> None:
    """Forget what was asked before a moment."""
    query = "DELETE FROM event_inquiries WHERE asked_at < ?"
    await conn.execute(query, (_written(moment),))


async def forget(conn: aiosqlite.Connection, user_id: int, guild_id: int | None = None) -> None:
    """Forget what somebody asked, everywhere or in one server."""
    await conn.execute(
        """
        DELETE FROM event_inquiries WHERE user_id = ?1
           AND (?2 IS NULL OR event_id IN (SELECT id FROM events WHERE guild_id = ?2))
        """,
        (user_id, guild_id),
    )


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _inquiry(row: aiosqlite.Row) -> Inquiry:
    return Inquiry(
        id=row["id"],
        event_id=row["event_id"],
        user_id=row["user_id"],
        called=row["called"],
        question=row["question"],
        asked_at=datetime.fromisoformat(row["asked_at"]),
        doors=row["doors"],
        answer=row["answer"],
    )
