"""People taken in and handed out by the thousand, in SQL."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Collection, Iterable
from datetime import datetime

import aiosqlite

from bot.domain.placements import Placement
from bot.domain.profiles import Profile
from bot.storage import profiles

_PAGE = 500


async def known(conn: aiosqlite.Connection, user_ids: Collection[int]) -> set[int]:
    """Return those who have a profile already."""
    query = "SELECT user_id FROM profiles WHERE user_id IN (SELECT value FROM json_each(?))"
    rows = await conn.execute_fetchall(query, (json.dumps(list(user_ids)),))
    return {row[0] for row in rows}


async def add(
    conn: aiosqlite.Connection,
    people: Iterable[Profile],
    stays: Iterable[tuple[int, Placement]],
    *,
    at: datetime,
) -> None:
    """Insert unclaimed people, then placements of theirs (or of those inserted before)."""
    moment = at.isoformat()
    columns = ((*profiles.columns(each), moment, moment) for each in people)
    await conn.executemany(_ADD_PERSON, columns)
    await conn.executemany(
        profiles.ADD_PLACEMENT,
        ((user_id, *profiles.stay_columns(stay)) for user_id, stay in stays),
    )


async def count(conn: aiosqlite.Connection) -> int:
    """Count all people."""
    async with conn.execute("SELECT count(*) FROM profiles") as cursor:
        row = await cursor.fetchone()
    return 0 if row is None else int(row[0])


async def everybody(conn: aiosqlite.Connection) -> AsyncGenerator[Profile, None]:
    """Read all people, a page at a time, in the order they came."""
    last = 0
    query = "SELECT id FROM profiles WHERE id > ? ORDER BY id LIMIT ?"
    while ids := [row[0] for row in await conn.execute_fetchall(query, (last, _PAGE))]:
        page = await profiles.get_by_ids(conn, ids)
        for id_ in ids:
            yield page[id_]
        last = ids[-1]


async def delete_unclaimed(conn: aiosqlite.Connection, *, before: datetime) -> int:
    """Delete whoever was imported before a moment and never claimed it; tell how many."""
    cursor = await conn.execute("DELETE FROM profiles WHERE imported_at < ?", (before.isoformat(),))
    return cursor.rowcount


_ADD_PERSON = """
INSERT INTO profiles (user_id, name, reading, kind, home, country, city, languages, occupation,
                      work_field, about, interests, links, open_to, audiences, hidden,
                      confirmed_at, created_at, imported_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
