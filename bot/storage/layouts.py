"""Layouts of servers, and what of Discord is the bot's own, in SQL."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

import aiosqlite

from bot.domain.layout import Kind, Layout, Making, Shape
from bot.domain.layout.held import Held
from bot.domain.layout.steps import shape_as_json, shape_from_json
from bot.storage.database import first


async def layouts(conn: aiosqlite.Connection, guild_id: int) -> dict[str, Layout]:
    """Return the families that have a layout."""
    query = "SELECT family, layout FROM layouts WHERE guild_id = ?"
    rows = await conn.execute_fetchall(query, (guild_id,))
    return {row["family"]: Layout(row["layout"]) for row in rows}


async def set_layout(
    conn: aiosqlite.Connection, guild_id: int, family: str, layout: Layout | None
) -> None:
    """Let a family live so from now on; None is nowhere."""
    if layout is None:
        await conn.execute(
            "DELETE FROM layouts WHERE guild_id = ? AND family = ?", (guild_id, family)
        )
        return
    await conn.execute(
        """
        INSERT INTO layouts (guild_id, family, layout) VALUES (?, ?, ?)
        ON CONFLICT (guild_id, family) DO UPDATE SET layout = excluded.layout
        """,
        (guild_id, family, layout),
    )


async def ticks(conn: aiosqlite.Connection, guild_id: int) -> dict[tuple[Kind, str], int]:
    """Return what an admin ticked to be adopted: by kind and region."""
    query = "SELECT kind, code, thing FROM layout_ticks WHERE guild_id = ?"
    rows = await conn.execute_fetchall(query, (guild_id,))
    return {(Kind(row["kind"]), row["code"]): row["thing"] for row in rows}


async def put_ticks(
    conn: aiosqlite.Connection, guild_id: int, ticked: Mapping[tuple[Kind, str], int]
) -> None:
    """Replace what is ticked."""
    await conn.execute("DELETE FROM layout_ticks WHERE guild_id = ?", (guild_id,))
    await conn.executemany(
        "INSERT INTO layout_ticks (guild_id, kind, code, thing) VALUES (?, ?, ?, ?)",
        [(guild_id, kind, code, thing) for (kind, code), thing in ticked.items()],
    )


async def held(conn: aiosqlite.Connection, guild_id: int) -> dict[str, Held]:
    """Return all that the bot made or adopted, by its key."""
    query = "SELECT * FROM layout_things WHERE guild_id = ? ORDER BY key"
    rows = await conn.execute_fetchall(query, (guild_id,))
    return {row["key"]: _held(row) for row in rows}


async def get(conn: aiosqlite.Connection, guild_id: int, key: str) -> Held | None:
    """Return what the bot has for a key, or None."""
    query = "SELECT * FROM layout_things WHERE guild_id = ? AND key = ?"
    row = await first(conn, query, (guild_id, key))
    return None if row is None else _held(row)


async def ids(conn: aiosqlite.Connection, guild_id: int) -> dict[str, int]:
    """Return the ids of all that the bot has, by their keys."""
    query = "SELECT key, thing FROM layout_things WHERE guild_id = ?"
    return {row["key"]: row["thing"] for row in await conn.execute_fetchall(query, (guild_id,))}


async def put(conn: aiosqlite.Connection, guild_id: int, thing: Held) -> None:
    """Keep something of the bot's as it is now."""
    await conn.execute(
        """
        INSERT INTO layout_things (guild_id, key, thing, making, asked, kept)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (guild_id, key) DO UPDATE SET
            thing = excluded.thing, making = excluded.making, asked = excluded.asked,
            kept = excluded.kept
        """,
        (
            guild_id,
            thing.key,
            thing.id,
            thing.making,
            written(thing.asked),
            None if thing.kept is None else written(thing.kept),
        ),
    )


async def remove(conn: aiosqlite.Connection, guild_id: int, key: str) -> None:
    """Forget something that is gone or given back."""
    await conn.execute("DELETE FROM layout_things WHERE guild_id = ? AND key = ?", (guild_id, key))


async def roles_made(conn: aiosqlite.Connection, guild_id: int, *, since: datetime) -> int:
    """Count the roles that the bot made in a server since a moment."""
    query = """
        SELECT count(*) AS number
          FROM layout_steps AS s JOIN layout_jobs AS j ON j.id = s.job
         WHERE j.guild_id = ? AND s.done_at >= ?
           AND s.step ->> 'verb' = 'create' AND s.step ->> '$.shape.kind' = 'role'
    """
    row = await first(conn, query, (guild_id, since.isoformat()))
    return row["number"] if row else 0


def written(shape: Shape) -> str:
    """Write a shape as JSON."""
    return json.dumps(shape_as_json(shape))


def _held(row: aiosqlite.Row) -> Held:
    return Held(
        key=row["key"],
        id=row["thing"],
        making=Making(row["making"]),
        asked=shape_from_json(json.loads(row["asked"])),
        kept=shape_from_json(json.loads(row["kept"])) if row["kept"] else None,
    )
