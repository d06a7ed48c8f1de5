"""Databases from nothing, from every earlier version, and those that must not be touched."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bot.storage.migrate import Migration, migrate, migrations, pending, require_current
from bot.storage.problems import (
    CorruptDatabaseError,
    DatabaseProblem,
    ForeignDatabaseError,
    MissingDatabaseError,
    NewerDatabaseError,
    OutdatedDatabaseError,
    UnwritableDatabaseError,
)

STEPS = migrations()
NEWEST = STEPS[-1].version


def schema(path: Path) -> tuple[int, list[str]]:
    with sqlite3.connect(path) as conn:
        version: int = conn.execute("PRAGMA user_version").fetchone()[0]
        made = conn.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY sql")
        return version, [row[0] for row in made]


def names(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir()]


async def test_steps_are_numbered_without_gaps() -> None:
    assert [step.version for step in STEPS] == list(range(1, NEWEST + 1))


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_a_step_begins_with_why(step: Migration) -> None:
    assert step.sql.startswith("-- Why: ")


@pytest.mark.parametrize("earlier", range(NEWEST))
async def test_every_earlier_version_becomes_the_newest(tmp_path: Path, earlier: int) -> None:
    await migrate(tmp_path / "new.db", STEPS)
    await migrate(tmp_path / "old.db", STEPS[:earlier])

    done: list[Migration] = []
    await migrate(tmp_path / "old.db", STEPS, done=done.append)

    assert done == STEPS[earlier:]
    assert schema(tmp_path / "old.db") == schema(tmp_path / "new.db")


@pytest.mark.parametrize("earlier", range(1, NEWEST))
async def test_people_of_every_earlier_version_are_kept(tmp_path: Path, earlier: int) -> None:
    path = tmp_path / "old.db"
    await migrate(path, STEPS[:earlier])
    with sqlite3.connect(path) as conn:
        conn.execute("INSERT INTO profiles (user_id, name, created_at) VALUES (7, 'Hana', '2026')")

    await migrate(path, STEPS)

    with sqlite3.connect(path) as conn:
        assert conn.execute("SELECT user_id, name FROM profiles").fetchall() == [(7, "Hana")]


async def test_a_current_database_needs_nothing(tmp_path: Path) -> None:
    await migrate(tmp_path / "a.db", STEPS)

    assert await pending(tmp_path / "a.db", STEPS) == []
    await require_current(tmp_path / "a.db", STEPS)


async def test_a_failing_step_leaves_the_version_before_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    await migrate(path, STEPS)
    before = schema(path)
    failing = Migration(
        NEWEST + 1, "failing", "CREATE TABLE half (a INTEGER);\nCREATE TABLE half (a INTEGER);\n"
    )

    with pytest.raises(sqlite3.OperationalError):
        await migrate(path, [*STEPS, failing])

    assert schema(path) == before


async def test_what_needs_a_current_database_says_why_it_stops(tmp_path: Path) -> None:
    with pytest.raises(MissingDatabaseError):
        await require_current(tmp_path / "a.db", STEPS)
    assert not (tmp_path / "a.db").exists()

    await migrate(tmp_path / "a.db", STEPS[:1])
    with pytest.raises(OutdatedDatabaseError):
        await require_current(tmp_path / "a.db", STEPS)


def newer(path: Path) -> None:
    with sqlite3.connect(path) as conn:
        conn.execute(f"PRAGMA user_version = {NEWEST + 1}")


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as conn:
        conn.execute("CREATE TABLE recipes (name TEXT)")


def no_database(path: Path) -> None:
    path.write_text("Dear diary, " * 100, encoding="utf-8")


def damaged(path: Path) -> None:
    """Overwrite pages in the middle of a file that has a step to go."""
    with sqlite3.connect(path) as conn:
        for statement in STEPS[0].sql.split(";\n"):
            conn.execute(statement)
        conn.execute("PRAGMA user_version = 1")
        conn.executemany(
            "INSERT INTO profiles (user_id, name, created_at) VALUES (?, 'x', '2026')",
            ((n,) for n in range(2_000)),
        )
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\xff" * 20_000)


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (newer, NewerDatabaseError),
        (foreign, ForeignDatabaseError),
        (no_database, CorruptDatabaseError),
        (damaged, CorruptDatabaseError),
    ],
)
async def test_a_database_that_cannot_be_used_is_not_changed(
    tmp_path: Path, make: object, problem: type[DatabaseProblem]
) -> None:
    path = tmp_path / "a.db"
    assert callable(make)
    make(path)
    before = path.read_bytes()

    with pytest.raises(problem, match=r"a\.db"):
        await migrate(path, STEPS)

    assert path.read_bytes() == before
    assert names(tmp_path) == ["a.db"]


async def test_a_folder_that_cannot_be_made_is_told() -> None:
    with pytest.raises(UnwritableDatabaseError, match="/proc/alumni"):
        await migrate(Path("/proc/alumni/a.db"), STEPS)
