"""Forms that could not be saved yet, in SQL."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

import aiosqlite


async def keep(
    conn: aiosqlite.Connection, user_id: int, form: str, answers: Mapping[str, str], *, at: datetime
) -> None:
    """Keep what somebody typed into a form, instead of what they typed before."""
    await conn.execute(
        """
        INSERT INTO drafts (user_id, form, answers, kept_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (user_id, form) DO UPDATE SET
            answers = excluded.answers, kept_at = excluded.kept_at
        """,
        (user_id, form, json.dumps(dict(answers)), at.isoformat()),
    )


async def get(
    conn: aiosqlite.Connection, user_id: int, form: str, *, since: datetime
) -> dict[str, str] | None:
    """Return what somebody typed into a form since a moment, or None."""
    query = "SELECT answers FROM drafts WHERE user_id = ? AND form = ? AND kept_at >= ?"
    async with conn.execute(query, (user_id, form, since.isoformat())) as cursor:
        row = await cursor.fetchone()
    return None if row is None else json.loads(row["answers"])


async def drop(conn: aiosqlite.Connection, user_id: int, form: str) -> None:
    """Forget one form."""
    await conn.execute("DELETE FROM drafts WHERE user_id = ? AND form = ?", (user_id, form))


async def drop_older(conn: aiosqlite.Connection, than: datetime) -> None:
    """Forget every form kept before a moment."""
    await conn.execute("DELETE FROM drafts WHERE kept_at < ?", (than.isoformat(),))


async def forget(conn: aiosqlite.Connection, user_id: int) -> None:
    """Forget every form of one person."""
    await conn.execute("DELETE FROM drafts WHERE user_id = ?", (user_id,))
