"""Guests without Discord, who came, and the word for it, in SQL."""

from __future__ import annotations

from datetime import UTC, datetime

import aiosqlite

from bot.domain.attendance import Guest
from bot.storage.database import first


async def guests(conn: aiosqlite.Connection, event_id: int) -> list[Guest]:
    """Return the guests without Discord, in the order in which they were added."""
    query = "SELECT * FROM event_guests WHERE event_id = ? ORDER BY id"
    return [_guest(row) for row in await conn.execute_fetchall(query, (event_id,))]


async def guest(conn: aiosqlite.Connection, event_id: int, guest_id: int) -> Guest | None:
    """Return one of the guests of an event, or None."""
    query = "SELECT * FROM event_guests WHERE event_id = ? AND id = ?"
    row = await first(conn, query, (event_id, guest_id))
    return None if row is None else _guest(row)


async def add_guest(conn: aiosqlite.Connection, event_id: int, name: str) -> Guest:
    """Put somebody without Discord on the list."""
    query = "INSERT INTO event_guests (event_id, name) VALUES (?, ?) RETURNING *"
    row = await first(conn, query, (event_id, name))
    assert row is not None  # noqa: S101 - an insert returns its row
    return _guest(row)


async def remove_guest(conn: aiosqlite.Connection, guest_id: int) -> None:
    """Take a guest off the list."""
    await conn.execute("DELETE FROM event_guests WHERE id = ?", (guest_id,))


async def guest_came(conn: aiosqlite.Connection, guest_id: int, at: datetime) -> None:
    """Keep that a guest came; the first time counts."""
    query = "UPDATE event_guests SET came_at = coalesce(came_at, ?) WHERE id = ?"
    await conn.execute(query, (_written(at), guest_id))


async def hold(conn: aiosqlite.Connection, event_id: int, user_id: int) -> None:
    """Let somebody wait until a host seats them."""
    query = "UPDATE event_answers SET is_held = 1 WHERE event_id = ? AND user_id = ?"
    await conn.execute(query, (event_id, user_id))


async def came(conn: aiosqlite.Connection, event_id: int) -> dict[int, datetime]:
    """Return when who was checked in, the first ones first."""
    query = """
        SELECT user_id, came_at FROM event_checkins
         WHERE event_id = ? AND came_at IS NOT NULL ORDER BY came_at, user_id
    """
    rows = await conn.execute_fetchall(query, (event_id,))
    return {row["user_id"]: datetime.fromisoformat(row["came_at"]) for row in rows}


async def check_in(conn: aiosqlite.Connection, event_id: int, user_id: int, at: datetime) -> None:
    """Keep that somebody came; the first time counts."""
    await conn.execute(
        """
        INSERT INTO event_checkins (event_id, user_id, came_at) VALUES (?, ?, ?)
        ON CONFLICT (event_id, user_id) DO UPDATE SET
               came_at = coalesce(came_at, excluded.came_at)
        """,
        (event_id, user_id, _written(at)),
    )


async def tries(conn: aiosqlite.Connection, event_id: int, user_id: int) -> int:
    """Count the wrong words of somebody."""
    query = "SELECT tries FROM event_checkins WHERE event_id = ? AND user_id = ?"
    row = await first(conn, query, (event_id, user_id))
    return 0 if row is None else row["tries"]


async def count_try(conn: aiosqlite.Connection, event_id: int, user_id: int) -> None:
    """Count a wrong word."""
    await conn.execute(
        """
        INSERT INTO event_checkins (event_id, user_id, tries) VALUES (?, ?, 1)
        ON CONFLICT (event_id, user_id) DO UPDATE SET tries = tries + 1
        """,
        (event_id, user_id),
    )


async def remove_checkin(conn: aiosqlite.Connection, event_id: int, user_id: int) -> None:
    """Forget that somebody came."""
    query = "DELETE FROM event_checkins WHERE event_id = ? AND user_id = ?"
    await conn.execute(query, (event_id, user_id))


async def forget(conn: aiosqlite.Connection, user_id: int, guild_id: int | None = None) -> None:
    """Forget where somebody came, everywhere or in one server."""
    await conn.execute(
        """
        DELETE FROM event_checkins WHERE user_id = ?1
           AND (?2 IS NULL OR event_id IN (SELECT id FROM events WHERE guild_id = ?2))
        """,
        (user_id, guild_id),
    )


async def word(conn: aiosqlite.Connection, event_id: int) -> str | None:
    """Return the word with which people check themselves in, or None."""
    query = "SELECT word FROM event_checkin_words WHERE event_id = ?"
    row = await first(conn, query, (event_id,))
    return None if row is None else row["word"]


async def put_word(conn: aiosqlite.Connection, event_id: int, kept: str) -> None:
    """Keep a new word; everybody may try anew."""
    query = "INSERT OR REPLACE INTO event_checkin_words (event_id, word) VALUES (?, ?)"
    await conn.execute(query, (event_id, kept))
    await conn.execute("UPDATE event_checkins SET tries = 0 WHERE event_id = ?", (event_id,))


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _guest(row: aiosqlite.Row) -> Guest:
    came_at = row["came_at"]
    return Guest(
        id=row["id"],
        event_id=row["event_id"],
        name=row["name"],
        came_at=datetime.fromisoformat(came_at) if came_at else None,
    )
