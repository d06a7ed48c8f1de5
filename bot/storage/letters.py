"""What people are to be told, in SQL."""

from __future__ import annotations

from datetime import datetime

import aiosqlite

from bot.domain.letters import Letter
from bot.storage.database import first

_SELECT = """
SELECT l.id, l.user_id, l.kind, l.subject, p.locale
  FROM letters AS l JOIN profiles AS p ON p.user_id = l.user_id
"""


async def write(
    conn: aiosqlite.Connection, user_id: int, kind: str, subject: int, *, at: datetime
) -> int | None:
    """Write a letter to somebody whose own profile it is, instead of one on the same subject.

    Returns its number, a new one: what is under way for the old one must not settle it.
    """
    await remove_about(conn, user_id, kind, subject)
    written = await first(
        conn,
        """
        INSERT INTO letters (user_id, kind, subject, written_at)
        SELECT user_id, ?, ?, ? FROM profiles WHERE user_id = ? AND imported_at IS NULL
        RETURNING id
        """,
        (kind, subject, at.isoformat(), user_id),
    )
    return None if written is None else written["id"]


async def to_send(conn: aiosqlite.Connection, letter_id: int) -> Letter | None:
    """Return a letter that is to go by direct message, or None."""
    row = await first(conn, _SELECT + " WHERE l.id = ? AND l.way = 'message'", (letter_id,))
    return None if row is None else _letter(row)


async def to_hand_over(conn: aiosqlite.Connection, user_id: int) -> list[Letter]:
    """Return the letters that wait for somebody's next command."""
    query = _SELECT + " WHERE l.user_id = ? AND l.way = 'command' ORDER BY l.id"
    async with conn.execute(query, (user_id,)) as cursor:
        return [_letter(row) async for row in cursor]


async def wait_for_command(conn: aiosqlite.Connection, letter_id: int) -> None:
    """Let a letter wait: direct messages are refused."""
    await conn.execute("UPDATE letters SET way = 'command' WHERE id = ?", (letter_id,))


async def remove(conn: aiosqlite.Connection, letter_id: int) -> None:
    """Forget a letter that was read."""
    await conn.execute("DELETE FROM letters WHERE id = ?", (letter_id,))


async def remove_about(conn: aiosqlite.Connection, user_id: int, kind: str, subject: int) -> None:
    """Forget a letter whose subject is settled."""
    await conn.execute(
        "DELETE FROM letters WHERE user_id = ? AND kind = ? AND subject = ?",
        (user_id, kind, subject),
    )


async def speaks(conn: aiosqlite.Connection, user_id: int, locale: str) -> bool:
    """Tell whether this is the language that somebody is known to use."""
    query = "SELECT 1 FROM profiles WHERE user_id = ? AND locale IS NOT ?"
    return await first(conn, query, (user_id, locale)) is None


async def remember_locale(conn: aiosqlite.Connection, user_id: int, locale: str) -> None:
    """Keep the language that somebody uses."""
    await conn.execute("UPDATE profiles SET locale = ? WHERE user_id = ?", (locale, user_id))


def _letter(row: aiosqlite.Row) -> Letter:
    return Letter(row["id"], row["user_id"], row["kind"], row["subject"], row["locale"] or "")
