"""A process that kills itself before its nth statement of SQL.

The statement is counted over all connections, in the order they are carried out. Nothing is
cleaned up, flushed or rolled back: the next to open the file finds what a power cut leaves.
Each process is forked off one that has imported everything, for that takes them longest.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import sqlite3
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

NEVER = 10**9
PATIENCE = 60

Work = Callable[[Connection], None]
"""What the process does; it may tell whoever started it things."""

_forks = multiprocessing.get_context("forkserver")
# All that the tests import, for a work stands in one of them.
_forks.set_forkserver_preload(["pytest", "bot.app", "bot.__main__", "bot.cli.import_people"])


def start(
    folder: Path, work: Work, *, dies_at: int = NEVER
) -> tuple[ForkServerProcess, Connection]:
    """Begin a work in a folder; return the process, and what it tells."""
    hears, tells = _forks.Pipe(duplex=False)
    process = _forks.Process(target=_live, args=(folder, work, dies_at, tells))
    process.start()
    tells.close()
    return process, hears


def run(folder: Path, work: Work, *, dies_at: int = NEVER) -> int:
    """Let a work end or die; return the number of statements it carried out."""
    process, hears = start(folder, work, dies_at=dies_at)
    process.join(PATIENCE)
    assert process.exitcode == (0 if dies_at == NEVER else -signal.SIGKILL)
    return hears.recv() if dies_at == NEVER else dies_at


def _live(folder: Path, work: Work, dies_at: int, tells: Connection) -> None:
    statements = itertools.count(1)

    def count(_: str) -> None:
        if next(statements) >= dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    class CountedConnection(sqlite3.Connection):
        def __init__(self, *args: object, **options: object) -> None:
            super().__init__(*args, **options)  # type: ignore[arg-type]
            self.set_trace_callback(count)

    connect = sqlite3.connect
    sqlite3.connect = lambda *args, **options: connect(*args, factory=CountedConnection, **options)  # type: ignore[assignment]
    os.chdir(folder)
    os.environ["DATABASE_PATH"] = "a.db"
    work(tells)
    tells.send(next(statements))
