"""Who helps to host events, and who is asked to host one, in SQL."""

from __future__ import annotations

from collections.abc import Sequence

import aiosqlite

from bot.domain.cohosts import Offer
from bot.storage.database import first

_OF_SERVER = "(?2 IS NULL OR event_id IN (SELECT id FROM events WHERE guild_id = ?2))"


async def of_event(conn: aiosqlite.Connection, event_id: int) -> list[int]:
    """Return who helps to host an event, in the order in which they were named."""
    query = "SELECT user_id FROM event_cohosts WHERE event_id = ? ORDER BY turn"
    return [row["user_id"] for row in await conn.execute_fetchall(query, (event_id,))]


async def hosts(conn: aiosqlite.Connection, event_id: int) -> list[int]:
    """Return everybody who hosts an event, its host first."""
    query = """
        SELECT host_id AS user_id, 0 AS turn FROM events WHERE id = ?1 AND host_id IS NOT NULL
         UNION ALL
        SELECT user_id, turn FROM event_cohosts WHERE event_id = ?1 ORDER BY turn
    """
    return [row["user_id"] for row in await conn.execute_fetchall(query, (event_id,))]


async def helped(conn: aiosqlite.Connection, guild_id: int, user_id: int) -> frozenset[int]:
    """Return the numbers of the events of a server that somebody helps to host."""
    query = """
        SELECT c.event_id FROM event_cohosts AS c JOIN events AS e ON e.id = c.event_id
         WHERE c.user_id = ? AND e.guild_id = ?
    """
    rows = await conn.execute_fetchall(query, (user_id, guild_id))
    return frozenset(row["event_id"] for row in rows)


async def add(conn: aiosqlite.Connection, event_id: int, user_id: int) -> None:
    """Let somebody help to host an event, behind those who do already."""
    await conn.execute(
        """
        INSERT OR IGNORE INTO event_cohosts (event_id, user_id, turn)
        SELECT ?1, ?2, coalesce(max(turn), 0) + 1 FROM event_cohosts WHERE event_id = ?1
        """,
        (event_id, user_id),
    )


async def copy(conn: aiosqlite.Connection, event_id: int, other_id: int) -> None:
    """Let whoever helps to host an event help with another, in the same order."""
    await conn.execute(
        """
        INSERT INTO event_cohosts (event_id, user_id, turn)
        SELECT ?1, user_id, turn FROM event_cohosts
         WHERE event_id = ?2 AND user_id IS NOT (SELECT host_id FROM events WHERE id = ?1)
        """,
        (other_id, event_id),
    )


async def remove(conn: aiosqlite.Connection, event_id: int, user_id: int) -> bool:
    """Let somebody help no longer; tell whether they did."""
    query = "DELETE FROM event_cohosts WHERE event_id = ? AND user_id = ?"
    return (await conn.execute(query, (event_id, user_id))).rowcount > 0


async def offer(conn: aiosqlite.Connection, event_id: int) -> Offer | None:
    """Return who is asked to host an event, or None."""
    query = "SELECT user_id, by_user_id FROM event_offers WHERE event_id = ?"
    row = await first(conn, query, (event_id,))
    return None if row is None else Offer(row["user_id"], row["by_user_id"])


async def put_offer(conn: aiosqlite.Connection, event_id: int, offered: Offer) -> None:
    """Ask somebody to host an event, instead of whoever was asked before."""
    await conn.execute(
        "INSERT OR REPLACE INTO event_offers (event_id, user_id, by_user_id) VALUES (?, ?, ?)",
        (event_id, offered.user_id, offered.by_user_id),
    )


async def remove_offer(conn: aiosqlite.Connection, event_id: int) -> None:
    """Ask nobody any more."""
    await conn.execute("DELETE FROM event_offers WHERE event_id = ?", (event_id,))


async def forget(conn: aiosqlite.Connection, user_id: int, guild_id: int | None = None) -> None:
    """Forget what somebody helps to host or is asked to, everywhere or in one server."""
    await conn.execute(
        f"DELETE FROM event_cohosts WHERE user_id = ?1 AND {_OF_SERVER}", (user_id, guild_id)
    )
    await conn.execute(
        f"DELETE FROM event_offers WHERE ?1 IN (user_id, by_user_id) AND {_OF_SERVER}",
        (user_id, guild_id),
    )


async def hosted(
    conn: aiosqlite.Connection, user_id: int, guild_id: int | None = None
) -> Sequence[int]:
    """Return the numbers of published events whose host somebody is."""
    query = """
        SELECT id FROM events
         WHERE host_id = ?1 AND state = 'published' AND (?2 IS NULL OR guild_id = ?2) ORDER BY id
    """
    rows = await conn.execute_fetchall(query, (user_id, guild_id))
    return [row["id"] for row in rows]


async def locale(conn: aiosqlite.Connection, guild_id: int, user_id: int) -> str:
    """Return the language of whoever answered or hosts here, or used the bot with a profile."""
    query = """
        SELECT coalesce(
            (SELECT nullif(locale, '') FROM attendees WHERE guild_id = ?2 AND user_id = ?1),
            (SELECT locale FROM profiles WHERE user_id = ?1), '') AS locale
    """
    row = await first(conn, query, (user_id, guild_id))
    return "" if row is None else row["locale"]
