"""Who is listed where, and who is present, in SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import aiosqlite


@dataclass(frozen=True, slots=True)
class Listing:
    """A person's consent to be listed in a server: when, and to which words."""

    listed_at: datetime
    consent_version: int
    consented_at: datetime


async def get(conn: aiosqlite.Connection, guild_id: int, user_id: int) -> Listing | None:
    """Return a person's listing in a server; None while they are not listed there."""
    query = """
        SELECT listed_at, consent_version, consented_at FROM listings
         WHERE guild_id = ? AND user_id = ? AND listed_at IS NOT NULL
    """
    async with conn.execute(query, (guild_id, user_id)) as cursor:
        row = await cursor.fetchone()
    return None if row is None else _listing(row)


async def add(
    conn: aiosqlite.Connection, guild_id: int, user_id: int, *, consent_version: int, at: datetime
) -> None:
    """List a person in a server, with their consent."""
    await conn.execute(
        """
        INSERT INTO listings (guild_id, user_id, listed_at, consent_version, consented_at)
        VALUES (:guild, :user, :at, :version, :at)
        ON CONFLICT (guild_id, user_id) DO UPDATE SET
            listed_at = coalesce(listed_at, excluded.listed_at), present = 1,
            consent_version = excluded.consent_version, consented_at = excluded.consented_at
        """,
        {"guild": guild_id, "user": user_id, "version": consent_version, "at": at.isoformat()},
    )


async def remove(conn: aiosqlite.Connection, guild_id: int, user_id: int) -> bool:
    """Unlist a person in a server; tell whether they were listed."""
    cursor = await conn.execute(
        """
        UPDATE listings SET listed_at = NULL
         WHERE guild_id = ? AND user_id = ? AND listed_at IS NOT NULL
        """,
        (guild_id, user_id),
    )
    return cursor.rowcount > 0


async def remove_everywhere(conn: aiosqlite.Connection, user_id: int) -> None:
    """Unlist a person in every server."""
    await conn.execute("UPDATE listings SET listed_at = NULL WHERE user_id = ?", (user_id,))


async def set_present(
    conn: aiosqlite.Connection, guild_id: int, user_ids: Iterable[int], *, present: bool
) -> list[int]:
    """Record who is there; return those for whom that is news."""
    query = """
        UPDATE listings SET present = :present
         WHERE guild_id = :guild AND present != :present
           AND user_id IN (SELECT value FROM json_each(:users))
        RETURNING user_id
    """
    values = {"present": present, "guild": guild_id, "users": json.dumps(list(user_ids))}
    return [row[0] for row in await conn.execute_fetchall(query, values)]


async def newest(conn: aiosqlite.Connection, guild_ids: Iterable[int], *, limit: int) -> list[int]:
    """Return who can be found in some servers, those first who were listed last."""
    query = f"""
        SELECT user_id, listed_at
          FROM listings AS l JOIN search_documents USING (user_id)
         WHERE guild_id = ? AND {_IS_FOUND}
         ORDER BY listed_at DESC LIMIT ?
    """
    latest: dict[int, str] = {}
    for guild_id in guild_ids:
        for user_id, listed_at in await conn.execute_fetchall(query, (guild_id, limit)):
            latest[user_id] = max(listed_at, latest.get(user_id, ""))
    return sorted(latest, key=lambda user_id: latest[user_id], reverse=True)[:limit]


async def since_when(
    conn: aiosqlite.Connection, guild_ids: Iterable[int], user_ids: Iterable[int]
) -> dict[int, str]:
    """Return when people were last listed in one of some servers."""
    query = f"""
        SELECT user_id, max(listed_at) FROM listings AS l
         WHERE user_id IN (SELECT value FROM json_each(?))
           AND guild_id IN (SELECT value FROM json_each(?)) AND {_IS_FOUND}
         GROUP BY user_id
    """
    values = (json.dumps(list(user_ids)), json.dumps(list(guild_ids)))
    return {row[0]: row[1] for row in await conn.execute_fetchall(query, values)}


async def has_consented(conn: aiosqlite.Connection, user_id: int) -> bool:
    """Tell whether somebody is on any list, even where they are not found just now."""
    query = "SELECT 1 FROM listings WHERE user_id = ? AND listed_at IS NOT NULL LIMIT 1"
    async with conn.execute(query, (user_id,)) as cursor:
        return await cursor.fetchone() is not None


async def people(conn: aiosqlite.Connection, guild_id: int) -> dict[int, bool]:
    """Return everybody with a row in a server, and whether they are recorded as present."""
    query = "SELECT user_id, present FROM listings WHERE guild_id = ?"
    async with conn.execute(query, (guild_id,)) as cursor:
        return {row["user_id"]: bool(row["present"]) async for row in cursor}


async def guilds(conn: aiosqlite.Connection) -> list[int]:
    """Return every server that has a listing."""
    async with conn.execute("SELECT DISTINCT guild_id FROM listings") as cursor:
        return [row["guild_id"] async for row in cursor]


# Where this is not so, a list must not move anybody even in the order of others.
_IS_FOUND = """
    l.listed_at IS NOT NULL AND l.present
    AND NOT EXISTS (SELECT 1 FROM exclusions AS e
                     WHERE e.guild_id = l.guild_id AND e.user_id = l.user_id)
"""


def _listing(row: aiosqlite.Row) -> Listing:
    return Listing(
        listed_at=datetime.fromisoformat(row["listed_at"]),
        consent_version=row["consent_version"],
        consented_at=datetime.fromisoformat(row["consented_at"]),
    )
