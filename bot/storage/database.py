"""One SQLite file: a single writer, several readers."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import AsyncGenerator, Iterable
from pathlib import Path

import aiosqlite

from bot.errors import NotSavedError
from bot.storage.problems import prevents_saving, told_plainly

READERS = 3

Connection = aiosqlite.Connection
"""What services hand on from a transaction to storage; they need not know the driver."""

log = logging.getLogger(__name__)

_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    # FULL: what a member was told is saved is on disk.
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    # What is deleted is overwritten, which only some builds of SQLite do by themselves.
    "PRAGMA secure_delete = ON",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA cache_size = -8000",
)
CHANGES = 400
"""After so many changed rows the journal is written into the file, beside the work."""


class Database:
    """Hand out the writer for transactions and readers for questions."""

    def __init__(
        self,
        writer: aiosqlite.Connection,
        copier: aiosqlite.Connection,
        readers: tuple[aiosqlite.Connection, ...],
    ) -> None:
        self._writer = writer
        self._copier = copier
        self._copying: asyncio.Task[None] | None = None
        self._copied = 0
        self._is_closing = False
        self._writing = asyncio.Lock()
        self._all_readers = readers
        self._idle: asyncio.LifoQueue[aiosqlite.Connection] = asyncio.LifoQueue()
        for reader in readers:
            self._idle.put_nowait(reader)

    @classmethod
    async def open(cls, path: Path) -> Database:
        """Open a migrated database file; the schema is :mod:`bot.storage.migrate`'s business."""
        opened: list[aiosqlite.Connection] = []
        try:
            with told_plainly(path):
                for _ in range(2 + READERS):
                    opened.append(await connect(path))
                # Else every hundredth member would wait until that is written.
                await opened[0].execute("PRAGMA wal_autocheckpoint = 0")
                for reader in opened[2:]:
                    await reader.execute("PRAGMA query_only = ON")
        except BaseException:
            for connection in opened:
                await connection.close()
            raise
        return cls(opened[0], opened[1], tuple(opened[2:]))

    @contextlib.asynccontextmanager
    async def transaction(self) -> AsyncGenerator[aiosqlite.Connection, None]:
        """Lend the writer; commit when the block ends, roll back when it raises.

        Raises NotSavedError when the disk has no room, so that members are told.
        """
        async with self._writing:
            conn = self._writer
            try:
                # Inside the try: a cancelled BEGIN still runs on the connection's thread.
                await conn.execute("BEGIN IMMEDIATE")
                yield conn
                # Shielded: whoever is cancelled now must know that the work was saved.
                await asyncio.shield(conn.commit())
            except sqlite3.Error as error:
                await asyncio.shield(conn.rollback())
                if not prevents_saving(error):
                    raise
                log.error("nothing can be saved: %s", error)
                raise NotSavedError from error
            except BaseException:
                await asyncio.shield(conn.rollback())
                raise
        self._copy()

    @contextlib.asynccontextmanager
    async def reader(self) -> AsyncGenerator[aiosqlite.Connection, None]:
        """Lend a connection that can only read, with one unchanging view of the data."""
        conn = await self._idle.get()
        try:
            await conn.execute("BEGIN")
            yield conn
        finally:
            try:
                await asyncio.shield(conn.rollback())
            finally:
                self._idle.put_nowait(conn)

    @contextlib.asynccontextmanager
    async def glance(self) -> AsyncGenerator[aiosqlite.Connection, None]:
        """Lend a connection that can only read, where each question sees its own moment.

        To begin and to end one view would cost as much as two more questions.
        """
        conn = await self._idle.get()
        try:
            yield conn
        finally:
            self._idle.put_nowait(conn)

    async def close(self) -> None:
        """Let the transaction under way finish, then close every connection."""
        self._is_closing = True
        if self._copying is not None:
            await self._copying
        async with self._writing:
            for conn in (*self._all_readers, self._copier, self._writer):
                await conn.close()

    def _copy(self) -> None:
        """Begin to write the journal into the file, once enough has changed."""
        changes = self._writer.total_changes - self._copied
        is_copying = self._copying is not None and not self._copying.done()
        if changes >= CHANGES and not is_copying and not self._is_closing:
            self._copied += changes
            self._copying = asyncio.create_task(self._copy_beside(), name="database: journal")

    async def _copy_beside(self) -> None:
        """Copy while others write, then what came meanwhile, so that the journal begins anew."""
        try:
            if await self._checkpoint():
                async with self._writing:
                    await self._checkpoint()
        except sqlite3.Error as error:
            log.warning("the journal stays as it is for now: %s", error)

    async def _checkpoint(self) -> bool:
        """Write what readers let it write; tell whether something is left."""
        row = await first(self._copier, "PRAGMA wal_checkpoint(PASSIVE)")
        return row is not None and row["log"] != row["checkpointed"]


@contextlib.asynccontextmanager
async def savepoint(conn: aiosqlite.Connection) -> AsyncGenerator[None, None]:
    """Undo what a part of a transaction did when it raises; the rest stays."""
    await conn.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        await conn.execute("ROLLBACK TO part")
        await conn.execute("RELEASE part")
        raise
    await conn.execute("RELEASE part")


async def connect(path: Path) -> aiosqlite.Connection:
    """Open one connection with the settings that every connection shares."""
    conn = await aiosqlite.connect(path, isolation_level=None)
    try:
        for pragma in _PRAGMAS:
            await conn.execute(pragma)
    except BaseException:
        await conn.close()
        raise
    conn.row_factory = aiosqlite.Row
    return conn


async def first(
    conn: aiosqlite.Connection, query: str, values: Iterable[object] = ()
) -> aiosqlite.Row | None:
    """Return the first row, in one turn of the connection's thread where a cursor takes three."""
    rows = await conn.execute_fetchall(query, tuple(values))
    return next(iter(rows), None)
