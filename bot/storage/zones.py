"""By which clock people read a time, in SQL."""

from __future__ import annotations

from dataclasses import dataclass

import aiosqlite

from bot.storage.database import first


@dataclass(frozen=True, slots=True)
class Sources:
    """What is known of where somebody's clock is: the zone they gave, the city they live in."""

    zone: str | None
    city: int | None


async def sources(conn: aiosqlite.Connection, user_id: int) -> Sources:
    """Return everything that tells somebody's zone."""
    row = await first(
        conn,
        """
        SELECT (SELECT zone FROM zones WHERE user_id = ?) AS zone,
               (SELECT city FROM profiles WHERE user_id = ?) AS city
        """,
        (user_id, user_id),
    )
    return Sources(None, None) if row is None else Sources(row["zone"], row["city"])


async def has(conn: aiosqlite.Connection, user_id: int) -> bool:
    """Tell whether somebody gave a zone."""
    return await first(conn, "SELECT 1 FROM zones WHERE user_id = ?", (user_id,)) is not None


async def put(conn: aiosqlite.Connection, user_id: int, zone: str) -> None:
    """Keep the zone that somebody gave."""
    await conn.execute(
        "INSERT OR REPLACE INTO zones (user_id, zone) VALUES (?, ?)", (user_id, zone)
    )


async def forget(conn: aiosqlite.Connection, user_id: int) -> bool:
    """Forget the zone that somebody gave; tell whether there was one."""
    cursor = await conn.execute("DELETE FROM zones WHERE user_id = ?", (user_id,))
    return cursor.rowcount > 0
