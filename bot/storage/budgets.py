"""What people have left of their budgets, in SQL."""

from __future__ import annotations

from datetime import datetime

import aiosqlite

from bot.domain.budgets import BudgetKind
from bot.storage.database import first


async def full_at(conn: aiosqlite.Connection, user_id: int, kind: BudgetKind) -> datetime | None:
    """Return when a budget is full again; None for one never touched."""
    query = "SELECT full_at FROM budgets WHERE user_id = ? AND kind = ?"
    row = await first(conn, query, (user_id, kind))
    return None if row is None else datetime.fromisoformat(row["full_at"])


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
