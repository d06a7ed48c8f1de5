"""Events, in SQL."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime

import aiosqlite

from bot.domain.admission import Admission, By
from bot.domain.events import Change, Event, Kind, Second, State
from bot.storage.database import first

Written = str | int | None

_COLUMNS: Mapping[str, Callable[[Event], Written]] = {
    "guild_id": lambda event: event.server_id,
    "host_id": lambda event: event.host_id,
    "title": lambda event: event.title,
    "description": lambda event: event.description,
    "place": lambda event: event.place,
    "link": lambda event: event.link,
    "code": lambda event: event.code,
    "channel_id": lambda event: event.channel_id,
    "parent_id": lambda event: event.parent_id,
    "starts_at": lambda event: written(event.starts_at),
    "ends_at": lambda event: written(event.ends_at),
    "zone": lambda event: event.zone,
    "capacity": lambda event: event.capacity,
    "state": lambda event: event.state,
    "version": lambda event: event.version,
    "changed_at": lambda event: written(event.changed_at),
    "kind": lambda event: event.kind,
    "bring": lambda event: event.bring,
    "rain": lambda event: event.rain,
    "second_language": lambda event: event.second and event.second.language,
    "second_title": lambda event: event.second and event.second.title,
    "second_description": lambda event: event.second and event.second.description,
    "place_zone": lambda event: event.place_zone,
    "has_place": lambda event: event.has_place,
    "series_id": lambda event: event.series_id,
    "planned": lambda event: None if event.planned is None else event.planned.isoformat(),
    "admits_by": lambda event: event.admission.by,
    "admits": lambda event: json.dumps(event.admission.of),
    "closes_at": lambda event: event.closes_at and written(event.closes_at),
    "by_approval": lambda event: event.by_approval,
}
"""What is kept as the event says it; its card and its thread are what became of it."""
_ADD = f"""
    INSERT INTO events ({", ".join(_COLUMNS)}) VALUES ({", ".join("?" for _ in _COLUMNS)})
    RETURNING *
"""
_SAVE = f"UPDATE events SET {', '.join(f'{name} = ?' for name in _COLUMNS)} WHERE id = ?"


async def add(conn: aiosqlite.Connection, event: Event) -> Event:
    """Keep a new event and return it with its number."""
    row = await first(conn, _ADD, _values(event))
    assert row is not None  # noqa: S101 - an insert returns its row
    return _event(row)


async def get(conn: aiosqlite.Connection, event_id: int) -> Event | None:
    """Return one, or None."""
    row = await first(conn, "SELECT * FROM events WHERE id = ?", (event_id,))
    return None if row is None else _event(row)


async def get_many(conn: aiosqlite.Connection, event_ids: Iterable[int]) -> dict[int, Event]:
    """Return several, by their numbers, those that are there."""
    query = "SELECT e.* FROM json_each(?) AS each JOIN events AS e ON e.id = each.value"
    rows = await conn.execute_fetchall(query, (json.dumps(list(event_ids)),))
    return {row["id"]: _event(row) for row in rows}


async def save(conn: aiosqlite.Connection, event: Event) -> None:
    """Keep an event as it is now; which message is its card stays."""
    await conn.execute(_SAVE, (*_values(event), event.id))


async def set_message(conn: aiosqlite.Connection, event_id: int, message_id: int | None) -> None:
    """Keep which message is the card; None when it is gone."""
    await conn.execute("UPDATE events SET message_id = ? WHERE id = ?", (message_id, event_id))


async def set_thread(
    conn: aiosqlite.Connection, event_id: int, thread_id: int | None, *, is_private: bool = False
) -> None:
    """Keep which thread was opened for it; None when that is gone."""
    await conn.execute(
        "UPDATE events SET thread_id = ?, thread_is_private = ?, thread_full_at = NULL"
        " WHERE id = ?",
        (thread_id, is_private, event_id),
    )


async def set_full(conn: aiosqlite.Connection, event_id: int, at: datetime | None) -> None:
    """Keep when its thread took nobody more; None when somebody left it since."""
    full_at = None if at is None else written(at)
    await conn.execute("UPDATE events SET thread_full_at = ? WHERE id = ?", (full_at, event_id))


async def open_in(conn: aiosqlite.Connection, guild_id: int, now: datetime) -> list[Event]:
    """Return every published event of a server that is not over."""
    query = """
        SELECT * FROM events WHERE guild_id = ? AND state = 'published' AND ends_at > ? ORDER BY id
    """
    rows = await conn.execute_fetchall(query, (guild_id, written(now)))
    return [_event(row) for row in rows]


async def threads(conn: aiosqlite.Connection, guild_id: int) -> set[int]:
    """Return the threads of a server that are known."""
    query = "SELECT thread_id FROM events WHERE guild_id = ? AND thread_id IS NOT NULL"
    return {row["thread_id"] for row in await conn.execute_fetchall(query, (guild_id,))}


async def remove(conn: aiosqlite.Connection, event_id: int) -> None:
    """Forget a draft."""
    await conn.execute("DELETE FROM events WHERE id = ?", (event_id,))


async def between(
    conn: aiosqlite.Connection,
    guild_id: int,
    since: datetime,
    until: datetime,
    *,
    now: datetime,
    is_over: bool,
    limit: int,
    code: str | None = None,
    kind: Kind | None = None,
) -> list[Event]:
    """Return published events of a server that start in a span: to come, or over, nearest first."""
    end, order = ("<=", "DESC") if is_over else (">", "ASC")
    query = f"""
        SELECT * FROM events
         WHERE guild_id = ?1 AND state = 'published' AND starts_at >= ?2 AND starts_at < ?3
           AND ends_at {end} ?4 AND (?5 IS NULL OR code = ?5) AND (?6 IS NULL OR kind = ?6)
         ORDER BY starts_at {order}, id {order} LIMIT ?7
    """
    values = (guild_id, written(since), written(until), written(now), code, kind, limit)
    return [_event(row) for row in await conn.execute_fetchall(query, values)]


async def of_host(conn: aiosqlite.Connection, guild_id: int, host_id: int) -> list[Event]:
    """Return the events that somebody hosts in a server, drafts too, newest first."""
    query = "SELECT * FROM events WHERE host_id = ? AND guild_id = ? ORDER BY id DESC"
    rows = await conn.execute_fetchall(query, (host_id, guild_id))
    return [_event(row) for row in rows]


async def of_series(conn: aiosqlite.Connection, series_id: int) -> list[Event]:
    """Return the dates of a series that were made, in the order planned."""
    query = "SELECT * FROM events WHERE series_id = ? ORDER BY planned"
    return [_event(row) for row in await conn.execute_fetchall(query, (series_id,))]


async def last_of_series(conn: aiosqlite.Connection, guild_id: int) -> list[Event]:
    """Return of each series of a server the last date that was made, drafts left out."""
    query = """
        SELECT e.* FROM series AS s JOIN events AS e ON e.id =
               (SELECT id FROM events WHERE series_id = s.id ORDER BY planned DESC LIMIT 1)
         WHERE s.guild_id = ? AND s.pattern_id IS NOT NULL ORDER BY e.starts_at DESC
    """
    return [_event(row) for row in await conn.execute_fetchall(query, (guild_id,))]


async def plan_anew(
    conn: aiosqlite.Connection, series_id: int, planned: Mapping[int, datetime]
) -> None:
    """Keep for when dates of a series (by number) are planned now."""
    # Two may change places, and neither may be there twice meanwhile.
    await conn.execute(
        "UPDATE events SET series_id = NULL WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(planned)),),
    )
    await conn.executemany(
        "UPDATE events SET series_id = ?, planned = ? WHERE id = ?",
        [(series_id, wall.isoformat(), event_id) for event_id, wall in planned.items()],
    )


async def answered_by(conn: aiosqlite.Connection, user_id: int) -> list[Event]:
    """Return the published events that somebody answered, everywhere, soonest first."""
    query = """
        SELECT e.* FROM event_answers AS a JOIN events AS e ON e.id = a.event_id
         WHERE a.user_id = ? AND e.state = 'published' ORDER BY e.starts_at, e.id
    """
    return [_event(row) for row in await conn.execute_fetchall(query, (user_id,))]


async def add_change(conn: aiosqlite.Connection, before: Event, *, asks_anew: bool = False) -> int:
    """Keep what an event was like, for those who are told of the change."""
    row = await first(
        conn,
        """
        INSERT INTO event_changes (event_id, starts_at, ends_at, place, link, asks_anew)
        VALUES (?, ?, ?, ?, ?, ?) RETURNING id
        """,
        (
            before.id,
            written(before.starts_at),
            written(before.ends_at),
            before.place,
            before.link,
            asks_anew,
        ),
    )
    assert row is not None  # noqa: S101 - an insert returns its row
    return row["id"]


async def change(conn: aiosqlite.Connection, change_id: int) -> Change | None:
    """Return what an event was like before a change, or None."""
    row = await first(conn, "SELECT * FROM event_changes WHERE id = ?", (change_id,))
    if row is None:
        return None
    return Change(
        id=row["id"],
        event_id=row["event_id"],
        starts_at=datetime.fromisoformat(row["starts_at"]),
        ends_at=datetime.fromisoformat(row["ends_at"]),
        place=row["place"],
        link=row["link"],
        asks_anew=bool(row["asks_anew"]),
    )


async def forget_host(conn: aiosqlite.Connection, user_id: int) -> Sequence[Event]:
    """Forget whose events they were, and delete drafts; return those that go on."""
    await conn.execute("DELETE FROM events WHERE host_id = ? AND state = 'draft'", (user_id,))
    query = "UPDATE events SET host_id = NULL WHERE host_id = ? RETURNING *"
    return [_event(row) for row in await conn.execute_fetchall(query, (user_id,))]


def written(moment: datetime) -> str:
    """Write a moment so that texts sort as moments do."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _values(event: Event) -> tuple[Written, ...]:
    return tuple(value(event) for value in _COLUMNS.values())


def _event(row: aiosqlite.Row) -> Event:
    return Event(
        id=row["id"],
        server_id=row["guild_id"],
        host_id=row["host_id"],
        title=row["title"],
        description=row["description"],
        place=row["place"],
        link=row["link"],
        code=row["code"],
        channel_id=row["channel_id"],
        parent_id=row["parent_id"],
        message_id=row["message_id"],
        starts_at=datetime.fromisoformat(row["starts_at"]),
        ends_at=datetime.fromisoformat(row["ends_at"]),
        zone=row["zone"],
        capacity=row["capacity"],
        state=State(row["state"]),
        version=row["version"],
        changed_at=datetime.fromisoformat(row["changed_at"]),
        kind=Kind(row["kind"]) if row["kind"] else None,
        bring=row["bring"],
        rain=row["rain"],
        second=_second(row),
        place_zone=row["place_zone"],
        has_place=bool(row["has_place"]),
        thread_id=row["thread_id"],
        thread_is_private=bool(row["thread_is_private"]),
        thread_full_at=_moment(row["thread_full_at"]),
        series_id=row["series_id"],
        planned=_moment(row["planned"]),
        admission=Admission(By(row["admits_by"]), tuple(json.loads(row["admits"]))),
        closes_at=_moment(row["closes_at"]),
        by_approval=bool(row["by_approval"]),
    )


def _second(row: aiosqlite.Row) -> Second | None:
    if row["second_language"] is None:
        return None
    return Second(row["second_language"], row["second_title"], row["second_description"])


def _moment(kept: str | None) -> datetime | None:
    return None if kept is None else datetime.fromisoformat(kept)
