"""What people have left of their budgets, in SQL."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime

import aiosqlite

from bot.domain.budgets import BudgetKind
from bot.storage.database import first


async def look_up(
    conn: aiosqlite.Connection,
    user_id: int,
    kind: BudgetKind,
    guild_ids: Collection[int],
    names: Collection[str],
) -> tuple[datetime | None, dict[tuple[int, str], str]]:
    """Return when a budget is full again, and what servers have set, by server and name.

    None is one never touched.
    """
    query = """
        SELECT (SELECT full_at FROM budgets WHERE user_id = ? AND kind = ?) AS full_at,
               (SELECT json_group_array(json_array(guild_id, name, value)) FROM settings
                 WHERE guild_id IN (SELECT value FROM json_each(?))
                   AND name IN (SELECT value FROM json_each(?))) AS settings
    """
    values = (user_id, kind, json.dumps(list(guild_ids)), json.dumps(list(names)))
    row = await first(conn, query, values)
    assert row is not None  # noqa: S101 - such a question always has one answer
    full_at = datetime.fromisoformat(row["full_at"]) if row["full_at"] else None
    return full_at, {(server, name): value for server, name, value in json.loads(row["settings"])}


async def put(
    conn: aiosqlite.Connection, user_id: int, kind: BudgetKind, full_at: datetime
) -> None:
    """Keep when a budget is full again, for somebody who has a profile."""
    await conn.execute(
        """
        INSERT INTO budgets (user_id, kind, full_at)
        SELECT user_id, ?, ? FROM profiles WHERE user_id = ?
        ON CONFLICT (user_id, kind) DO UPDATE SET full_at = excluded.full_at
        """,
        (kind, full_at.isoformat(), user_id),
    )


async def forget_full(conn: aiosqlite.Connection, *, now: datetime) -> None:
    """Delete the budgets that are full: they say no more than none at all."""
    await conn.execute("DELETE FROM budgets WHERE full_at <= ?", (now.isoformat(),))
