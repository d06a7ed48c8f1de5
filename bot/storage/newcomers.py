"""Who is new in a region and agreed to be named there, in SQL."""

from __future__ import annotations

from datetime import datetime

import aiosqlite

from bot.domain.consents import Purpose

# Whether they are still listed, present and not hidden, the rule of bot.domain.privacy says.
_NEW = """
      FROM consents AS c
      JOIN memberships AS m ON m.user_id = c.user_id AND m.guild_id = c.guild_id
     WHERE c.guild_id = ? AND c.purpose = ?
       AND NOT m.quiet AND m.left_at IS NULL AND m.joined_at > ? AND m.joined_at <= ?
"""


async def regions(
    conn: aiosqlite.Connection, guild_id: int, since: datetime, until: datetime
) -> list[str]:
    """Return the regions that somebody who agreed joined between two moments."""
    values = (guild_id, Purpose.WEEKLY_LINE, since.isoformat(), until.isoformat())
    rows = await conn.execute_fetchall(f"SELECT DISTINCT m.code {_NEW} ORDER BY m.code", values)
    return [row["code"] for row in rows]


async def people(
    conn: aiosqlite.Connection, guild_id: int, code: str, since: datetime, until: datetime
) -> list[int]:
    """Return who joined a region between two moments and agreed, in the order of joining."""
    values = (guild_id, Purpose.WEEKLY_LINE, since.isoformat(), until.isoformat(), code)
    rows = await conn.execute_fetchall(
        f"SELECT m.user_id {_NEW} AND m.code = ? ORDER BY m.joined_at, m.user_id", values
    )
    return [row["user_id"] for row in rows]


async def latest(conn: aiosqlite.Connection, guild_id: int, code: str, *, limit: int) -> list[int]:
    """Return who joined a region last and not quietly, whether they agreed to anything or not."""
    rows = await conn.execute_fetchall(
        """
        SELECT user_id FROM memberships
         WHERE guild_id = ? AND code = ? AND NOT quiet AND left_at IS NULL
         ORDER BY joined_at DESC, user_id LIMIT ?
        """,
        (guild_id, code, limit),
    )
    return [row["user_id"] for row in rows]
