"""Series of events, in SQL."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import aiosqlite

from bot.domain.repeats import Rule
from bot.domain.series import Series
from bot.storage.database import first
from bot.storage.events import written


async def add(conn: aiosqlite.Connection, series: Series) -> Series:
    """Keep a new series and return it with its number."""
    row = await first(
        conn,
        "INSERT INTO series (guild_id, host_id, rule, zone, first, reached, pattern_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING *",
        (series.server_id, *_values(series)),
    )
    assert row is not None  # noqa: S101 - an insert returns its row
    return _series(row, {})


async def get(conn: aiosqlite.Connection, series_id: int | None) -> Series | None:
    """Return one, or None."""
    if series_id is None:
        return None  # most events do not repeat, and clicks are to be quick
    row = await first(conn, "SELECT * FROM series WHERE id = ?", (series_id,))
    if row is None:
        return None
    query = "SELECT * FROM series_exceptions WHERE series_id = ?"
    found = await conn.execute_fetchall(query, (series_id,))
    return _series(row, {_wall(each["planned"]): _moment(each["starts_at"]) for each in found})


async def going_on(conn: aiosqlite.Connection, guild_id: int) -> list[Series]:
    """Return the series of a server of which more dates are made."""
    return await _many(conn, "s.guild_id = ?", (guild_id,))


async def of_regular(conn: aiosqlite.Connection, user_id: int, guild_id: int) -> list[Series]:
    """Return those of them to every date of which somebody comes."""
    regular = "s.id IN (SELECT series_id FROM series_regulars WHERE user_id = ?)"
    return await _many(conn, f"{regular} AND s.guild_id = ?", (user_id, guild_id))


async def save(conn: aiosqlite.Connection, series: Series) -> None:
    """Keep a series as it is now, with its exceptions."""
    await conn.execute(
        "UPDATE series SET host_id = ?, rule = ?, zone = ?, first = ?, reached = ?, pattern_id = ?"
        " WHERE id = ?",
        (*_values(series), series.id),
    )
    await conn.execute("DELETE FROM series_exceptions WHERE series_id = ?", (series.id,))
    await conn.executemany(
        "INSERT INTO series_exceptions (series_id, planned, starts_at) VALUES (?, ?, ?)",
        [
            (series.id, planned.isoformat(), None if moved is None else written(moved))
            for planned, moved in series.exceptions.items()
        ],
    )


async def remove(conn: aiosqlite.Connection, series_id: int) -> None:
    """Forget a series whose first date was never published."""
    await conn.execute("DELETE FROM series WHERE id = ?", (series_id,))


async def forget_host(conn: aiosqlite.Connection, user_id: int) -> None:
    """Forget whose series they were, and those that were only drafts."""
    await conn.execute("DELETE FROM series WHERE host_id = ? AND pattern_id IS NULL", (user_id,))
    await conn.execute("UPDATE series SET host_id = NULL WHERE host_id = ?", (user_id,))


async def hosted(
    conn: aiosqlite.Connection, user_id: int, guild_id: int | None = None
) -> list[int]:
    """Return the numbers of the series that somebody hosts, which have begun."""
    query = """
        SELECT id FROM series
         WHERE host_id = ?1 AND pattern_id IS NOT NULL AND (?2 IS NULL OR guild_id = ?2) ORDER BY id
    """
    rows = await conn.execute_fetchall(query, (user_id, guild_id))
    return [row["id"] for row in rows]


async def regulars(conn: aiosqlite.Connection, series_id: int) -> list[int]:
    """Return who comes to every date, in their order."""
    query = "SELECT user_id FROM series_regulars WHERE series_id = ? ORDER BY turn"
    return [row["user_id"] for row in await conn.execute_fetchall(query, (series_id,))]


async def is_regular(conn: aiosqlite.Connection, series_id: int | None, user_id: int) -> bool:
    """Tell whether somebody comes to every date."""
    if series_id is None:
        return False
    query = "SELECT 1 FROM series_regulars WHERE series_id = ? AND user_id = ?"
    return await first(conn, query, (series_id, user_id)) is not None


async def add_regular(conn: aiosqlite.Connection, series_id: int, user_id: int) -> None:
    """Let somebody come to every date; whoever does already keeps their turn."""
    await conn.execute(
        """
        INSERT INTO series_regulars (series_id, user_id, turn)
        SELECT ?1, ?2, coalesce(max(turn), 0) + 1 FROM series_regulars WHERE series_id = ?1
        ON CONFLICT (series_id, user_id) DO NOTHING
        """,
        (series_id, user_id),
    )


async def remove_regular(conn: aiosqlite.Connection, series_id: int, user_id: int) -> bool:
    """Let somebody no longer come to every date; tell whether they did."""
    cursor = await conn.execute(
        "DELETE FROM series_regulars WHERE series_id = ? AND user_id = ?", (series_id, user_id)
    )
    return cursor.rowcount > 0


async def forget_regular(
    conn: aiosqlite.Connection, user_id: int, guild_id: int | None = None
) -> bool:
    """Forget that somebody comes to every date, everywhere or in one server."""
    cursor = await conn.execute(
        """
        DELETE FROM series_regulars WHERE user_id = ?1
           AND (?2 IS NULL OR series_id IN (SELECT id FROM series WHERE guild_id = ?2))
        """,
        (user_id, guild_id),
    )
    return cursor.rowcount > 0


async def _many(conn: aiosqlite.Connection, which: str, values: tuple[int, ...]) -> list[Series]:
    which = f"{which} AND s.pattern_id IS NOT NULL AND s.host_id IS NOT NULL"
    rows = await conn.execute_fetchall(f"SELECT s.* FROM series AS s WHERE {which}", values)
    query = f"""
        SELECT x.* FROM series_exceptions AS x JOIN series AS s ON s.id = x.series_id WHERE {which}
    """
    exceptions: dict[int, dict[datetime, datetime | None]] = {}
    for each in await conn.execute_fetchall(query, values):
        of_one = exceptions.setdefault(each["series_id"], {})
        of_one[_wall(each["planned"])] = _moment(each["starts_at"])
    return [_series(row, exceptions.get(row["id"], {})) for row in rows]


def _values(series: Series) -> tuple[int | str | None, ...]:
    return (
        series.host_id,
        series.rule.text,
        series.zone,
        series.first.isoformat(),
        None if series.reached is None else series.reached.isoformat(),
        series.pattern_id,
    )


def _series(row: aiosqlite.Row, exceptions: Mapping[datetime, datetime | None]) -> Series:
    rule = Rule.parse(row["rule"])
    assert rule is not None  # noqa: S101 - written by a rule
    return Series(
        id=row["id"],
        server_id=row["guild_id"],
        host_id=row["host_id"],
        rule=rule,
        zone=row["zone"],
        first=_wall(row["first"]),
        reached=_wall(row["reached"]) if row["reached"] else None,
        pattern_id=row["pattern_id"],
        exceptions=exceptions,
    )


def _wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
