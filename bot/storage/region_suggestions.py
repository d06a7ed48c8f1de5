"""Regions that members would like to have, in SQL."""

from __future__ import annotations

from datetime import datetime

import aiosqlite

from bot.domain.regions import Suggestion
from bot.storage.database import first


async def add(
    conn: aiosqlite.Connection, guild_id: int, user_id: int, name: str, why: str, *, at: datetime
) -> None:
    """Keep what somebody suggests."""
    await conn.execute(
        """
        INSERT INTO region_suggestions (guild_id, user_id, name, why, suggested_at)
        VALUES (?, ?, ?, ?, ?)
        """,
        (guild_id, user_id, name, why, at.isoformat()),
    )


async def count_of(conn: aiosqlite.Connection, guild_id: int, user_id: int) -> int:
    """Count what somebody suggested in a server and nobody has settled."""
    query = "SELECT count(*) AS number FROM region_suggestions WHERE user_id = ? AND guild_id = ?"
    row = await first(conn, query, (user_id, guild_id))
    return row["number"] if row else 0


async def waiting(conn: aiosqlite.Connection, guild_id: int, *, limit: int) -> list[Suggestion]:
    """Return what was suggested in a server, the oldest first."""
    query = "SELECT * FROM region_suggestions WHERE guild_id = ? ORDER BY id LIMIT ?"
    rows = await conn.execute_fetchall(query, (guild_id, limit))
    return [
        Suggestion(
            id=row["id"],
            user_id=row["user_id"],
            name=row["name"],
            why=row["why"],
            at=datetime.fromisoformat(row["suggested_at"]),
        )
        for row in rows
    ]


async def remove(conn: aiosqlite.Connection, guild_id: int, suggestion_id: int) -> bool:
    """Settle one; tell whether it was there."""
    cursor = await conn.execute(
        "DELETE FROM region_suggestions WHERE guild_id = ? AND id = ?", (guild_id, suggestion_id)
    )
    return cursor.rowcount > 0


async def forget(conn: aiosqlite.Connection, user_id: int) -> None:
    """Forget everything that somebody suggested."""
    await conn.execute("DELETE FROM region_suggestions WHERE user_id = ?", (user_id,))
