"""What became of an announcement in each channel, in SQL."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import aiosqlite

from bot.domain.announcements import Copy, Delivery
from bot.storage.database import first


async def add(
    conn: aiosqlite.Connection, announcement_id: int, channel_id: int, row_id: int
) -> None:
    """Keep that a copy waits to be posted."""
    await conn.execute(
        "INSERT INTO announcement_copies (announcement_id, channel_id, row_id) VALUES (?, ?, ?)",
        (announcement_id, channel_id, row_id),
    )


async def of(conn: aiosqlite.Connection, announcement_id: int) -> list[Copy]:
    """Return every copy, with why the queue gave it up if it did."""
    query = """
        SELECT c.*, o.begun_at, o.dead_at, o.reason, o.details FROM announcement_copies AS c
          LEFT JOIN outbox AS o ON o.id = c.row_id AND c.delivery = 'waiting'
         WHERE c.announcement_id = ? ORDER BY c.channel_id
    """
    return [_copy(row) for row in await conn.execute_fetchall(query, (announcement_id,))]


async def posted_since(conn: aiosqlite.Connection, guild_id: int, since: datetime) -> list[Copy]:
    """Return what was sent since a moment and stands, oldest first."""
    query = """
        SELECT c.*, NULL AS begun_at, NULL AS dead_at FROM announcements AS a
          JOIN announcement_copies AS c ON c.announcement_id = a.id
         WHERE a.guild_id = ? AND a.state = 'sent' AND c.delivery = 'posted'
           AND max(a.written_at, coalesce(a.due_at, '')) >= ? ORDER BY a.id
    """
    written = since.astimezone(UTC).isoformat(timespec="seconds")
    rows = await conn.execute_fetchall(query, (guild_id, written))
    return [_copy(row) for row in rows]


async def set_posted(
    conn: aiosqlite.Connection, announcement_id: int, channel_id: int, message_id: int
) -> bool:
    """Keep where a copy stands; tell whether its text changed meanwhile."""
    row = await first(
        conn,
        """
        UPDATE announcement_copies SET delivery = 'posted', message_id = ?
         WHERE announcement_id = ? AND channel_id = ? RETURNING is_stale
        """,
        (message_id, announcement_id, channel_id),
    )
    return row is not None and bool(row["is_stale"])


async def set_place_gone(conn: aiosqlite.Connection, channel_id: int) -> None:
    """Keep that what stood in a channel went with it."""
    await conn.execute(
        "UPDATE announcement_copies SET delivery = 'gone'"
        " WHERE channel_id = ? AND delivery = 'posted'",
        (channel_id,),
    )


async def set_stale(conn: aiosqlite.Connection, announcement_id: int, channel_id: int) -> None:
    """Keep that what is perhaps being posted has an old text."""
    await conn.execute(
        "UPDATE announcement_copies SET is_stale = 1 WHERE announcement_id = ? AND channel_id = ?",
        (announcement_id, channel_id),
    )


async def set_delivery(
    conn: aiosqlite.Connection, announcement_id: int, channel_id: int, delivery: Delivery
) -> None:
    """Keep what became of a copy."""
    await conn.execute(
        "UPDATE announcement_copies SET delivery = ? WHERE announcement_id = ? AND channel_id = ?",
        (delivery, announcement_id, channel_id),
    )


def _copy(row: aiosqlite.Row) -> Copy:
    is_dead = row["dead_at"] is not None
    return Copy(
        announcement_id=row["announcement_id"],
        channel_id=row["channel_id"],
        delivery=Delivery(row["delivery"]),
        message_id=row["message_id"],
        is_begun=row["begun_at"] is not None,
        refusal=row["reason"] if is_dead else None,
        details=json.loads(row["details"]) if is_dead else {},
    )
