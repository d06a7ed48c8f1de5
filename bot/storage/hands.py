"""WithRole by a role, and repairs, in SQL."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import datetime

import aiosqlite

from bot.domain.hands import WithRole
from bot.domain.regions import Tie
from bot.storage.database import first
from bot.storage.memberships import from_row


async def regional(conn: aiosqlite.Connection, guild_id: int) -> dict[int, list[str]]:
    """Return the roles of a server's regions, and the regions of each."""
    query = """
        SELECT role_id, code FROM region_places WHERE guild_id = ? AND role_id IS NOT NULL
         ORDER BY code
    """
    found: dict[int, list[str]] = {}
    for row in await conn.execute_fetchall(query, (guild_id,)):
        found.setdefault(row["role_id"], []).append(row["code"])
    return found


async def belonging(
    conn: aiosqlite.Connection, guild_id: int, user_ids: Iterable[int]
) -> dict[int, list[WithRole]]:
    """Return to which regions with a role some people belong, quietly or not."""
    query = """
        SELECT m.*, p.role_id
          FROM json_each(?) AS each
          JOIN memberships AS m INDEXED BY memberships_user ON m.user_id = each.value
          JOIN region_places AS p USING (guild_id, code)
         WHERE m.guild_id = ? AND p.role_id IS NOT NULL
    """
    found: dict[int, list[WithRole]] = {}
    for row in await conn.execute_fetchall(query, (json.dumps(list(user_ids)), guild_id)):
        belongs = WithRole(from_row(row), row["role_id"])
        found.setdefault(row["user_id"], []).append(belongs)
    return found


async def excluded(
    conn: aiosqlite.Connection, guild_id: int, user_ids: Iterable[int]
) -> frozenset[int]:
    """Return those whom moderators keep off the list."""
    query = """
        SELECT user_id FROM exclusions
         WHERE guild_id = ? AND user_id IN (SELECT value FROM json_each(?))
    """
    rows = await conn.execute_fetchall(query, (guild_id, json.dumps(list(user_ids))))
    return frozenset(row["user_id"] for row in rows)


async def hold(
    conn: aiosqlite.Connection,
    guild_id: int,
    holders: Iterable[tuple[str, int]],
    *,
    at: datetime,
) -> None:
    """Let people belong quietly to the regions (code, person) whose role they hold.

    Whoever belongs already stays as they are.
    """
    await conn.executemany(
        """
        INSERT OR IGNORE INTO memberships
               (guild_id, code, user_id, tie, quiet, joined_at, by_role)
        VALUES (?, ?, ?, ?, 1, ?, 1)
        """,
        [(guild_id, code, user_id, Tie.INTERESTED, at.isoformat()) for code, user_id in holders],
    )


async def lose(
    conn: aiosqlite.Connection, guild_id: int, user_id: int, codes: Collection[str]
) -> None:
    """Let somebody without the role belong quietly; who never said so belongs no longer."""
    values = (guild_id, user_id, json.dumps(list(codes)))
    where = "guild_id = ? AND user_id = ? AND code IN (SELECT value FROM json_each(?))"
    await conn.execute(f"DELETE FROM memberships WHERE {where} AND by_role", values)
    await conn.execute(f"UPDATE memberships SET quiet = 1 WHERE {where}", values)


async def release(conn: aiosqlite.Connection, guild_id: int, code: str) -> None:
    """Let those belong no longer who only held a role that the region has no more."""
    await conn.execute(
        "DELETE FROM memberships WHERE guild_id = ? AND code = ? AND by_role", (guild_id, code)
    )


async def new_roles(conn: aiosqlite.Connection, guild_id: int) -> frozenset[int]:
    """Return the roles whose people are still being taken in."""
    query = "SELECT role_id FROM intakes WHERE guild_id = ?"
    rows = await conn.execute_fetchall(query, (guild_id,))
    return frozenset(row["role_id"] for row in rows)


async def repaired(
    conn: aiosqlite.Connection, guild_id: int, thing: str, user_id: int, *, since: datetime
) -> int:
    """Return how often a thing was put right of late."""
    query = """
        SELECT times FROM repairs
         WHERE guild_id = ? AND thing = ? AND user_id = ? AND last_at >= ?
    """
    row = await first(conn, query, (guild_id, thing, user_id, since.isoformat()))
    return row["times"] if row else 0


async def count_repair(
    conn: aiosqlite.Connection, guild_id: int, thing: str, user_id: int, times: int, *, at: datetime
) -> None:
    """Remember how often a thing was put right."""
    await conn.execute(
        "INSERT OR REPLACE INTO repairs (guild_id, thing, user_id, times, last_at)"
        " VALUES (?, ?, ?, ?, ?)",
        (guild_id, thing, user_id, times, at.isoformat()),
    )


async def forget_repairs(conn: aiosqlite.Connection, *, before: datetime) -> None:
    """Forget repairs that are long ago."""
    await conn.execute("DELETE FROM repairs WHERE last_at < ?", (before.isoformat(),))


async def forget(conn: aiosqlite.Connection, user_id: int) -> None:
    """Forget what was repaired about somebody."""
    await conn.execute("DELETE FROM repairs WHERE user_id = ?", (user_id,))
