"""Announcements, in SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime

import aiosqlite

from bot.domain.addressees import Addressees, Term
from bot.domain.announcements import Announcement, State
from bot.storage.database import first

_COLUMNS = (
    "guild_id, user_id, locale, english, japanese, meant, but_not, channels, roles, pings_in,"
    " due_at, state, approved, approver_user_id, written_at"
)


async def add(conn: aiosqlite.Connection, announcement: Announcement) -> Announcement:
    """Keep a new one and return it with its number."""
    values = _values(announcement)
    places = ", ".join("?" * len(values))
    row = await first(
        conn, f"INSERT INTO announcements ({_COLUMNS}) VALUES ({places}) RETURNING *", values
    )
    assert row is not None  # noqa: S101 - an insert returns its row
    return _announcement(row)


async def save(conn: aiosqlite.Connection, announcement: Announcement) -> None:
    """Keep one as it is now."""
    values = _values(announcement)
    places = ", ".join("?" * len(values))
    await conn.execute(
        f"UPDATE announcements SET ({_COLUMNS}) = ({places}) WHERE id = ?",
        (*values, announcement.id),
    )


async def get(conn: aiosqlite.Connection, announcement_id: int) -> Announcement | None:
    """Return one, or None."""
    row = await first(conn, "SELECT * FROM announcements WHERE id = ?", (announcement_id,))
    return None if row is None else _announcement(row)


async def latest(
    conn: aiosqlite.Connection, guild_id: int, user_id: int, *, limit: int
) -> list[Announcement]:
    """Return those of a server, newest first; drafts only of one person."""
    query = """
        SELECT * FROM announcements WHERE guild_id = ? AND (state <> 'draft' OR user_id = ?)
         ORDER BY id DESC LIMIT ?
    """
    rows = await conn.execute_fetchall(query, (guild_id, user_id, limit))
    return [_announcement(row) for row in rows]


async def remove(conn: aiosqlite.Connection, announcement_id: int) -> None:
    """Forget a draft."""
    await conn.execute("DELETE FROM announcements WHERE id = ?", (announcement_id,))


async def is_known(conn: aiosqlite.Connection, user_id: int) -> bool:
    """Tell whether somebody wrote one, or let one go."""
    query = "SELECT 1 FROM announcements WHERE user_id = ?1 OR approver_user_id = ?1 LIMIT 1"
    return await first(conn, query, (user_id,)) is not None


async def forget(conn: aiosqlite.Connection, user_id: int) -> list[Announcement]:
    """Forget what somebody wrote that is posted nowhere, and whose the rest was; return that."""
    await conn.execute(
        """
        DELETE FROM announcements WHERE user_id = ?
           AND NOT EXISTS (SELECT 1 FROM announcement_copies WHERE announcement_id = id)
        """,
        (user_id,),
    )
    await conn.execute(
        "UPDATE announcements SET approver_user_id = NULL WHERE approver_user_id = ?", (user_id,)
    )
    query = "UPDATE announcements SET user_id = NULL WHERE user_id = ? RETURNING *"
    return [_announcement(row) for row in await conn.execute_fetchall(query, (user_id,))]


async def forget_old(
    conn: aiosqlite.Connection, *, drafts_before: datetime, before: datetime
) -> None:
    """Forget drafts nobody sent, and what was sent long ago; what is planned stays."""
    await conn.execute(
        """
        DELETE FROM announcements WHERE state = 'draft' AND written_at < ?
            OR state IN ('sent', 'recalled') AND max(written_at, coalesce(due_at, '')) < ?
        """,
        (_written(drafts_before), _written(before)),
    )


def _values(announcement: Announcement) -> tuple[object, ...]:
    due_at = announcement.due_at
    return (
        announcement.server_id,
        announcement.user_id,
        announcement.locale,
        announcement.english,
        announcement.japanese,
        _terms(announcement.addressees.meant),
        _terms(announcement.addressees.but_not),
        json.dumps(announcement.channels),
        json.dumps(announcement.roles),
        announcement.pings_in,
        None if due_at is None else _written(due_at),
        announcement.state,
        announcement.approved,
        announcement.approver_user_id,
        _written(announcement.written_at),
    )


def _terms(terms: Iterable[Term]) -> str:
    return json.dumps([str(term) for term in terms])


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _announcement(row: aiosqlite.Row) -> Announcement:
    meant, but_not = (
        tuple(Term.read(each) for each in json.loads(row[part])) for part in ("meant", "but_not")
    )
    return Announcement(
        id=row["id"],
        server_id=row["guild_id"],
        user_id=row["user_id"],
        locale=row["locale"],
        english=row["english"],
        japanese=row["japanese"],
        addressees=Addressees(meant, but_not),
        channels=tuple(json.loads(row["channels"])),
        roles=tuple(json.loads(row["roles"])),
        pings_in=row["pings_in"],
        due_at=datetime.fromisoformat(row["due_at"]) if row["due_at"] else None,
        state=State(row["state"]),
        approved=bool(row["approved"]),
        approver_user_id=row["approver_user_id"],
        written_at=datetime.fromisoformat(row["written_at"]),
    )
