"""Pictures of events, in SQL."""

from __future__ import annotations

import aiosqlite

from bot.domain.pictures import Format, Picture
from bot.storage.database import first


async def get(conn: aiosqlite.Connection, event_id: int) -> Picture | None:
    """Return what is known of an event's picture, without its bytes; None where it has none."""
    query = "SELECT id, format, alt, attachment FROM event_pictures WHERE event_id = ?"
    row = await first(conn, query, (event_id,))
    if row is None:
        return None
    return Picture(row["id"], Format(row["format"]), row["alt"], row["attachment"])


async def content(conn: aiosqlite.Connection, picture_id: int) -> bytes | None:
    """Return the bytes of a picture, or None."""
    row = await first(conn, "SELECT content FROM event_pictures WHERE id = ?", (picture_id,))
    return None if row is None else row["content"]


async def put(
    conn: aiosqlite.Connection, event_id: int, format_: Format, alt: str, content: bytes
) -> None:
    """Keep a picture instead of what was there; no card shows it yet."""
    await remove(conn, event_id)
    await conn.execute(
        "INSERT INTO event_pictures (event_id, format, alt, content) VALUES (?, ?, ?, ?)",
        (event_id, format_, alt, content),
    )


async def set_alt(conn: aiosqlite.Connection, event_id: int, alt: str) -> None:
    """Say anew what a picture shows."""
    await conn.execute("UPDATE event_pictures SET alt = ? WHERE event_id = ?", (alt, event_id))


async def set_attachment(
    conn: aiosqlite.Connection, event_id: int, file: str, attachment: int
) -> None:
    """Keep which file on the card it is, unless there is another picture by now."""
    await conn.execute(
        """
        UPDATE event_pictures SET attachment = ?
         WHERE event_id = ? AND 'event-' || id || '.' || format = ?
        """,
        (attachment, event_id, file),
    )


async def remove(conn: aiosqlite.Connection, event_id: int) -> bool:
    """Forget a picture; tell whether there was one."""
    cursor = await conn.execute("DELETE FROM event_pictures WHERE event_id = ?", (event_id,))
    return cursor.rowcount > 0


async def copy(conn: aiosqlite.Connection, event_id: int, other_id: int) -> None:
    """Let another event have the same picture."""
    await conn.execute(
        "INSERT INTO event_pictures (event_id, format, alt, content)"
        " SELECT ?, format, alt, content FROM event_pictures WHERE event_id = ?",
        (other_id, event_id),
    )
