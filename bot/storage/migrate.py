"""Bring a database file to the newest schema, one whole step at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import aiosqlite

from bot.storage.database import connect

MIGRATIONS = Path(__file__).parents[2] / "migrations"


class NewerDatabaseError(Exception):
    """The file was written by a newer version of the bot."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered step, read from ``NNNN_what.sql``."""

    version: int
    name: str
    sql: str


def migrations(folder: Path = MIGRATIONS) -> list[Migration]:
    """Read every step, in order."""
    return [
        Migration(int(file.name[:4]), file.stem, file.read_text(encoding="utf-8"))
        for file in sorted(folder.glob("[0-9][0-9][0-9][0-9]_*.sql"))
    ]


async def pending(path: Path, steps: list[Migration]) -> list[Migration]:
    """Return the steps a file still needs; raise NewerDatabaseError for one from the future."""
    version = 0
    if path.exists():  # noqa: ASYNC240 - one stat at start, before anything is served
        conn = await connect(path)
        try:
            version = await _version(conn)
        finally:
            await conn.close()
    if steps and version > steps[-1].version:
        raise NewerDatabaseError
    return [step for step in steps if step.version > version]


async def migrate(
    path: Path,
    steps: list[Migration],
    *,
    done: Callable[[Migration], None] = lambda _: None,
) -> None:
    """Apply the steps a file still needs, each with its version in one transaction."""
    todo = await pending(path, steps)
    if not todo:
        return
    conn = await connect(path)
    try:
        for step in todo:
            await _apply(conn, step)
            done(step)
    finally:
        await conn.close()


async def _apply(conn: aiosqlite.Connection, step: Migration) -> None:
    try:
        await conn.execute("BEGIN IMMEDIATE")
        for statement in statements(step.sql):
            await conn.execute(statement)
        await conn.execute(f"PRAGMA user_version = {step.version:d}")
        await conn.commit()
    except BaseException:
        await conn.rollback()
        raise


def statements(sql: str) -> list[str]:
    """Split a script; ``executescript`` would commit first and could leave half a schema."""
    found: list[str] = []
    buffer = ""
    for line in sql.splitlines(keepends=True):
        buffer += line
        if sqlite3.complete_statement(buffer):
            found.append(buffer.strip())
            buffer = ""
    return found


async def _version(conn: aiosqlite.Connection) -> int:
    async with conn.execute("PRAGMA user_version") as cursor:
        row = await cursor.fetchone()
    return 0 if row is None else int(row[0])
