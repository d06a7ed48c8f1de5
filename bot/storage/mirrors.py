"""Discord's own events beside cards, in SQL."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime

import aiosqlite

from bot.domain.mirrors import Face, Mirror, Standing
from bot.storage.database import first


async def get(conn: aiosqlite.Connection, event_id: int) -> Mirror | None:
    """Return that of an event, or None."""
    row = await first(conn, "SELECT * FROM event_mirrors WHERE event_id = ?", (event_id,))
    return None if row is None else _mirror(row)


async def named(conn: aiosqlite.Connection, mirror_id: int) -> Mirror | None:
    """Return the one that is an event of Discord's, or None."""
    row = await first(conn, "SELECT * FROM event_mirrors WHERE mirror_id = ?", (mirror_id,))
    return None if row is None else _mirror(row)


async def of_server(conn: aiosqlite.Connection, guild_id: int) -> list[Mirror]:
    """Return those of a server, of events that are not over."""
    query = "SELECT * FROM event_mirrors WHERE guild_id = ? AND standing != 'over'"
    return [_mirror(row) for row in await conn.execute_fetchall(query, (guild_id,))]


async def numbers(conn: aiosqlite.Connection, guild_id: int) -> Collection[int]:
    """Return which of Discord's events are known in a server."""
    query = "SELECT mirror_id FROM event_mirrors WHERE guild_id = ? AND mirror_id IS NOT NULL"
    return {row["mirror_id"] for row in await conn.execute_fetchall(query, (guild_id,))}


async def interested(conn: aiosqlite.Connection, event_id: int) -> int:
    """Return how many people are interested in Discord's own event."""
    query = "SELECT interested FROM event_mirrors WHERE event_id = ? AND mirror_id IS NOT NULL"
    row = await first(conn, query, (event_id,))
    return 0 if row is None else row["interested"]


async def put(conn: aiosqlite.Connection, mirror: Mirror) -> None:
    """Keep one as it is now."""
    await conn.execute(
        """
        INSERT OR REPLACE INTO event_mirrors
               (event_id, guild_id, mirror_id, standing, written, theirs, interested)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        (
            mirror.event_id,
            mirror.server_id,
            mirror.mirror_id,
            mirror.standing,
            _written(mirror.written),
            None if mirror.theirs is None else _written(mirror.theirs),
            mirror.interested,
        ),
    )


async def remove(conn: aiosqlite.Connection, event_id: int) -> None:
    """Forget what became of one, so that it is made anew."""
    await conn.execute("DELETE FROM event_mirrors WHERE event_id = ?", (event_id,))


def _mirror(row: aiosqlite.Row) -> Mirror:
    return Mirror(
        event_id=row["event_id"],
        server_id=row["guild_id"],
        standing=Standing(row["standing"]),
        written=_face(row["written"]),
        mirror_id=row["mirror_id"],
        theirs=None if row["theirs"] is None else _face(row["theirs"]),
        interested=row["interested"],
    )


def _written(face: Face) -> str:
    times = {"starts_at": face.starts_at.isoformat(), "ends_at": face.ends_at.isoformat()}
    words = {"name": face.name, "description": face.description, "location": face.location}
    return json.dumps(words | times)


def _face(kept: str) -> Face:
    said = json.loads(kept)
    return Face(
        name=said["name"],
        description=said["description"],
        location=said["location"],
        starts_at=datetime.fromisoformat(said["starts_at"]),
        ends_at=datetime.fromisoformat(said["ends_at"]),
    )
