"""Changes of events that their hosts look at before they save them, in SQL."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import aiosqlite

from bot.domain.events import Kind, Second
from bot.storage.database import first
from bot.storage.events import written


@dataclass(frozen=True, slots=True)
class Kept:
    """What somebody was shown; ``told`` is how many people were told, once it is saved."""

    id: int
    event_id: int
    user_id: int
    version: int
    said: Mapping[str, Any]
    told: int | None


async def add(
    conn: aiosqlite.Connection,
    event_id: int,
    user_id: int,
    version: int,
    said: Mapping[str, Any],
    *,
    at: datetime,
) -> int:
    """Keep what somebody looks at, instead of what they looked at and did not save."""
    await conn.execute(
        "DELETE FROM event_previews WHERE event_id = ? AND user_id = ? AND told IS NULL",
        (event_id, user_id),
    )
    row = await first(
        conn,
        """
        INSERT INTO event_previews (event_id, user_id, version, said, made_at)
        VALUES (?, ?, ?, ?, ?) RETURNING id
        """,
        (event_id, user_id, version, json.dumps(said, default=_plain), written(at)),
    )
    assert row is not None  # noqa: S101 - an insert returns its row
    return row["id"]


async def get(conn: aiosqlite.Connection, preview_id: int) -> Kept | None:
    """Return one, or None."""
    row = await first(conn, "SELECT * FROM event_previews WHERE id = ?", (preview_id,))
    if row is None:
        return None
    return Kept(
        id=row["id"],
        event_id=row["event_id"],
        user_id=row["user_id"],
        version=row["version"],
        said=json.loads(row["said"], object_hook=_whole),
        told=row["told"],
    )


async def set_told(conn: aiosqlite.Connection, preview_id: int, told: int) -> None:
    """Keep that one was saved."""
    await conn.execute("UPDATE event_previews SET told = ? WHERE id = ?", (told, preview_id))


async def remove(conn: aiosqlite.Connection, preview_id: int) -> None:
    """Forget one that is not wanted."""
    await conn.execute("DELETE FROM event_previews WHERE id = ?", (preview_id,))


async def drop_older(conn: aiosqlite.Connection, than: datetime) -> None:
    """Forget all that were made before a moment."""
    await conn.execute("DELETE FROM event_previews WHERE made_at < ?", (written(than),))


async def forget(conn: aiosqlite.Connection, user_id: int) -> None:
    """Forget what one person looked at."""
    await conn.execute("DELETE FROM event_previews WHERE user_id = ?", (user_id,))


def _plain(value: object) -> Mapping[str, Any]:
    if isinstance(value, datetime):
        return {"moment": written(value)}
    if isinstance(value, timedelta):
        return {"seconds": value.total_seconds()}
    if isinstance(value, Second):
        return {"language": value.language, "title": value.title, "description": value.description}
    raise TypeError(value)


def _whole(read: dict[str, Any]) -> Any:
    if read.keys() == {"moment"}:
        return datetime.fromisoformat(read["moment"])
    if read.keys() == {"seconds"}:
        return timedelta(seconds=read["seconds"])
    if "language" in read:
        return Second(**read)
    if read.get("kind"):
        read["kind"] = Kind(read["kind"])
    return read
