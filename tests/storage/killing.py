"""Run a piece of Python whose process kills itself before its nth statement of SQL.

    killing.py N CODE

The statement is counted over all connections, in the order they are carried out. Nothing is
cleaned up, flushed or rolled back: the next to open the file finds what a power cut leaves.
"""

from __future__ import annotations

import itertools
import os
import signal
import sqlite3
import sys

STATEMENTS = itertools.count(1)
LAST = int(sys.argv[1])


def count(_: str) -> None:
    if next(STATEMENTS) >= LAST:
        os.kill(os.getpid(), signal.SIGKILL)


class CountedConnection(sqlite3.Connection):
    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.set_trace_callback(count)


_connect = sqlite3.connect
sqlite3.connect = lambda *args, **options: _connect(*args, factory=CountedConnection, **options)  # type: ignore[assignment]
exec(sys.argv[2])  # noqa: S102 - a test's own code
