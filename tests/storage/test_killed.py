"""Processes that are killed in the middle: all of it is there afterwards, or nothing."""

from __future__ import annotations

import csv
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bot.app import open_services
from bot.storage.migrate import migrate, migrations

ROOT = Path(__file__).parents[2]
KILLING = Path(__file__).with_name("killing.py")
NEVER = 10**9
PEOPLE = 600

MIGRATE = """
import asyncio, pathlib
from bot.storage.migrate import migrate, migrations
asyncio.run(migrate(pathlib.Path("a.db"), migrations()))
"""
IMPORT = """
from bot.__main__ import main
main(["import", "people.csv"])
"""
EDIT = """
import asyncio, datetime, pathlib
from bot.app import open_services
from bot.domain.placements import When

async def edit():
    now = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    async with open_services(pathlib.Path("a.db"), clock=lambda: now) as services:
        await services.placements.add(7, prefecture="02", since=When(2008), town="Hirosaki")

asyncio.run(edit())
"""
MANY_EDITS = """
import asyncio, itertools, pathlib
from bot.app import open_services

async def edit():
    async with open_services(pathlib.Path("a.db")) as services:
        for n in itertools.count(1):
            await services.profiles.describe(7, name=f"Name {n}", about=f"About {n}")
            print(n, flush=True)

asyncio.run(edit())
"""


def start(folder: Path, code: str, *, dies_at: int = NEVER) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, KILLING, str(dies_at), code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "DATABASE_PATH": "a.db"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def run(folder: Path, code: str, *, dies_at: int = NEVER) -> int:
    """Run code until it ends or dies; return the number of statements it carried out."""
    counted = f"{code}\nprint('statements', next(STATEMENTS))"
    with start(folder, counted, dies_at=dies_at) as process:
        said, _ = process.communicate(timeout=60)
    assert process.returncode == (0 if dies_at == NEVER else -signal.SIGKILL)
    return int(said.split()[-1]) if dies_at == NEVER else dies_at


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
    statements = run(tmp_path, MIGRATE)

    for dies_at in range(2, statements, 9):
        folder = tmp_path / f"killed-{dies_at}"
        folder.mkdir()
        run(folder, MIGRATE, dies_at=dies_at)
        assert set(content(folder / "a.db")) == whole[version(folder / "a.db")]
        run(folder, MIGRATE)
        assert set(content(folder / "a.db")) == whole[-1]


async def test_a_killed_import_leaves_everybody_or_nobody(tmp_path: Path) -> None:
    await migrate(tmp_path / "a.db", migrations())
    with (tmp_path / "people.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["discord_id", "name", "prefecture", "since"])
        rows.writerows([100 + n, f"Person {n}", "02", "2008"] for n in range(PEOPLE))
    shutil.copytree(tmp_path, tmp_path / "whole")
    statements = run(tmp_path / "whole", IMPORT)
    everybody = content(tmp_path / "whole" / "a.db")["placements"]
    assert len(everybody) == PEOPLE

    for dies_at in (statements // 2, statements - 8, statements - 1):
        run(tmp_path, IMPORT, dies_at=dies_at)
        left = content(tmp_path / "a.db")
        assert len(left["profiles"]) == len(left["placements"])
        assert left["placements"] in ([], everybody)


async def test_a_killed_edit_leaves_all_of_it_or_nothing(tmp_path: Path) -> None:
    async with open_services(tmp_path / "a.db") as services:
        await services.profiles.describe(7, name="Hana")
        await services.listings.list_me(7, 1)
    before = content(tmp_path / "a.db")
    shutil.copytree(tmp_path, tmp_path / "whole")
    statements = run(tmp_path / "whole", EDIT)
    after = content(tmp_path / "whole" / "a.db")
    assert after["placements"] != before["placements"]

    found = []
    for dies_at in range(statements - 12, statements, 2):
        shutil.copy(tmp_path / "a.db", tmp_path / "copy.db")
        run(tmp_path, EDIT, dies_at=dies_at)
        found.append(content(tmp_path / "a.db"))
        shutil.move(tmp_path / "copy.db", tmp_path / "a.db")

    assert all(each in (before, after) for each in found)
    assert before in found


@pytest.mark.parametrize("saved", [1, 7, 30])
def test_what_somebody_was_told_is_saved_survives_the_kill(tmp_path: Path, saved: int) -> None:
    with start(tmp_path, MANY_EDITS) as process:
        assert process.stdout is not None
        told = [int(process.stdout.readline()) for _ in range(saved)]
        process.kill()

    ((name, about),) = ((row[2], row[11]) for row in content(tmp_path / "a.db")["profiles"])
    number = int(name.removeprefix("Name "))
    assert number >= told[-1]
    assert about == f"About {number}"
