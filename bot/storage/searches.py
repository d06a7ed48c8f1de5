"""Searches that live on in the buttons of their answers, in SQL."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import aiosqlite

KEPT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody asked, from which server or (None) from a direct message."""

    id: str
    user_id: int
    server_id: int | None
    kind: str
    query: dict[str, Any]


async def add(conn: aiosqlite.Connection, search: Search, *, at: datetime) -> None:
    """Keep a search."""
    await conn.execute(
        "INSERT INTO searches VALUES (?, ?, ?, ?, ?, ?)",
        (
            search.id,
            search.user_id,
            search.server_id,
            search.kind,
            json.dumps(search.query),
            at.isoformat(),
        ),
    )


async def get(
    conn: aiosqlite.Connection, search_id: str, user_id: int, *, at: datetime
) -> Search | None:
    """Return a search of this very person, unless it is too old."""
    rows = await conn.execute_fetchall(
        "SELECT * FROM searches WHERE id = ? AND user_id = ? AND created_at > ?",
        (search_id, user_id, (at - KEPT).isoformat()),
    )
    return next(map(_search, rows), None)


async def forget(conn: aiosqlite.Connection, *, at: datetime) -> None:
    """Delete every search that is too old."""
    await conn.execute("DELETE FROM searches WHERE created_at <= ?", ((at - KEPT).isoformat(),))


def _search(row: aiosqlite.Row) -> Search:
    return Search(
        id=row["id"],
        user_id=row["user_id"],
        server_id=row["guild_id"],
        kind=row["kind"],
        query=json.loads(row["query"]),
    )
