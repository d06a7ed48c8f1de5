"""Bring a database file to the newest schema, one whole step at a time."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from pathlib import Path

import aiosqlite

from bot.storage.database import connect
from bot.storage.problems import (
    CorruptDatabaseError,
    ForeignDatabaseError,
    MissingDatabaseError,
    NewerDatabaseError,
    OutdatedDatabaseError,
    told_plainly,
)

MIGRATIONS = Path(__file__).parents[2] / "migrations"


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
    """Return the steps a file still needs, all for none; raise DatabaseProblem."""
    if not path.exists():  # noqa: ASYNC240 - one stat at start, before anything is served
        return steps
    with told_plainly(path):
        async with _as_it_is(path) as conn:
            version = await _number(conn, "PRAGMA user_version")
            if steps and version > steps[-1].version:
                raise NewerDatabaseError(path)
            if not version and await _number(conn, "SELECT count(*) FROM sqlite_schema"):
                raise ForeignDatabaseError(path)
            todo = [step for step in steps if step.version > version]
            # Only before a change: reading a large file whole would delay every start.
            if todo and not await _is_sound(conn):
                raise CorruptDatabaseError(path)
    return todo


async def require_current(path: Path, steps: list[Migration]) -> None:
    """Raise DatabaseProblem unless the file is there and needs no step."""
    if not path.exists():  # noqa: ASYNC240 - one stat at start, before anything is served
        raise MissingDatabaseError(path)
    if await pending(path, steps):
        raise OutdatedDatabaseError(path)


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
    with told_plainly(path):
        path.parent.mkdir(parents=True, exist_ok=True)
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


@contextlib.asynccontextmanager
async def _as_it_is(path: Path) -> AsyncGenerator[aiosqlite.Connection, None]:
    """Open a file without creating it or changing its settings."""
    uri = f"{path.absolute().as_uri()}?mode=rw"  # noqa: ASYNC240 - it only joins names
    async with aiosqlite.connect(uri, uri=True, isolation_level=None) as conn:
        yield conn


async def _is_sound(conn: aiosqlite.Connection) -> bool:
    async with conn.execute("PRAGMA quick_check(1)") as cursor:
        row = await cursor.fetchone()
    return row is not None and row[0] == "ok"


async def _number(conn: aiosqlite.Connection, question: str) -> int:
    async with conn.execute(question) as cursor:
        row = await cursor.fetchone()
    return 0 if row is None else int(row[0])
