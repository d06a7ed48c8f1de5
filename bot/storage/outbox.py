"""The durable queue, in SQL.

The first row of each place is marked, a dead one that holds its place too. Every change of a
place ends with :func:`bring_forward`, and no question ever walks the rows behind the first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import aiosqlite

from bot.domain.outbox import DeadLetter, Row
from bot.storage.database import first

_WAITS = "is_first = 1 AND is_carried = 0 AND dead_at IS NULL"


async def add(
    conn: aiosqlite.Connection,
    kind: str,
    place: str,
    payload: Mapping[str, Any],
    *,
    due_at: datetime,
    server_id: int | None,
    holds: bool,
) -> int:
    """Add a row and return its number; it is the first where nothing else waits."""
    due = _written(due_at)
    added = await first(
        conn,
        """
        INSERT INTO outbox (kind, place, payload, guild_id, due_at, not_before, holds, is_first)
        VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6,
                NOT EXISTS (SELECT 1 FROM outbox WHERE place = ?2 AND is_first = 1))
        RETURNING id, is_first
        """,
        (kind, place, json.dumps(dict(payload)), server_id, due, holds),
    )
    assert added is not None  # noqa: S101 - an insert returns its row
    if not added["is_first"] and await _overtake(conn, place, due, added["id"]):
        await bring_forward(conn, (place,))
    return added["id"]


async def kinds(conn: aiosqlite.Connection) -> list[str]:
    """Return the kinds of which rows wait, by one step in the index for each."""
    found = await conn.execute_fetchall(
        f"""
        WITH RECURSIVE kinds (kind) AS (
            SELECT min(kind) FROM outbox WHERE {_WAITS}
            UNION ALL
            SELECT (SELECT min(kind) FROM outbox WHERE {_WAITS} AND kind > kinds.kind)
              FROM kinds WHERE kinds.kind IS NOT NULL
        )
        SELECT kind FROM kinds WHERE kind IS NOT NULL
        """
    )
    return [row["kind"] for row in found]


async def due(
    conn: aiosqlite.Connection, kind: str, limit: int, *, now: datetime
) -> list[tuple[datetime, Row]]:
    """Return the longest due first rows of places, of one kind, and since when they are due."""
    found = await conn.execute_fetchall(
        f"SELECT * FROM outbox WHERE {_WAITS} AND kind = ? AND not_before <= ?"
        " ORDER BY not_before, id LIMIT ?",
        (kind, _written(now), limit),
    )
    return [(datetime.fromisoformat(each["not_before"]), _row(each)) for each in found]


async def begin(conn: aiosqlite.Connection, rows: Iterable[Row], *, now: datetime) -> None:
    """Mark rows as begun; those that were begun before keep that moment."""
    await conn.execute(
        "UPDATE outbox SET is_carried = 1, begun_at = coalesce(begun_at, ?)"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (_written(now), _numbers(row.id for row in rows)),
    )


async def next_due(conn: aiosqlite.Connection, kind: str) -> datetime | None:
    """Return when the next row of a kind may begin, or None."""
    query = f"SELECT min(not_before) AS due FROM outbox WHERE {_WAITS} AND kind = ?"
    row = await first(conn, query, (kind,))
    return datetime.fromisoformat(row["due"]) if row and row["due"] else None


async def hurry(conn: aiosqlite.Connection, *, now: datetime) -> None:
    """Let every row that waits after an attempt of unknown end be claimed from now on."""
    await conn.execute(
        f"UPDATE outbox SET not_before = ?1"
        f" WHERE {_WAITS} AND not_before > ?1 AND begun_at IS NOT NULL",
        (_written(now),),
    )


async def let_go(conn: aiosqlite.Connection) -> None:
    """Give back what a process that is gone had claimed."""
    await conn.execute("UPDATE outbox SET is_carried = 0 WHERE is_carried = 1")


async def remove(conn: aiosqlite.Connection, rows: Iterable[Row]) -> None:
    """Remove rows that are settled, and let those behind them come forward."""
    settled = list(rows)
    await conn.execute(
        "DELETE FROM outbox WHERE id IN (SELECT value FROM json_each(?))",
        (_numbers(row.id for row in settled),),
    )
    await bring_forward(conn, {row.place for row in settled})


async def put_off(
    conn: aiosqlite.Connection, row: Row, *, not_before: datetime, attempts: int, certain: bool
) -> None:
    """Give a claimed row back, to be claimed again at a moment; it keeps its turn.

    One that surely did not happen lets those pass that came meanwhile and are due earlier.
    """
    await conn.execute(
        "UPDATE outbox SET is_carried = 0, not_before = ?, attempts = ?,"
        " begun_at = iif(?, NULL, begun_at), is_first = NOT ? WHERE id = ?",
        (_written(not_before), attempts, certain, certain, row.id),
    )
    if certain:
        await bring_forward(conn, (row.place,))


async def bury(
    conn: aiosqlite.Connection,
    row: Row,
    *,
    reason: str,
    details: Mapping[str, str | int],
    certain: bool,
    at: datetime,
) -> None:
    """Give a row up; unless it holds its place, those behind it come forward."""
    await conn.execute(
        "UPDATE outbox SET is_carried = 0, is_first = holds, dead_at = ?, reason = ?, details = ?,"
        " begun_at = iif(?, NULL, begun_at) WHERE id = ?",
        (_written(at), reason, json.dumps(dict(details)), certain, row.id),
    )
    await bring_forward(conn, (row.place,))


async def withdraw(
    conn: aiosqlite.Connection, kind: str, place: str, match: Mapping[str, Any]
) -> int:
    """Remove the rows of a kind in a place that nobody began, and return how many."""
    wanted, values = _matching(match)
    removed = 0
    for alive in ("dead_at IS NULL AND begun_at IS NULL", "dead_at IS NOT NULL"):
        cursor = await conn.execute(
            f"DELETE FROM outbox WHERE place = ? AND kind = ? AND {alive}{wanted}",
            (place, kind, *values),
        )
        removed += cursor.rowcount
    await bring_forward(conn, (place,))
    return removed


async def is_to_come(
    conn: aiosqlite.Connection,
    kind: str,
    place: str,
    match: Mapping[str, Any],
    *,
    or_begun: bool = False,
) -> bool:
    """Tell whether such a row waits that nobody began, or also one that is under way."""
    wanted, values = _matching(match)
    state = "dead_at IS NULL" if or_begun else "dead_at IS NULL AND begun_at IS NULL"
    query = f"SELECT 1 FROM outbox WHERE place = ? AND kind = ? AND {state}{wanted} LIMIT 1"
    return await first(conn, query, (place, kind, *values)) is not None


async def forget(conn: aiosqlite.Connection, place: str) -> None:
    """Remove every row of a place, begun or dead."""
    for alive in ("dead_at IS NULL", "dead_at IS NOT NULL"):
        await conn.execute(f"DELETE FROM outbox WHERE place = ? AND {alive}", (place,))


async def waiting(conn: aiosqlite.Connection, places: Iterable[str]) -> set[str]:
    """Return those of some places in which anything waits or was given up."""
    query = """
        SELECT each.value AS place FROM json_each(?) AS each
         WHERE EXISTS (SELECT 1 FROM outbox WHERE place = each.value AND dead_at IS NULL)
            OR EXISTS (SELECT 1 FROM outbox WHERE place = each.value AND dead_at IS NOT NULL)
    """
    rows = await conn.execute_fetchall(query, (json.dumps(list(places)),))
    return {row["place"] for row in rows}


async def dead(
    conn: aiosqlite.Connection, server_id: int, *, limit: int, after: int = 0
) -> list[DeadLetter]:
    """Return the dead letters of a server, oldest first."""
    query = """
    SELECT * FROM outbox WHERE guild_id = ? AND dead_at IS NOT NULL AND id > ?
     ORDER BY id LIMIT ?
    """
    found = await conn.execute_fetchall(query, (server_id, after, limit))
    return [_dead_letter(row) for row in found]


async def count_dead(conn: aiosqlite.Connection, server_id: int) -> int:
    """Count the dead letters of a server."""
    query = "SELECT count(*) AS n FROM outbox WHERE guild_id = ? AND dead_at IS NOT NULL"
    row = await first(conn, query, (server_id,))
    return 0 if row is None else row["n"]


async def dead_letter(conn: aiosqlite.Connection, server_id: int, row_id: int) -> DeadLetter | None:
    """Return one dead letter of a server, or None."""
    query = "SELECT * FROM outbox WHERE id = ? AND guild_id = ? AND dead_at IS NOT NULL"
    row = await first(conn, query, (row_id, server_id))
    return None if row is None else _dead_letter(row)


async def died_before(conn: aiosqlite.Connection, moment: datetime) -> list[Row]:
    """Return the rows that were given up before a moment."""
    query = "SELECT * FROM outbox WHERE dead_at IS NOT NULL AND dead_at < ?"
    return [_row(row) for row in await conn.execute_fetchall(query, (_written(moment),))]


async def revive(conn: aiosqlite.Connection, row: Row, *, certain: bool, now: datetime) -> None:
    """Let a dead row be tried again from the beginning, in its old turn."""
    await conn.execute(
        "UPDATE outbox SET dead_at = NULL, reason = NULL, details = NULL, attempts = 0,"
        " not_before = ?, begun_at = iif(?, NULL, begun_at) WHERE id = ?",
        (_written(now), certain, row.id),
    )
    await _overtake(conn, row.place, _written(row.due_at), row.id)
    await bring_forward(conn, (row.place,))


async def bring_forward(conn: aiosqlite.Connection, places: Iterable[str]) -> None:
    """Mark the first row of each place that has none marked."""
    await conn.execute(
        """
        UPDATE outbox SET is_first = 1 WHERE id IN (
            SELECT (
                SELECT behind.id FROM outbox AS behind
                 WHERE behind.place = places.value AND behind.dead_at IS NULL
                 ORDER BY behind.due_at, behind.id LIMIT 1
            )
              FROM json_each(?) AS places
             WHERE NOT EXISTS (
                SELECT 1 FROM outbox AS ahead
                 WHERE ahead.place = places.value AND ahead.is_first = 1
            )
        )
        """,
        (json.dumps(list(places)),),
    )


async def _overtake(conn: aiosqlite.Connection, place: str, due: str, row_id: int) -> bool:
    """Unmark the first row of a place where another goes before it and nobody began it."""
    cursor = await conn.execute(
        """
        UPDATE outbox INDEXED BY outbox_first SET is_first = 0
         WHERE place = ? AND is_first = 1 AND begun_at IS NULL AND dead_at IS NULL
           AND (due_at, id) > (?, ?)
        """,
        (place, due, row_id),
    )
    return cursor.rowcount > 0


def _matching(match: Mapping[str, Any]) -> tuple[str, list[Any]]:
    """Return the condition that a payload has some values, and what it is about."""
    # The names are literals: only so does SQLite find what is about one event by its index.
    wanted = "".join(f" AND json_extract(payload, '$.{name}') = ?" for name in match)
    return wanted, list(match.values())


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _numbers(ids: Iterable[int]) -> str:
    return json.dumps(list(ids))


def _row(row: aiosqlite.Row) -> Row:
    return Row(
        row["id"],
        row["kind"],
        row["place"],
        json.loads(row["payload"]),
        row["guild_id"],
        datetime.fromisoformat(row["due_at"]),
        row["attempts"],
        datetime.fromisoformat(row["begun_at"]) if row["begun_at"] else None,
    )


def _dead_letter(row: aiosqlite.Row) -> DeadLetter:
    return DeadLetter(
        _row(row),
        row["reason"],
        json.loads(row["details"]),
        datetime.fromisoformat(row["dead_at"]),
    )
