"""Summaries of events, in SQL."""

from __future__ import annotations

import aiosqlite

from bot.storage.database import first


async def get(conn: aiosqlite.Connection, event_id: int) -> tuple[str | None, bool]:
    """Return the host's note, and whether the summary was posted."""
    query = "SELECT note, is_posted FROM event_recaps WHERE event_id = ?"
    row = await first(conn, query, (event_id,))
    return (None, False) if row is None else (row["note"], bool(row["is_posted"]))


async def put_note(conn: aiosqlite.Connection, event_id: int, note: str | None) -> None:
    """Keep what the host wrote."""
    await conn.execute(
        """
        INSERT INTO event_recaps (event_id, note) VALUES (?, ?)
        ON CONFLICT (event_id) DO UPDATE SET note = excluded.note
        """,
        (event_id, note),
    )


async def set_posted(conn: aiosqlite.Connection, event_id: int, *, is_posted: bool) -> None:
    """Keep whether it was posted."""
    await conn.execute(
        """
        INSERT INTO event_recaps (event_id, is_posted) VALUES (?, ?)
        ON CONFLICT (event_id) DO UPDATE SET is_posted = excluded.is_posted
        """,
        (event_id, is_posted),
    )


async def came(conn: aiosqlite.Connection, event_id: int) -> int:
    """Count who was checked in, guests without Discord too."""
    query = """
        SELECT (SELECT count(*) FROM event_checkins WHERE event_id = ?1 AND came_at IS NOT NULL)
             + (SELECT count(*) FROM event_guests WHERE event_id = ?1 AND came_at IS NOT NULL) AS n
    """
    row = await first(conn, query, (event_id,))
    return 0 if row is None else row["n"]
