"""What people agreed to, in SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

import aiosqlite

from bot.domain.consents import Purpose
from bot.storage.database import first


async def put(
    conn: aiosqlite.Connection,
    guild_id: int,
    purpose: Purpose,
    user_id: int,
    *,
    version: int,
    at: datetime,
) -> None:
    """Keep a consent; given anew, it is to the newer words."""
    await conn.execute(
        "INSERT OR REPLACE INTO consents (guild_id, purpose, user_id, version, given_at)"
        " VALUES (?, ?, ?, ?, ?)",
        (guild_id, purpose, user_id, version, at.isoformat()),
    )


async def remove(conn: aiosqlite.Connection, guild_id: int, purpose: Purpose, user_id: int) -> None:
    """Take a consent back."""
    await conn.execute(
        "DELETE FROM consents WHERE guild_id = ? AND purpose = ? AND user_id = ?",
        (guild_id, purpose, user_id),
    )


async def forget(conn: aiosqlite.Connection, user_id: int, guild_id: int | None) -> None:
    """Take back all that somebody agreed to, in a server or (None) everywhere."""
    await conn.execute(
        "DELETE FROM consents WHERE user_id = ?1 AND (?2 IS NULL OR guild_id = ?2)",
        (user_id, guild_id),
    )


async def given(conn: aiosqlite.Connection, guild_id: int, user_id: int) -> frozenset[Purpose]:
    """Return everything that somebody agreed to in a server."""
    query = "SELECT purpose FROM consents WHERE user_id = ? AND guild_id = ?"
    rows = await conn.execute_fetchall(query, (user_id, guild_id))
    return frozenset(Purpose(row["purpose"]) for row in rows)


async def servers(
    conn: aiosqlite.Connection, purpose: Purpose, user_ids: Iterable[int]
) -> dict[int, frozenset[int]]:
    """Return where people agreed to a purpose; those who did not, nowhere, are left out."""
    query = """
        SELECT user_id, guild_id FROM consents
         WHERE purpose = ? AND user_id IN (SELECT value FROM json_each(?))
    """
    found: dict[int, set[int]] = {}
    for row in await conn.execute_fetchall(query, (purpose, json.dumps(list(user_ids)))):
        found.setdefault(row["user_id"], set()).add(row["guild_id"])
    return {user_id: frozenset(where) for user_id, where in found.items()}


async def is_any(conn: aiosqlite.Connection, guild_id: int, purpose: Purpose) -> bool:
    """Tell whether anybody agreed to a purpose in a server."""
    query = "SELECT 1 FROM consents WHERE guild_id = ? AND purpose = ? LIMIT 1"
    return await first(conn, query, (guild_id, purpose)) is not None
