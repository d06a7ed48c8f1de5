"""The house keeps its shape: sizes, names, and tables that can forget a person.

The arrows between rooms are contracts of import-linter, which ``python -m tests`` runs.
"""

from __future__ import annotations

import ast
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.storage.migrate import migrate, migrations

ROOT = Path(__file__).parents[1]
CODE = sorted(
    file.relative_to(ROOT) for room in ("bot", "cogs") for file in (ROOT / room).rglob("*.py")
)
FILE_LINES = 400
FUNCTION_LINES = 60
CALLBACK_LINES = 20
VAGUE = {"utils", "helpers", "manager", "handler", "data", "info", "common", "misc"}
NOT_BY_ITSELF = {
    "notices": "moderators without a profile write too; deleted with it, or once posted",
    "announcements": "organisers without a profile write too; deleted, or nobody's, with it",
    "attendees": "people without a profile answer events too; deleted with it",
    "budgets": "deleting the profile and starting again would refill it; gone once it is full",
    "drafts": "people without a profile fill in forms too; gone with it, and after a day",
    "event_checkins": "people without a profile come too; deleted with it",
    "event_cohosts": "people without a profile help to host too; deleted with it",
    "event_inquiries": "people without a profile ask too; deleted with it",
    "event_offers": "people without a profile are asked too; deleted with it",
    "event_answers": "people without a profile answer too; deleted with it, and seats given on",
    "event_previews": "people without a profile host too; deleted with it, and after a week",
    "event_templates": "others begin events from them too; who made them is deleted with it",
    "exclusions": "a moderator's decision outlives the profile, or starting again would undo it",
    "feeds": "people without a profile subscribe too; deleted with it",
    "memberships": "people who hold a role from before may have no profile; deleted with it",
    "poll_answers": "people without a profile answer too; deleted with it",
    "polls": "others answered them; who asked is deleted with the profile",
    "region_suggestions": "people without a profile suggest too; deleted with it",
    "representatives": "admins name whom they like; deleted with the profile",
    "repairs": "other rows are no person's; deleted with the profile",
    "series_regulars": "people without a profile come to every date too; deleted with it",
    "zones": "people without a profile have one too; deleted with it",
    "search_documents": "refuses that a person is deleted before the index was cleared of them",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(file: Path) -> Iterator[Function]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def lines(function: Function) -> int:
    """Count the lines of a body, its docstring left out."""
    body = function.body[ast.get_docstring(function) is not None :]
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0  # type: ignore[operator]


def is_command(function: Function) -> bool:
    names = (ast.unparse(each) for each in function.decorator_list)
    return any(".command(" in name or "context_menu" in name for name in names)


@pytest.mark.parametrize("file", CODE, ids=str)
def test_no_file_grows_beyond_reading(file: Path) -> None:
    assert len((ROOT / file).read_text(encoding="utf-8").splitlines()) <= FILE_LINES


def test_no_function_grows_beyond_reading() -> None:
    long = {
        f"{file}:{function.lineno} {function.name}": lines(function)
        for file in CODE
        for function in functions(file)
        if lines(function) > (CALLBACK_LINES if is_command(function) else FUNCTION_LINES)
    }

    assert long == {}


def test_names_of_files_mean_something() -> None:
    vague = [str(file) for file in CODE if file.stem in VAGUE or VAGUE & set(file.parent.parts)]

    assert vague == []


async def test_every_table_forgets_a_person_with_their_profile(tmp_path: Path) -> None:
    await migrate(tmp_path / "a.db", migrations())
    with sqlite3.connect(tmp_path / "a.db") as conn:
        keepers = set(tables_about_people(conn)) - set(tables_that_forget(conn)) - {"profiles"}

    assert keepers == set(NOT_BY_ITSELF)


def tables_about_people(conn: sqlite3.Connection) -> Iterator[str]:
    for table in tables(conn):
        columns = (row[1] for row in conn.execute(f"PRAGMA table_info('{table}')"))
        if any(column.endswith("user_id") for column in columns):
            yield table


def tables_that_forget(conn: sqlite3.Connection) -> Iterator[str]:
    for table in tables(conn):
        for row in conn.execute(f"PRAGMA foreign_key_list('{table}')"):
            _, _, target, _, _, _, on_delete, _ = row
            if target == "profiles" and on_delete == "CASCADE":
                yield table


def tables(conn: sqlite3.Connection) -> list[str]:
    return [row[0] for row in conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
