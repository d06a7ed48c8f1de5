"""Seats that hosts approve of, and seats that wait for a yes, in SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

import aiosqlite

from bot.storage.events import written

_SOME = "user_id IN (SELECT value FROM json_each(?2))"


async def approve(conn: aiosqlite.Connection, event_id: int, user_ids: Iterable[int]) -> None:
    """Keep that hosts approve of people who wait."""
    query = f"UPDATE event_answers SET is_approved = 1, is_held = 0 WHERE event_id = ?1 AND {_SOME}"
    await conn.execute(query, (event_id, json.dumps(list(user_ids))))


async def approve_seated(conn: aiosqlite.Connection, event_id: int) -> None:
    """Keep that whoever has a seat keeps it, where hosts begin to decide."""
    query = "UPDATE event_answers SET is_approved = 1 WHERE event_id = ? AND is_seated = 1"
    await conn.execute(query, (event_id,))


async def ask_to_confirm(
    conn: aiosqlite.Connection, event_id: int, user_ids: Iterable[int], by: datetime
) -> None:
    """Let the seats of people wait for a yes."""
    query = f"UPDATE event_answers SET confirm_by = ?3 WHERE event_id = ?1 AND {_SOME}"
    await conn.execute(query, (event_id, json.dumps(list(user_ids)), written(by)))


async def confirm(conn: aiosqlite.Connection, event_id: int, user_id: int | None = None) -> None:
    """Let a seat, or all of an event, wait for nothing any more."""
    await conn.execute(
        """
        UPDATE event_answers SET confirm_by = NULL
         WHERE event_id = ?1 AND confirm_by IS NOT NULL AND (?2 IS NULL OR user_id = ?2)
        """,
        (event_id, user_id),
    )


async def hasten(conn: aiosqlite.Connection, event_id: int, by: datetime) -> bool:
    """Let no seat wait longer than this; tell whether any would have."""
    cursor = await conn.execute(
        "UPDATE event_answers SET confirm_by = ?2 WHERE event_id = ?1 AND confirm_by > ?2",
        (event_id, written(by)),
    )
    return cursor.rowcount > 0


async def late(conn: aiosqlite.Connection, event_id: int, now: datetime) -> list[int]:
    """Return who did not say yes in time."""
    query = "SELECT user_id FROM event_answers WHERE event_id = ? AND confirm_by <= ?"
    return [row["user_id"] for row in await conn.execute_fetchall(query, (event_id, written(now)))]


async def let_go(conn: aiosqlite.Connection, event_id: int, now: datetime) -> list[int]:
    """Take back the seats of those who did not say yes in time; return who they are."""
    rows = await conn.execute_fetchall(
        """
        UPDATE event_answers
           SET coming = 'no', is_seated = 0, is_approved = 0, confirm_by = NULL,
               guests = '[]', size = 1
         WHERE event_id = ? AND confirm_by <= ? RETURNING user_id
        """,
        (event_id, written(now)),
    )
    return [row["user_id"] for row in rows]
