"""Feeds and what is in them, in SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

import aiosqlite

from bot.domain.events import Coming, State
from bot.domain.feeds import Feed, Line, What, part_of
from bot.storage import events
from bot.storage.database import first

_SAME = (
    "user_id = ?1 AND guild_id = ?2 AND what = ?3"
    " AND (?4 = '[]' AND code = '' OR code IN (SELECT value FROM json_each(?4)))"
)
_OUTLINE = "e.id, e.version, e.changed_at, e.state, e.channel_id, e.parent_id"


async def put(conn: aiosqlite.Connection, feed: Feed, digest: bytes) -> None:
    """Keep an address, instead of the one its owner had for the same."""
    await conn.execute(
        """
        INSERT OR REPLACE INTO feeds
               (user_id, guild_id, what, code, digest, name, locale, made_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            feed.user_id,
            feed.server_id,
            feed.what,
            feed.code or "",
            digest,
            feed.name,
            feed.locale,
            feed.made_at.isoformat(timespec="seconds"),
        ),
    )


async def of_digest(conn: aiosqlite.Connection, digest: bytes) -> Feed | None:
    """Return the feed of an address, or None."""
    row = await first(conn, "SELECT * FROM feeds WHERE digest = ?", (digest,))
    return None if row is None else _feed(row)


async def get(
    conn: aiosqlite.Connection, user_id: int, guild_id: int, what: What, codes: Iterable[str]
) -> Feed | None:
    """Return what somebody subscribed to under one of some codes, or None."""
    query = f"SELECT * FROM feeds WHERE {_SAME} LIMIT 1"
    row = await first(conn, query, (user_id, guild_id, what, _listed(codes)))
    return None if row is None else _feed(row)


async def count(conn: aiosqlite.Connection, user_id: int, guild_id: int) -> int:
    """Count somebody's addresses in a server."""
    query = "SELECT count(*) AS n FROM feeds WHERE user_id = ? AND guild_id = ?"
    row = await first(conn, query, (user_id, guild_id))
    return 0 if row is None else row["n"]


async def remove(
    conn: aiosqlite.Connection, user_id: int, guild_id: int, what: What, codes: Iterable[str]
) -> bool:
    """Forget the addresses for the same; tell whether there were any."""
    cursor = await conn.execute(
        f"DELETE FROM feeds WHERE {_SAME}", (user_id, guild_id, what, _listed(codes))
    )
    return cursor.rowcount > 0


async def forget(conn: aiosqlite.Connection, user_id: int, guild_id: int | None = None) -> bool:
    """Forget somebody's addresses, everywhere or in one server; tell whether there were any."""
    cursor = await conn.execute(
        "DELETE FROM feeds WHERE user_id = ?1 AND (?2 IS NULL OR guild_id = ?2)",
        (user_id, guild_id),
    )
    return cursor.rowcount > 0


async def has(conn: aiosqlite.Connection, user_id: int) -> bool:
    """Tell whether somebody has an address anywhere."""
    return (
        await first(conn, "SELECT 1 FROM feeds WHERE user_id = ? LIMIT 1", (user_id,)) is not None
    )


async def owners(conn: aiosqlite.Connection, guild_id: int) -> set[int]:
    """Return everybody who has an address in a server."""
    query = "SELECT DISTINCT user_id FROM feeds WHERE guild_id = ?"
    return {row["user_id"] for row in await conn.execute_fetchall(query, (guild_id,))}


async def public(
    conn: aiosqlite.Connection,
    guild_id: int,
    codes: Iterable[str],
    *,
    since: datetime,
    over_since: datetime,
    limit: int,
) -> list[Line]:
    """Return what is in the feed of a server, or of those with some codes, soonest first.

    What is for some only is in none.
    """
    query = f"""
        SELECT {_OUTLINE} FROM events AS e
         WHERE e.guild_id = ?1 AND e.state != 'draft' AND e.starts_at >= ?2 AND e.ends_at > ?3
           AND (?4 = '[]' OR e.code IN (SELECT value FROM json_each(?4)))
           AND e.admits_by = 'everybody'
         ORDER BY e.starts_at, e.id LIMIT ?5
    """
    values = (guild_id, events.written(since), events.written(over_since), _listed(codes), limit)
    return [_line(row) for row in await conn.execute_fetchall(query, values)]


async def answered(
    conn: aiosqlite.Connection, user_id: int, guild_id: int, *, over_since: datetime, limit: int
) -> list[Line]:
    """Return what somebody goes to, waits for or may go to in a server, soonest first."""
    query = f"""
        SELECT {_OUTLINE}, a.coming, a.is_seated
          FROM event_answers AS a JOIN events AS e ON e.id = a.event_id
         WHERE a.user_id = ? AND a.coming != 'no' AND e.guild_id = ? AND e.state != 'draft'
           AND e.ends_at > ?
         ORDER BY e.starts_at, e.id LIMIT ?
    """
    values = (user_id, guild_id, events.written(over_since), limit)
    return [_line(row, is_answer=True) for row in await conn.execute_fetchall(query, values)]


def _listed(codes: Iterable[str]) -> str:
    return json.dumps(sorted(codes))


def _line(row: aiosqlite.Row, *, is_answer: bool = False) -> Line:
    part = None
    if is_answer:
        part = part_of(Coming(row["coming"]), is_seated=bool(row["is_seated"]))
    return Line(
        event_id=row["id"],
        version=row["version"],
        changed_at=row["changed_at"],
        state=State(row["state"]),
        channel_id=row["channel_id"],
        parent_id=row["parent_id"],
        part=part,
    )


def _feed(row: aiosqlite.Row) -> Feed:
    return Feed(
        user_id=row["user_id"],
        server_id=row["guild_id"],
        what=What(row["what"]),
        code=row["code"] or None,
        name=row["name"],
        locale=row["locale"],
        made_at=datetime.fromisoformat(row["made_at"]),
    )
