"""What representatives wrote and is not posted yet, in SQL."""

from __future__ import annotations

from datetime import datetime

import aiosqlite

from bot.domain.notices import Notice
from bot.storage.database import first


async def add(
    conn: aiosqlite.Connection,
    guild_id: int,
    code: str,
    user_id: int,
    text: str,
    *,
    pings: bool,
    at: datetime,
) -> int:
    """Keep a draft and return its number."""
    cursor = await conn.execute(
        """
        INSERT INTO notices (guild_id, code, user_id, text, pings, written_at)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        (guild_id, code, user_id, text, pings, at.isoformat()),
    )
    assert cursor.lastrowid is not None  # noqa: S101 - an INSERT always has one
    return cursor.lastrowid


async def get(conn: aiosqlite.Connection, notice_id: int) -> Notice | None:
    """Return one, or None."""
    row = await first(conn, "SELECT * FROM notices WHERE id = ?", (notice_id,))
    return None if row is None else _notice(row)


async def send(conn: aiosqlite.Connection, notice_id: int, *, pins: bool) -> None:
    """Mark a draft as decided."""
    await conn.execute("UPDATE notices SET is_sent = 1, pins = ? WHERE id = ?", (pins, notice_id))


async def remove(conn: aiosqlite.Connection, notice_id: int) -> None:
    """Forget one: it is posted, or not to be."""
    await conn.execute("DELETE FROM notices WHERE id = ?", (notice_id,))


async def forget(conn: aiosqlite.Connection, user_id: int) -> None:
    """Forget everything somebody wrote that is not posted yet."""
    await conn.execute("DELETE FROM notices WHERE user_id = ?", (user_id,))


async def forget_drafts(conn: aiosqlite.Connection, *, before: datetime) -> None:
    """Forget drafts that nobody sent."""
    await conn.execute(
        "DELETE FROM notices WHERE is_sent = 0 AND written_at < ?", (before.isoformat(),)
    )


def _notice(row: aiosqlite.Row) -> Notice:
    return Notice(
        id=row["id"],
        server_id=row["guild_id"],
        code=row["code"],
        user_id=row["user_id"],
        text=row["text"],
        pings=bool(row["pings"]),
        pins=bool(row["pins"]),
        is_sent=bool(row["is_sent"]),
    )
