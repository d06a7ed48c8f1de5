"""One process at a time writes to a database: the lock beside it dies with its holder."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Generator
from pathlib import Path

from filelock import FileLock, Timeout

from bot.cli.exits import Exit, Refusal
from bot.storage.problems import told_plainly


@contextlib.contextmanager
def holding(database: Path) -> Generator[None, None, None]:
    """Hold a database for this process; refuse, naming the process that has it already."""
    file = database.with_name(f"{database.name}.lock")
    lock = FileLock(file)
    with told_plainly(database):
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            raise Refusal(_taken(database, file), Exit.BUSY) from None
        file.write_text(f"{os.getpid()}\n", encoding="ascii")
    try:
        yield
    finally:
        lock.release()


def _taken(database: Path, file: Path) -> str:
    holder = file.read_text(encoding="ascii").strip()
    return (
        f"{database} is in use by process {holder or '(just starting)'}. Stop that one first; "
        "only 'python -m bot export' works beside it."
    )
