"""The templates of servers, in SQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

import aiosqlite

from bot.domain.events import Kind, Second
from bot.domain.templates import Template
from bot.storage.database import first

_COLUMNS: Mapping[str, Callable[[Template], str | int | None]] = {
    "user_id": lambda each: each.user_id,
    "name": lambda each: each.name,
    "title": lambda each: each.title,
    "minutes": lambda each: int(each.length.total_seconds() // 60),
    "description": lambda each: each.description,
    "place": lambda each: each.place,
    "link": lambda each: each.link,
    "capacity": lambda each: each.capacity,
    "kind": lambda each: each.kind,
    "bring": lambda each: each.bring,
    "rain": lambda each: each.rain,
    "second_language": lambda each: each.second and each.second.language,
    "second_title": lambda each: each.second and each.second.title,
    "second_description": lambda each: each.second and each.second.description,
    "place_zone": lambda each: each.place_zone,
}
_ADD = f"""
    INSERT INTO event_templates (guild_id, {", ".join(_COLUMNS)})
    VALUES (?, {", ".join("?" for _ in _COLUMNS)}) RETURNING *
"""


async def add(conn: aiosqlite.Connection, guild_id: int, template: Template) -> Template:
    """Keep a new template and return it with its key."""
    values = (value(template) for value in _COLUMNS.values())
    row = await first(conn, _ADD, (guild_id, *values))
    assert row is not None  # noqa: S101 - an insert returns its row
    return _template(row)


async def of_server(conn: aiosqlite.Connection, guild_id: int) -> list[Template]:
    """Return a server's own templates, by name."""
    query = "SELECT * FROM event_templates WHERE guild_id = ? ORDER BY name COLLATE NOCASE, id"
    return [_template(row) for row in await conn.execute_fetchall(query, (guild_id,))]


async def remove(conn: aiosqlite.Connection, key: str) -> None:
    """Forget one."""
    await conn.execute("DELETE FROM event_templates WHERE id = ?", (int(key),))


async def forget(conn: aiosqlite.Connection, user_id: int) -> None:
    """Forget who made templates; others begin events from them too."""
    await conn.execute("UPDATE event_templates SET user_id = NULL WHERE user_id = ?", (user_id,))


def _template(row: aiosqlite.Row) -> Template:
    second = None
    if row["second_language"] is not None:
        second = Second(row["second_language"], row["second_title"], row["second_description"])
    return Template(
        key=str(row["id"]),
        name=row["name"],
        title=row["title"],
        length=timedelta(minutes=row["minutes"]),
        description=row["description"],
        place=row["place"],
        link=row["link"],
        capacity=row["capacity"],
        kind=Kind(row["kind"]) if row["kind"] else None,
        bring=row["bring"],
        rain=row["rain"],
        second=second,
        place_zone=row["place_zone"],
        user_id=row["user_id"],
    )
