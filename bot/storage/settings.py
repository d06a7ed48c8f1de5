"""What servers have set, in SQL."""

from __future__ import annotations

import aiosqlite

from bot.storage.database import first


async def get(conn: aiosqlite.Connection, guild_id: int, name: str) -> str | None:
    """Return what a server has set, or None."""
    query = "SELECT value FROM settings WHERE guild_id = ? AND name = ?"
    row = await first(conn, query, (guild_id, name))
    return None if row is None else row["value"]


async def put(conn: aiosqlite.Connection, guild_id: int, name: str, value: str) -> None:
    """Set a value."""
    await conn.execute(
        """
        INSERT INTO settings (guild_id, name, value) VALUES (?, ?, ?)
        ON CONFLICT (guild_id, name) DO UPDATE SET value = excluded.value
        """,
        (guild_id, name, value),
    )


async def remove(conn: aiosqlite.Connection, guild_id: int, name: str) -> None:
    """Go back to the default."""
    await conn.execute("DELETE FROM settings WHERE guild_id = ? AND name = ?", (guild_id, name))
