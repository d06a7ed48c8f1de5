"""How a command ends: its exit status, and the sentence that goes with it."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The exit statuses of every command."""

    DONE = 0
    FAILED = 1
    SETTINGS = 2
    DATABASE = 3
    BUSY = 4
    INTERRUPTED = 130


class Refusal(Exception):  # noqa: N818 - what it says is no error of the program's
    """A command cannot go on; the message says why and what to do."""

    def __init__(self, message: str, status: Exit = Exit.FAILED) -> None:
        super().__init__(message)
        self.status = status
