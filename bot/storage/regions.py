"""What servers changed about regions, what those have in Discord, and who stands for them."""

from __future__ import annotations

import json
from collections.abc import Iterable

import aiosqlite

from bot.domain.regions import Family, Region, RegionPlace, State
from bot.storage.database import first


async def get(conn: aiosqlite.Connection, guild_id: int, code: str) -> Region | None:
    """Return a region that a server changed or added, or None."""
    query = "SELECT * FROM regions WHERE guild_id = ? AND code = ?"
    row = await first(conn, query, (guild_id, code))
    return None if row is None else _region(row)


async def all_changed(conn: aiosqlite.Connection, guild_id: int) -> list[Region]:
    """Return every region that a server changed or added."""
    query = "SELECT * FROM regions WHERE guild_id = ? ORDER BY code"
    return [_region(row) for row in await conn.execute_fetchall(query, (guild_id,))]


async def put(conn: aiosqlite.Connection, guild_id: int, region: Region) -> None:
    """Keep a region as it is now."""
    await conn.execute(
        """
        INSERT INTO regions (guild_id, code, family, name, state, merged_into)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (guild_id, code) DO UPDATE SET
            name = excluded.name, state = excluded.state, merged_into = excluded.merged_into
        """,
        (guild_id, region.code, region.family, region.name, region.state, region.merged_into),
    )


async def merge_on(conn: aiosqlite.Connection, guild_id: int, code: str, into: str) -> None:
    """Let what was merged into a region be merged into another from now on."""
    await conn.execute(
        "UPDATE regions SET merged_into = ? WHERE guild_id = ? AND merged_into = ?",
        (into, guild_id, code),
    )


async def next_own_code(conn: aiosqlite.Connection, guild_id: int) -> str:
    """Return a code that no region of this server has had."""
    query = """
        SELECT coalesce(max(CAST(substr(code, 2) AS INTEGER)), 0) + 1 AS number
          FROM regions WHERE guild_id = ? AND code GLOB 'o[0-9]*'
    """
    row = await first(conn, query, (guild_id,))
    return f"o{row['number'] if row else 1}"


async def place(conn: aiosqlite.Connection, guild_id: int, code: str) -> RegionPlace:
    """Return what a region has in Discord, perhaps nothing."""
    query = "SELECT * FROM region_places WHERE guild_id = ? AND code = ?"
    row = await first(conn, query, (guild_id, code))
    return RegionPlace(code) if row is None else _place(row)


async def places(conn: aiosqlite.Connection, guild_id: int) -> dict[str, RegionPlace]:
    """Return what all regions of a server have in Discord, by their codes."""
    query = "SELECT * FROM region_places WHERE guild_id = ?"
    rows = await conn.execute_fetchall(query, (guild_id,))
    return {row["code"]: _place(row) for row in rows}


async def put_place(conn: aiosqlite.Connection, guild_id: int, kept: RegionPlace) -> None:
    """Keep what a region has in Discord."""
    await conn.execute(
        """
        INSERT OR REPLACE INTO region_places
               (guild_id, code, channel_id, thread_id, role_id,
                channel_adopted, thread_adopted, role_adopted)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            guild_id,
            kept.code,
            kept.channel_id,
            kept.thread_id,
            kept.role_id,
            kept.channel_adopted,
            kept.thread_adopted,
            kept.role_adopted,
        ),
    )


async def representatives(conn: aiosqlite.Connection, guild_id: int, code: str) -> list[int]:
    """Return who stands for a region; whoever belongs to it quietly or left is left out."""
    query = """
        SELECT user_id FROM representatives AS r
         WHERE guild_id = ? AND code = ?
           AND NOT EXISTS (SELECT 1 FROM memberships AS m
                            WHERE m.guild_id = r.guild_id AND m.code = r.code
                              AND m.user_id = r.user_id AND (m.quiet OR m.left_at IS NOT NULL))
           AND NOT EXISTS (SELECT 1 FROM listings AS l
                            WHERE l.guild_id = r.guild_id AND l.user_id = r.user_id
                              AND NOT l.present)
         ORDER BY user_id
    """
    rows = await conn.execute_fetchall(query, (guild_id, code))
    return [row["user_id"] for row in rows]


async def represents(conn: aiosqlite.Connection, guild_id: int, user_id: int) -> list[str]:
    """Return the codes of the regions that somebody stands for."""
    query = "SELECT code FROM representatives WHERE user_id = ? AND guild_id = ? ORDER BY code"
    return [row["code"] for row in await conn.execute_fetchall(query, (user_id, guild_id))]


async def add_representative(
    conn: aiosqlite.Connection, guild_id: int, code: str, user_id: int
) -> bool:
    """Let somebody stand for a region; tell whether that is news."""
    cursor = await conn.execute(
        "INSERT OR IGNORE INTO representatives (guild_id, code, user_id) VALUES (?, ?, ?)",
        (guild_id, code, user_id),
    )
    return cursor.rowcount > 0


async def remove_representative(
    conn: aiosqlite.Connection, guild_id: int, code: str, user_id: int
) -> bool:
    """Let somebody stand for a region no longer; tell whether they did."""
    cursor = await conn.execute(
        "DELETE FROM representatives WHERE guild_id = ? AND code = ? AND user_id = ?",
        (guild_id, code, user_id),
    )
    return cursor.rowcount > 0


async def move_representatives(
    conn: aiosqlite.Connection, guild_id: int, code: str, into: str
) -> None:
    """Let whoever stands for a region stand for another instead."""
    values = (into, guild_id, code)
    await conn.execute(
        "UPDATE OR IGNORE representatives SET code = ? WHERE guild_id = ? AND code = ?", values
    )
    await conn.execute(
        "DELETE FROM representatives WHERE guild_id = ? AND code = ?", (guild_id, code)
    )


async def all_representatives(conn: aiosqlite.Connection, guild_id: int) -> set[int]:
    """Return everybody who stands for a region of a server."""
    query = "SELECT DISTINCT user_id FROM representatives WHERE guild_id = ?"
    return {row["user_id"] for row in await conn.execute_fetchall(query, (guild_id,))}


async def forget_strangers(
    conn: aiosqlite.Connection, guild_id: int, user_ids: Iterable[int]
) -> None:
    """Forget for what people stand of whom a server knows nothing else, as they leave it."""
    await conn.execute(
        """
        DELETE FROM representatives AS r
         WHERE guild_id = ? AND user_id IN (SELECT value FROM json_each(?))
           AND NOT EXISTS (SELECT 1 FROM memberships AS m
                            WHERE m.guild_id = r.guild_id AND m.user_id = r.user_id)
           AND NOT EXISTS (SELECT 1 FROM listings AS l
                            WHERE l.guild_id = r.guild_id AND l.user_id = r.user_id)
        """,
        (guild_id, json.dumps(list(user_ids))),
    )


async def forget(conn: aiosqlite.Connection, user_id: int) -> None:
    """Forget for what somebody stands."""
    await conn.execute("DELETE FROM representatives WHERE user_id = ?", (user_id,))


async def forget_in(conn: aiosqlite.Connection, guild_id: int, user_ids: Iterable[int]) -> None:
    """Forget for what people stand in one server."""
    await conn.executemany(
        "DELETE FROM representatives WHERE guild_id = ? AND user_id = ?",
        [(guild_id, user_id) for user_id in user_ids],
    )


def _region(row: aiosqlite.Row) -> Region:
    return Region(
        code=row["code"],
        family=Family(row["family"]),
        name=row["name"],
        state=State(row["state"]),
        merged_into=row["merged_into"],
    )


def _place(row: aiosqlite.Row) -> RegionPlace:
    return RegionPlace(
        code=row["code"],
        channel_id=row["channel_id"],
        thread_id=row["thread_id"],
        role_id=row["role_id"],
        channel_adopted=bool(row["channel_adopted"]),
        thread_adopted=bool(row["thread_adopted"]),
        role_adopted=bool(row["role_adopted"]),
    )
