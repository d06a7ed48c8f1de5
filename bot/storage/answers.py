"""What people answered to events, in SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

import aiosqlite

from bot.domain.events import Answer, Attendee, Coming, Tally
from bot.domain.reminders import Lead, Way
from bot.domain.seats import Party
from bot.storage.database import first
from bot.storage.events import written

_WAITS = """
    coming = 'going' AND is_seated = 0
    AND (is_approved = 1 OR (SELECT by_approval FROM events WHERE id = ?1) = 0)
"""
"""Who waits for a seat that becomes free; where hosts decide, only whoever they approved of."""


async def get(conn: aiosqlite.Connection, event_id: int, user_id: int) -> Answer | None:
    """Return somebody's answer, or None."""
    query = "SELECT * FROM event_answers WHERE event_id = ? AND user_id = ?"
    row = await first(conn, query, (event_id, user_id))
    return None if row is None else _answer(row)


async def put(conn: aiosqlite.Connection, answer: Answer) -> None:
    """Keep an answer; whoever answers anew is reachable until the opposite shows."""
    await conn.execute(
        """
        INSERT INTO event_answers
               (event_id, user_id, coming, turn, is_seated, guests, size, lead, way, earlier,
                is_approved, confirm_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (event_id, user_id) DO UPDATE SET
               coming = excluded.coming, turn = excluded.turn, is_seated = excluded.is_seated,
               guests = excluded.guests, size = excluded.size, lead = excluded.lead,
               way = excluded.way, earlier = excluded.earlier,
               is_approved = excluded.is_approved, confirm_by = excluded.confirm_by,
               is_passed = 0, is_unreachable = 0
        """,
        (
            answer.event_id,
            answer.user_id,
            answer.coming,
            answer.turn,
            answer.is_seated,
            json.dumps(answer.guests),
            answer.size,
            answer.lead,
            answer.way,
            answer.earlier,
            answer.is_approved,
            written(answer.confirm_by) if answer.confirm_by and answer.is_seated else None,
        ),
    )


async def next_turn(conn: aiosqlite.Connection, event_id: int) -> int:
    """Return the turn of whoever answers now."""
    query = "SELECT coalesce(max(turn), 0) + 1 AS turn FROM event_answers WHERE event_id = ?"
    row = await first(conn, query, (event_id,))
    assert row is not None  # noqa: S101 - an aggregate has a row
    return row["turn"]


async def last_turn(conn: aiosqlite.Connection, event_id: int) -> int:
    """Return the turn of whoever answered last; 0 while nobody has."""
    return await next_turn(conn, event_id) - 1


async def seats(conn: aiosqlite.Connection, event_id: int) -> int:
    """Count the seats that are taken, those of guests without Discord too."""
    query = """
        SELECT coalesce(sum(size), 0)
               + (SELECT count(*) FROM event_guests WHERE event_id = ?1) AS seats
          FROM event_answers WHERE event_id = ?1 AND is_seated = 1
    """
    row = await first(conn, query, (event_id,))
    assert row is not None  # noqa: S101 - an aggregate has a row
    return row["seats"]


async def waiting(conn: aiosqlite.Connection, event_id: int) -> list[Party]:
    """Return those who wait for a seat that comes by itself, in their order."""
    query = f"""
        SELECT user_id, size FROM event_answers
         WHERE event_id = ?1 AND {_WAITS} AND is_held = 0 ORDER BY turn
    """
    rows = await conn.execute_fetchall(query, (event_id,))
    return [Party(row["user_id"], row["size"]) for row in rows]


async def ahead(conn: aiosqlite.Connection, answer: Answer) -> int:
    """Count who waits ahead of somebody."""
    query = (
        f"SELECT count(*) AS n FROM event_answers WHERE event_id = ?1 AND {_WAITS} AND turn < ?2"
    )
    row = await first(conn, query, (answer.event_id, answer.turn))
    return 0 if row is None else row["n"]


async def to_approve(
    conn: aiosqlite.Connection, event_id: int, *, after: int, limit: int
) -> list[Answer]:
    """Return who waits for their host's yes, in their order, behind a turn."""
    query = """
        SELECT * FROM event_answers
         WHERE event_id = ? AND turn > ? AND coming = 'going' AND is_seated = 0 AND is_approved = 0
         ORDER BY turn LIMIT ?
    """
    rows = await conn.execute_fetchall(query, (event_id, after, limit))
    return [_answer(row) for row in rows]


async def seat(conn: aiosqlite.Connection, event_id: int, user_ids: Iterable[int]) -> None:
    """Give people seats."""
    await conn.execute(
        "UPDATE event_answers SET is_seated = 1"
        " WHERE event_id = ? AND user_id IN (SELECT value FROM json_each(?))",
        (event_id, json.dumps(list(user_ids))),
    )


async def pass_over(
    conn: aiosqlite.Connection, event_id: int, user_ids: Iterable[int]
) -> list[int]:
    """Mark who was passed over; return those for whom it is the first time."""
    query = """
        UPDATE event_answers SET is_passed = 1
         WHERE event_id = ? AND is_passed = 0 AND user_id IN (SELECT value FROM json_each(?))
        RETURNING user_id
    """
    rows = await conn.execute_fetchall(query, (event_id, json.dumps(list(user_ids))))
    return [row["user_id"] for row in rows]


async def tally(conn: aiosqlite.Connection, event_id: int) -> Tally:
    """Count who answered what."""
    query = """
        SELECT CASE WHEN earlier IS NULL THEN coming ELSE 'asked' END AS answered, is_seated,
               count(*) AS people, sum(size) AS seats
          FROM event_answers WHERE event_id = ?1 GROUP BY answered, is_seated
         UNION ALL
        SELECT 'guest', 1, count(*), count(*) FROM event_guests WHERE event_id = ?1
    """
    rows = await conn.execute_fetchall(query, (event_id,))
    found = {(row["answered"], bool(row["is_seated"])): row for row in rows}

    def people(answered: str, *, is_seated: bool = False) -> int:
        row = found.get((answered, is_seated))
        return 0 if row is None else row["people"]

    seated, guests = found.get((Coming.GOING, True)), people("guest", is_seated=True)
    return Tally(
        going=people(Coming.GOING, is_seated=True),
        seats=guests + (0 if seated is None else seated["seats"]),
        waiting=people(Coming.GOING),
        maybe=people(Coming.MAYBE),
        no=people(Coming.NO),
        asked=people("asked"),
        guests=guests,
    )


async def names(
    conn: aiosqlite.Connection, guild_id: int, event_id: int, limit: int
) -> tuple[str, ...]:
    """Return how those are called who come and chose to be named, in their order."""
    query = """
        SELECT p.called FROM event_answers AS a
          JOIN attendees AS p ON p.guild_id = ? AND p.user_id = a.user_id
         WHERE a.event_id = ? AND a.is_seated = 1 AND p.is_named = 1 ORDER BY a.turn LIMIT ?
    """
    rows = await conn.execute_fetchall(query, (guild_id, event_id, limit))
    return tuple(row["called"] for row in rows)


async def concerned(
    conn: aiosqlite.Connection,
    event_id: int,
    *,
    after: int = 0,
    until: int | None = None,
    limit: int = -1,
) -> list[Answer]:
    """Return the answers of everybody who comes, waits or may come, in their order.

    ``after`` and ``until`` are the turns between which they are, ``limit`` is how many to return.
    """
    query = """
        SELECT * FROM event_answers
         WHERE event_id = ?1 AND turn > ?2 AND (?3 IS NULL OR turn <= ?3) AND coming != 'no'
         ORDER BY turn LIMIT ?4
    """
    rows = await conn.execute_fetchall(query, (event_id, after, until, limit))
    return [_answer(row) for row in rows]


async def to_tell(
    conn: aiosqlite.Connection, event_id: int, *, after: int, until: int, limit: int
) -> list[Answer]:
    """Return the answers between two turns of everybody who is told what becomes of an event.

    Those who are asked anew are told too; reminders and seats are not for them.
    """
    query = """
        SELECT * FROM event_answers
         WHERE event_id = ? AND turn > ? AND turn <= ? AND (coming != 'no' OR earlier IS NOT NULL)
         ORDER BY turn LIMIT ?
    """
    rows = await conn.execute_fetchall(query, (event_id, after, until, limit))
    return [_answer(row) for row in rows]


async def ask_anew(conn: aiosqlite.Connection, event_id: int) -> None:
    """Take every answer back and keep it as what was answered earlier, guests too."""
    await conn.execute(
        """
        UPDATE event_answers SET earlier = coming, coming = 'no', is_seated = 0, is_passed = 0,
               is_approved = 0, confirm_by = NULL
         WHERE event_id = ? AND coming != 'no'
        """,
        (event_id,),
    )


async def everybody(conn: aiosqlite.Connection, event_id: int) -> list[Answer]:
    """Return every answer to an event, in their order."""
    query = "SELECT * FROM event_answers WHERE event_id = ? ORDER BY turn"
    return [_answer(row) for row in await conn.execute_fetchall(query, (event_id,))]


async def set_reminder(
    conn: aiosqlite.Connection, event_id: int, user_id: int, lead: Lead, way: Way | None
) -> None:
    """Keep when and where somebody is reminded."""
    await conn.execute(
        "UPDATE event_answers SET lead = ?, way = ? WHERE event_id = ? AND user_id = ?",
        (lead, way, event_id, user_id),
    )


async def set_unreachable(conn: aiosqlite.Connection, event_id: int, user_id: int) -> None:
    """Keep that somebody refuses direct messages."""
    await conn.execute(
        "UPDATE event_answers SET is_unreachable = 1 WHERE event_id = ? AND user_id = ?",
        (event_id, user_id),
    )


async def of_person(
    conn: aiosqlite.Connection, user_id: int, guild_id: int | None = None
) -> list[Answer]:
    """Return somebody's answers, everywhere or in one server."""
    query = """
        SELECT a.* FROM event_answers AS a JOIN events AS e ON e.id = a.event_id
         WHERE a.user_id = ?1 AND (?2 IS NULL OR e.guild_id = ?2)
    """
    rows = await conn.execute_fetchall(query, (user_id, guild_id))
    return [_answer(row) for row in rows]


async def latest_of_series(
    conn: aiosqlite.Connection, series_id: int, user_ids: Sequence[int]
) -> dict[int, Answer]:
    """Return what people answered to the last date of a series that they answered."""
    query = """
        SELECT a.*, max(e.planned) FROM event_answers AS a JOIN events AS e ON e.id = a.event_id
         WHERE e.series_id = ? AND a.user_id IN (SELECT value FROM json_each(?)) GROUP BY a.user_id
    """
    rows = await conn.execute_fetchall(query, (series_id, json.dumps(list(user_ids))))
    return {row["user_id"]: _answer(row) for row in rows}


async def remove(conn: aiosqlite.Connection, event_id: int, user_id: int) -> None:
    """Forget one answer."""
    await conn.execute(
        "DELETE FROM event_answers WHERE event_id = ? AND user_id = ?", (event_id, user_id)
    )


async def leave_channels(conn: aiosqlite.Connection, guild_id: int, user_id: int) -> None:
    """Let no reminder mention somebody in a channel or thread of a server."""
    await conn.execute(
        "UPDATE event_answers SET way = NULL WHERE user_id = ?1 AND way = 'channel'"
        " AND event_id IN (SELECT id FROM events WHERE guild_id = ?2)",
        (user_id, guild_id),
    )


async def attendee(conn: aiosqlite.Connection, guild_id: int, user_id: int) -> Attendee:
    """Return how somebody appears in a server."""
    found = await attendees(conn, guild_id, (user_id,))
    return found.get(user_id, Attendee(user_id))


async def attendees(
    conn: aiosqlite.Connection, guild_id: int, user_ids: Sequence[int]
) -> dict[int, Attendee]:
    """Return how people appear in a server, those who ever answered there."""
    # CROSS JOIN: left to itself, SQLite reads everybody of a server first.
    query = """
        SELECT p.* FROM json_each(?) AS each
         CROSS JOIN attendees AS p ON p.guild_id = ? AND p.user_id = each.value
    """
    rows = await conn.execute_fetchall(query, (json.dumps(list(user_ids)), guild_id))
    return {row["user_id"]: _attendee(row) for row in rows}


async def is_known(conn: aiosqlite.Connection, user_id: int) -> bool:
    """Tell whether somebody ever answered, or hosted, an event anywhere."""
    query = "SELECT 1 FROM attendees WHERE user_id = ? LIMIT 1"
    return await first(conn, query, (user_id,)) is not None


async def present(conn: aiosqlite.Connection, guild_id: int) -> set[int]:
    """Return everybody who ever answered, or hosted, an event of a server."""
    query = "SELECT user_id FROM attendees WHERE guild_id = ?"
    return {row["user_id"] for row in await conn.execute_fetchall(query, (guild_id,))}


async def put_attendee(conn: aiosqlite.Connection, guild_id: int, attendee: Attendee) -> None:
    """Keep how somebody appears in a server."""
    await conn.execute(
        """
        INSERT OR REPLACE INTO attendees (guild_id, user_id, is_named, called, locale)
        VALUES (?, ?, ?, ?, ?)
        """,
        (guild_id, attendee.user_id, attendee.is_named, attendee.called, attendee.locale),
    )


async def forget_attendee(
    conn: aiosqlite.Connection, user_id: int, guild_id: int | None = None
) -> bool:
    """Forget how somebody appears, everywhere or in one server; tell whether they did."""
    cursor = await conn.execute(
        "DELETE FROM attendees WHERE user_id = ?1 AND (?2 IS NULL OR guild_id = ?2)",
        (user_id, guild_id),
    )
    return cursor.rowcount > 0


def _answer(row: aiosqlite.Row) -> Answer:
    return Answer(
        event_id=row["event_id"],
        user_id=row["user_id"],
        coming=Coming(row["coming"]),
        turn=row["turn"],
        is_seated=bool(row["is_seated"]),
        guests=tuple(json.loads(row["guests"])),
        lead=Lead(row["lead"]),
        way=Way(row["way"]) if row["way"] else None,
        is_unreachable=bool(row["is_unreachable"]),
        earlier=Coming(row["earlier"]) if row["earlier"] else None,
        is_approved=bool(row["is_approved"]),
        is_held=bool(row["is_held"]),
        confirm_by=datetime.fromisoformat(row["confirm_by"]) if row["confirm_by"] else None,
    )


def _attendee(row: aiosqlite.Row) -> Attendee:
    return Attendee(
        user_id=row["user_id"],
        is_named=None if row["is_named"] is None else bool(row["is_named"]),
        called=row["called"],
        locale=row["locale"],
    )
