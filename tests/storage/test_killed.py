"""Processes that are killed in the middle: all of it is there afterwards, or nothing."""

from __future__ import annotations

import asyncio
import csv
import itertools
import shutil
import sqlite3
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.app import open_services
from bot.domain.placements import When
from bot.storage.migrate import migrate, migrations
from tests.storage.killing import run, start

NOW = datetime(2026, 1, 1, tzinfo=UTC)
PEOPLE = 600


def migrating(_: Connection) -> None:
    asyncio.run(migrate(Path("a.db"), migrations()))


def importing(_: Connection) -> None:
    main(["import", "people.csv"])


def editing(_: Connection) -> None:
    async def edit() -> None:
        async with open_services(Path("a.db"), clock=lambda: NOW) as services:
            await services.placements.add(7, prefecture="02", since=When(2008), town="Hirosaki")

    asyncio.run(edit())


def editing_on_and_on(tells: Connection) -> None:
    async def edit() -> None:
        async with open_services(Path("a.db")) as services:
            for n in itertools.count(1):
                await services.profiles.describe(7, name=f"Name {n}", about=f"About {n}")
                tells.send(n)

    asyncio.run(edit())


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Read every table of a database that must be sound, the search index included."""
    with sqlite3.connect(path) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
        tables = conn.execute("SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE TABLE%'")
        return {
            name: conn.execute(f"SELECT * FROM '{name}'").fetchall()  # noqa: S608
            for (name,) in tables.fetchall()
        }


def version(path: Path) -> int:
    with sqlite3.connect(path) as conn:
        return conn.execute("PRAGMA user_version").fetchone()[0]


async def test_a_killed_migration_leaves_whole_steps(tmp_path: Path) -> None:
    whole: list[set[str]] = []
    for step in range(len(migrations()) + 1):
        path = tmp_path / f"{step}.db"
        await migrate(path, migrations()[:step])
        whole.append(set(content(path)))
    statements = run(tmp_path, migrating)

    for dies_at in range(2, statements, 9):
        folder = tmp_path / f"killed-{dies_at}"
        folder.mkdir()
        run(folder, migrating, dies_at=dies_at)
        assert set(content(folder / "a.db")) == whole[version(folder / "a.db")]
        run(folder, migrating)
        assert set(content(folder / "a.db")) == whole[-1]


async def test_a_killed_import_leaves_everybody_or_nobody(tmp_path: Path) -> None:
    await migrate(tmp_path / "a.db", migrations())
    with (tmp_path / "people.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["discord_id", "name", "prefecture", "since"])
        rows.writerows([100 + n, f"Person {n}", "02", "2008"] for n in range(PEOPLE))
    shutil.copytree(tmp_path, tmp_path / "whole")
    statements = run(tmp_path / "whole", importing)
    everybody = content(tmp_path / "whole" / "a.db")["placements"]
    assert len(everybody) == PEOPLE

    for dies_at in (statements // 2, statements - 8, statements - 1):
        run(tmp_path, importing, dies_at=dies_at)
        left = content(tmp_path / "a.db")
        assert len(left["profiles"]) == len(left["placements"])
        assert left["placements"] in ([], everybody)


async def test_a_killed_edit_leaves_all_of_it_or_nothing(tmp_path: Path) -> None:
    async with open_services(tmp_path / "a.db") as services:
        await services.profiles.describe(7, name="Hana")
        await services.listings.list_me(7, 1)
    before = content(tmp_path / "a.db")
    shutil.copytree(tmp_path, tmp_path / "whole")
    statements = run(tmp_path / "whole", editing)
    after = content(tmp_path / "whole" / "a.db")
    assert after["placements"] != before["placements"]

    found = []
    for dies_at in range(statements - 12, statements, 2):
        shutil.copy(tmp_path / "a.db", tmp_path / "copy.db")
        run(tmp_path, editing, dies_at=dies_at)
        found.append(content(tmp_path / "a.db"))
        shutil.move(tmp_path / "copy.db", tmp_path / "a.db")

    assert all(each in (before, after) for each in found)
    assert before in found


@pytest.mark.parametrize("saved", [1, 7, 30])
def test_what_somebody_was_told_is_saved_survives_the_kill(tmp_path: Path, saved: int) -> None:
    process, hears = start(tmp_path, editing_on_and_on)
    told = [hears.recv() for _ in range(saved)]
    process.kill()
    process.join()

    ((name, about),) = ((row[2], row[11]) for row in content(tmp_path / "a.db")["profiles"])
    number = int(name.removeprefix("Name "))
    assert number >= told[-1]
    assert about == f"About {number}"
