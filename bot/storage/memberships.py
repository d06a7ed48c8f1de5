"""Who belongs to which region, in SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import aiosqlite

from bot.domain.regions import Membership, Tie
from bot.storage.database import first


@dataclass(frozen=True, slots=True)
class Held:
    """A role that somebody has because they belong to a region."""

    server_id: int
    user_id: int
    role_id: int


async def get(
    conn: aiosqlite.Connection, guild_id: int, code: str, user_id: int
) -> Membership | None:
    """Return as what somebody belongs to a region, or None."""
    query = "SELECT * FROM memberships WHERE guild_id = ? AND code = ? AND user_id = ?"
    row = await first(conn, query, (guild_id, code, user_id))
    return None if row is None else from_row(row)


async def of_person(conn: aiosqlite.Connection, guild_id: int, user_id: int) -> list[Membership]:
    """Return to what somebody belongs in a server, in the order of joining."""
    query = "SELECT * FROM memberships WHERE user_id = ? AND guild_id = ? ORDER BY joined_at, code"
    rows = await conn.execute_fetchall(query, (user_id, guild_id))
    return [from_row(row) for row in rows]


async def belongs_anywhere(conn: aiosqlite.Connection, user_id: int) -> bool:
    """Tell whether somebody belongs to anything in any server."""
    query = "SELECT 1 FROM memberships WHERE user_id = ? LIMIT 1"
    return await first(conn, query, (user_id,)) is not None


async def put(conn: aiosqlite.Connection, membership: Membership) -> None:
    """Let somebody belong to a region, or belong to it as something else."""
    await conn.execute(
        """
        INSERT INTO memberships (guild_id, code, user_id, tie, quiet, joined_at)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (guild_id, code, user_id) DO UPDATE SET
            tie = excluded.tie, quiet = excluded.quiet, left_at = NULL, by_role = 0
        """,
        (
            membership.server_id,
            membership.code,
            membership.user_id,
            membership.tie,
            membership.quiet,
            membership.joined_at.isoformat(),
        ),
    )


async def remove(conn: aiosqlite.Connection, guild_id: int, code: str, user_id: int) -> bool:
    """Let somebody belong no longer; tell whether they did."""
    cursor = await conn.execute(
        "DELETE FROM memberships WHERE guild_id = ? AND code = ? AND user_id = ?",
        (guild_id, code, user_id),
    )
    return cursor.rowcount > 0


async def count_found(conn: aiosqlite.Connection, guild_id: int, code: str, *, at_most: int) -> int:
    """Count the people of a region who can be found in its server; quiet ones never count.

    The search's own documents say who can be found at all, by the rule of bot.domain.privacy.
    """
    query = """
        SELECT count(*) AS number FROM (
            SELECT 1 FROM memberships AS m
              JOIN listings AS l USING (guild_id, user_id)
              JOIN search_documents USING (user_id)
             WHERE m.guild_id = ? AND m.code = ? AND NOT m.quiet AND m.left_at IS NULL
               AND l.listed_at IS NOT NULL AND l.present
               AND NOT EXISTS (SELECT 1 FROM exclusions AS e
                                WHERE e.guild_id = l.guild_id AND e.user_id = l.user_id)
             LIMIT ?)
    """
    row = await first(conn, query, (guild_id, code, at_most))
    return row["number"] if row else 0


async def count_open(conn: aiosqlite.Connection, guild_id: int, code: str, *, at_most: int) -> int:
    """Count the people of a region who belong to it openly, listed or not."""
    query = """
        SELECT count(*) AS number FROM (
            SELECT 1 FROM memberships
             WHERE guild_id = ? AND code = ? AND NOT quiet AND left_at IS NULL LIMIT ?)
    """
    row = await first(conn, query, (guild_id, code, at_most))
    return row["number"] if row else 0


async def loud(conn: aiosqlite.Connection, guild_id: int) -> dict[str, int]:
    """Count for each region of a server who belongs to it and is there, quiet people aside.

    Who holds its role counts: that everybody sees, and nothing but the layout asks for this.
    """
    query = """
        SELECT code, count(*) AS number FROM memberships
         WHERE guild_id = ? AND (by_role OR NOT quiet) AND left_at IS NULL GROUP BY code
    """
    rows = await conn.execute_fetchall(query, (guild_id,))
    return {row["code"]: row["number"] for row in rows}


async def in_region(
    conn: aiosqlite.Connection, guild_id: int, code: str, *, limit: int
) -> list[int]:
    """Return some who belong to a region, quietly or not, also of those who left."""
    query = "SELECT user_id FROM memberships WHERE guild_id = ? AND code = ? LIMIT ?"
    rows = await conn.execute_fetchall(query, (guild_id, code, limit))
    return [row["user_id"] for row in rows]


async def move(
    conn: aiosqlite.Connection, guild_id: int, code: str, into: str, user_id: int
) -> None:
    """Let somebody belong to another region instead; if they do already, it stays as it is."""
    values = (guild_id, code, user_id)
    await conn.execute(
        """
        UPDATE OR IGNORE memberships SET code = ?
         WHERE guild_id = ? AND code = ? AND user_id = ?
        """,
        (into, *values),
    )
    await conn.execute(
        "DELETE FROM memberships WHERE guild_id = ? AND code = ? AND user_id = ?", values
    )


async def people(conn: aiosqlite.Connection, guild_id: int) -> set[int]:
    """Return everybody who belongs to anything in a server."""
    query = "SELECT DISTINCT user_id FROM memberships WHERE guild_id = ?"
    return {row["user_id"] for row in await conn.execute_fetchall(query, (guild_id,))}


async def guilds(conn: aiosqlite.Connection) -> list[int]:
    """Return every server in which somebody belongs to something."""
    rows = await conn.execute_fetchall("SELECT DISTINCT guild_id FROM memberships")
    return [row["guild_id"] for row in rows]


async def set_gone(
    conn: aiosqlite.Connection, guild_id: int, user_ids: Iterable[int], *, at: datetime
) -> None:
    """Remember that people left a server."""
    await conn.execute(
        """
        UPDATE memberships SET left_at = ?
         WHERE guild_id = ? AND user_id IN (SELECT value FROM json_each(?)) AND left_at IS NULL
        """,
        (at.isoformat(), guild_id, json.dumps(list(user_ids))),
    )


async def gone(conn: aiosqlite.Connection, guild_id: int, user_ids: Iterable[int]) -> list[int]:
    """Return those who are remembered as having left a server."""
    query = """
        SELECT DISTINCT user_id FROM memberships
         WHERE guild_id = ? AND user_id IN (SELECT value FROM json_each(?))
           AND left_at IS NOT NULL
    """
    rows = await conn.execute_fetchall(query, (guild_id, json.dumps(list(user_ids))))
    return [row["user_id"] for row in rows]


async def set_back(conn: aiosqlite.Connection, guild_id: int, user_id: int) -> None:
    """Let somebody who came back to a server belong as before."""
    await conn.execute(
        "UPDATE memberships SET left_at = NULL WHERE user_id = ? AND guild_id = ?",
        (user_id, guild_id),
    )


async def roles(
    conn: aiosqlite.Connection, user_id: int, guild_id: int | None = None
) -> list[Held]:
    """Return the roles that somebody has by belonging, in a server or (None) everywhere."""
    query = """
        SELECT DISTINCT m.guild_id, p.role_id
          FROM memberships AS m JOIN region_places AS p USING (guild_id, code)
         WHERE m.user_id = ? AND (?2 IS NULL OR m.guild_id = ?2)
           AND (m.by_role OR NOT m.quiet) AND m.left_at IS NULL AND p.role_id IS NOT NULL
         ORDER BY m.guild_id, p.role_id
    """
    rows = await conn.execute_fetchall(query, (user_id, guild_id))
    return [Held(row["guild_id"], user_id, row["role_id"]) for row in rows]


async def posts(conn: aiosqlite.Connection, user_id: int) -> list[tuple[int, int]]:
    """Return the posts that somebody may follow, for they belong openly, each with its server."""
    query = """
        SELECT m.guild_id, p.thread_id
          FROM memberships AS m JOIN region_places AS p USING (guild_id, code)
         WHERE m.user_id = ? AND NOT m.quiet AND m.left_at IS NULL AND p.thread_id IS NOT NULL
         ORDER BY m.guild_id, p.thread_id
    """
    rows = await conn.execute_fetchall(query, (user_id,))
    return [(row["guild_id"], row["thread_id"]) for row in rows]


async def forget_gone(conn: aiosqlite.Connection, guild_id: int, *, before: datetime) -> list[int]:
    """Delete what people belonged to who left a server before a moment; return who that is."""
    rows = await conn.execute_fetchall(
        "DELETE FROM memberships WHERE guild_id = ? AND left_at < ? RETURNING user_id",
        (guild_id, before.isoformat()),
    )
    return sorted({row["user_id"] for row in rows})


async def forget(conn: aiosqlite.Connection, user_id: int) -> None:
    """Forget to what somebody belongs, everywhere."""
    await conn.execute("DELETE FROM memberships WHERE user_id = ?", (user_id,))


def from_row(row: aiosqlite.Row) -> Membership:
    """Read one row."""
    return Membership(
        server_id=row["guild_id"],
        code=row["code"],
        user_id=row["user_id"],
        tie=Tie(row["tie"]),
        quiet=bool(row["quiet"]),
        joined_at=datetime.fromisoformat(row["joined_at"]),
        left_at=datetime.fromisoformat(row["left_at"]) if row["left_at"] else None,
        by_role=bool(row["by_role"]),
    )
