"""Whom moderators took off a server's list, in SQL."""

from __future__ import annotations

from datetime import datetime

import aiosqlite

from bot.domain.exclusions import Exclusion


async def get(conn: aiosqlite.Connection, guild_id: int, user_id: int) -> Exclusion | None:
    """Return the decision about somebody in a server, or None."""
    query = "SELECT * FROM exclusions WHERE guild_id = ? AND user_id = ?"
    async with conn.execute(query, (guild_id, user_id)) as cursor:
        row = await cursor.fetchone()
    return None if row is None else _exclusion(row)


async def reason(conn: aiosqlite.Connection, guild_id: int, user_id: int) -> str | None:
    """Return why somebody may not be listed in a server, or None if they may."""
    found = await get(conn, guild_id, user_id)
    return None if found is None else found.reason


async def put(conn: aiosqlite.Connection, exclusion: Exclusion) -> None:
    """Keep a decision; a later one takes the place of an earlier."""
    await conn.execute(
        """
        INSERT INTO exclusions (guild_id, user_id, moderator_id, reason, excluded_at)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (guild_id, user_id) DO UPDATE SET
            moderator_id = excluded.moderator_id, reason = excluded.reason,
            excluded_at = excluded.excluded_at
        """,
        (
            exclusion.server_id,
            exclusion.user_id,
            exclusion.moderator_id,
            exclusion.reason,
            exclusion.at.isoformat(),
        ),
    )


async def remove(conn: aiosqlite.Connection, guild_id: int, user_id: int) -> bool:
    """Take a decision back; tell whether there was one."""
    cursor = await conn.execute(
        "DELETE FROM exclusions WHERE guild_id = ? AND user_id = ?", (guild_id, user_id)
    )
    return cursor.rowcount > 0


def _exclusion(row: aiosqlite.Row) -> Exclusion:
    return Exclusion(
        server_id=row["guild_id"],
        user_id=row["user_id"],
        moderator_id=row["moderator_id"],
        reason=row["reason"],
        at=datetime.fromisoformat(row["excluded_at"]),
    )
