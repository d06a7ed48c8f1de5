"""Roles that are new to their regions, in SQL."""

from __future__ import annotations

from collections.abc import Iterable

import aiosqlite


async def begin(conn: aiosqlite.Connection, guild_id: int, role_id: int, *, to_walk: bool) -> None:
    """Remember that a role is new, and whether its holders are to be looked for."""
    await conn.execute(
        "INSERT OR REPLACE INTO intakes (guild_id, role_id, to_walk) VALUES (?, ?, ?)",
        (guild_id, role_id, to_walk),
    )


async def to_walk(conn: aiosqlite.Connection, guild_id: int) -> list[int]:
    """Return the roles whose holders are to be looked for."""
    query = "SELECT role_id FROM intakes WHERE guild_id = ? AND to_walk ORDER BY role_id"
    rows = await conn.execute_fetchall(query, (guild_id,))
    return [row["role_id"] for row in rows]


async def walked(conn: aiosqlite.Connection, guild_id: int, roles: Iterable[int]) -> None:
    """Remember that everybody who holds some roles was found."""
    await conn.executemany(
        "UPDATE intakes SET to_walk = 0 WHERE guild_id = ? AND role_id = ?",
        [(guild_id, role_id) for role_id in roles],
    )


async def end(conn: aiosqlite.Connection, guild_id: int, role_id: int) -> None:
    """Forget that a role was new."""
    await conn.execute(
        "DELETE FROM intakes WHERE guild_id = ? AND role_id = ?", (guild_id, role_id)
    )


async def due(
    conn: aiosqlite.Connection,
    guild_id: int,
    role_id: int,
    *,
    after: int,
    limit: int,
    holders: bool,
) -> list[int]:
    """Return some of those who are to get a role, in order.

    ``holders`` are people who belong because they held the role that this one replaces.
    """
    query = """
        SELECT DISTINCT m.user_id
          FROM region_places AS p JOIN memberships AS m USING (guild_id, code)
         WHERE p.guild_id = ? AND p.role_id = ? AND m.user_id > ?
           AND (NOT m.quiet OR (m.by_role AND ?)) AND m.left_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM exclusions AS e
                            WHERE e.guild_id = m.guild_id AND e.user_id = m.user_id)
         ORDER BY m.user_id LIMIT ?
    """
    values = (guild_id, role_id, after, holders, limit)
    return [row["user_id"] for row in await conn.execute_fetchall(query, values)]
