"""How many people something is for, in SQL: nobody is named."""

from __future__ import annotations

import json
from collections.abc import Iterator

import aiosqlite

from bot.domain.addressees import Circle, Reach
from bot.storage import search_index
from bot.storage.database import first

# Whoever belongs openly or holds the role, as bot.storage.memberships counts for the layout.
_BELONG = """
    SELECT user_id FROM memberships
     WHERE guild_id = ? AND code IN (SELECT value FROM json_each(?))
       AND (by_role OR NOT quiet) AND left_at IS NULL
"""
_ANYWHERE = """
    SELECT user_id FROM memberships
     WHERE guild_id = ? AND (by_role OR NOT quiet) AND left_at IS NULL
"""


async def count(conn: aiosqlite.Connection, guild_id: int, reach: Reach) -> int:
    """Count whom a server knows to be meant: its regions' people, and listed ones by kind.

    Of kinds it counts only those who show theirs to every member. Of roles it knows nothing.
    """
    meant, values = _people(guild_id, reach.meant)
    but_not, more = _people(guild_id, reach.but_not)
    query = f"SELECT count(*) AS number FROM ({meant} EXCEPT {but_not})"
    row = await first(conn, query, (*values, *more))
    return row["number"] if row else 0


def _people(guild_id: int, circle: Circle) -> tuple[str, list[object]]:
    parts = list(_parts(guild_id, circle))
    nobody = "SELECT user_id FROM memberships WHERE 0"
    # In brackets of its own: EXCEPT and UNION are equally strong.
    query = " UNION ".join(part for part, _ in parts) or nobody
    return f"SELECT * FROM ({query})", [each for _, values in parts for each in values]


def _parts(guild_id: int, circle: Circle) -> Iterator[tuple[str, list[object]]]:
    if circle.is_everybody:
        yield _ANYWHERE, [guild_id]
        yield search_index.LISTED, [search_index.listed(guild_id, None)]
        return
    if circle.regions:
        yield _BELONG, [guild_id, json.dumps(sorted(circle.regions))]
    if circle.kinds:
        yield search_index.LISTED, [search_index.listed(guild_id, sorted(circle.kinds))]
