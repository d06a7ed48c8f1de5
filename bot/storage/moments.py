"""When a server last had, or may next have, what happens only so often; in SQL."""

from __future__ import annotations

from datetime import datetime

import aiosqlite

from bot.storage.database import first


async def get(conn: aiosqlite.Connection, guild_id: int, what: str) -> datetime | None:
    """Return a moment, or None."""
    query = "SELECT at FROM moments WHERE guild_id = ? AND what = ?"
    row = await first(conn, query, (guild_id, what))
    return None if row is None else datetime.fromisoformat(row["at"])


async def put(conn: aiosqlite.Connection, guild_id: int, what: str, at: datetime) -> None:
    """Keep a moment."""
    await conn.execute(
        "INSERT OR REPLACE INTO moments (guild_id, what, at) VALUES (?, ?, ?)",
        (guild_id, what, at.isoformat()),
    )


async def remove(conn: aiosqlite.Connection, guild_id: int, what: str) -> None:
    """Forget a moment: it did not happen after all."""
    await conn.execute("DELETE FROM moments WHERE guild_id = ? AND what = ?", (guild_id, what))
