"""Small facts the bot keeps about itself, in SQL."""

from __future__ import annotations

import aiosqlite


async def get(conn: aiosqlite.Connection, name: str) -> str | None:
    """Return a fact, or None."""
    async with conn.execute("SELECT value FROM bot_state WHERE name = ?", (name,)) as cursor:
        row = await cursor.fetchone()
    return None if row is None else row["value"]


async def put(conn: aiosqlite.Connection, name: str, value: str) -> None:
    """Keep a fact."""
    await conn.execute(
        """
        INSERT INTO bot_state (name, value) VALUES (?, ?)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value
        """,
        (name, value),
    )
