"""One writer, several readers, and nothing half done."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.errors import NotSavedError
from bot.storage import state
from bot.storage.database import CHANGES, READERS, Database
from bot.storage.migrate import migrate, migrations


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    await migrate(tmp_path / "a.db", migrations())
    opened = await Database.open(tmp_path / "a.db")
    yield opened
    await opened.close()


async def value(db: Database, name: str = "a") -> str | None:
    async with db.reader() as conn:
        return await state.get(conn, name)


async def test_what_was_written_is_read(db: Database) -> None:
    async with db.transaction() as conn:
        await state.put(conn, "a", "1")

    assert await value(db) == "1"


async def test_a_failure_takes_everything_back(db: Database) -> None:
    async def fail() -> None:
        async with db.transaction() as conn:
            await state.put(conn, "a", "1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()

    assert await value(db) is None


async def test_being_cancelled_takes_everything_back_and_blocks_nobody(db: Database) -> None:
    begun = asyncio.Event()

    async def never_done() -> None:
        async with db.transaction() as conn:
            await state.put(conn, "a", "1")
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(never_done())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    async with db.transaction() as conn:
        await state.put(conn, "b", "2")
    assert (await value(db, "a"), await value(db, "b")) == (None, "2")


async def test_readers_see_only_what_is_finished(db: Database) -> None:
    async with db.transaction() as conn:
        await state.put(conn, "a", "1")
        assert await value(db) is None


async def test_a_reader_keeps_its_view(db: Database) -> None:
    async with db.reader() as conn:
        assert await state.get(conn, "a") is None
        async with db.transaction() as writer:
            await state.put(writer, "a", "1")
        assert await state.get(conn, "a") is None


async def test_readers_cannot_write(db: Database) -> None:
    async with db.reader() as conn:
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            await state.put(conn, "a", "1")


async def test_more_readers_than_there_are_wait_their_turn(db: Database) -> None:
    assert await asyncio.gather(*(value(db) for _ in range(READERS * 3))) == [None] * READERS * 3


async def test_transactions_come_one_after_the_other(db: Database) -> None:
    async def add_one() -> None:
        async with db.transaction() as conn:
            before = int(await state.get(conn, "n") or 0)
            await asyncio.sleep(0)
            await state.put(conn, "n", str(before + 1))

    await asyncio.gather(*(add_one() for _ in range(20)))

    assert await value(db, "n") == "20"


async def test_every_connection_is_as_safe_as_it_should_be(db: Database) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    async with db.transaction() as writer, db.reader() as reader:
        for conn in (writer, reader):
            for pragma, setting in wanted.items():
                (row,) = await conn.execute_fetchall(f"PRAGMA {pragma}")
                assert row[0] == setting


async def test_a_full_disk_is_a_refusal_and_changes_nothing(db: Database) -> None:
    async with db.transaction() as conn:
        await state.put(conn, "a", "before")
        ((pages,),) = await conn.execute_fetchall("PRAGMA page_count")
        await conn.execute_fetchall(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(NotSavedError):
        async with db.transaction() as conn:
            await state.put(conn, "a", "after" * 10_000)

    assert await value(db) == "before"
    async with db.transaction() as conn:
        await state.put(conn, "a", "room again")
    assert await value(db) == "room again"


async def test_another_failure_is_no_refusal(db: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        async with db.transaction() as conn:
            await conn.execute("SELECT * FROM recipes")


async def test_a_reader_that_is_cancelled_at_any_step_is_lent_again(db: Database) -> None:
    for steps in range(40):
        task = asyncio.create_task(value(db))
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        # Once more while it gives the reader back.
        task = asyncio.create_task(value(db))
        while not task.done() and steps:
            await asyncio.sleep(0)
            steps -= 1
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    async with asyncio.timeout(5), db.reader(), db.reader(), db.reader():
        pass


async def test_the_journal_begins_anew_while_work_goes_on(db: Database, tmp_path: Path) -> None:
    sizes: list[int] = []
    for number in range(12):
        async with db.transaction() as conn:
            rows = [(f"{each}", f"{number:02}" * 500) for each in range(CHANGES)]
            await conn.executemany("INSERT OR REPLACE INTO bot_state VALUES (?, ?)", rows)
        assert db._copying is not None
        await db._copying
        sizes.append((tmp_path / "a.db-wal").stat().st_size)

    assert max(sizes) < 3 * sizes[0]
    assert await value(db, "1") == "11" * 500
