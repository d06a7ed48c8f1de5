"""Why a database file cannot be used, in words for the host."""

from __future__ import annotations

import contextlib
import errno
import sqlite3
from collections.abc import Generator
from pathlib import Path
from typing import ClassVar


class DatabaseProblem(Exception):  # noqa: N818 - what it says is no error of the program's
    """The file cannot be used; the message says why and what to do."""

    message: ClassVar[str]

    def __init__(self, path: Path) -> None:
        super().__init__(self.message.format(path=path.absolute(), folder=path.absolute().parent))


class NewerDatabaseError(DatabaseProblem):
    """The file was written by a newer version of the bot."""

    message = (
        "{path} was written by a newer version of the bot. Install that version, or set "
        "DATABASE_PATH to another file."
    )


class OutdatedDatabaseError(DatabaseProblem):
    """The file was written by an older version, and this command must not change it."""

    message = (
        "{path} was written by an older version of the bot. Stop the bot and run "
        "'python -m bot migrate' first."
    )


class MissingDatabaseError(DatabaseProblem):
    """There is no file."""

    message = "There is no database at {path}. Set DATABASE_PATH to the file the bot uses."


class CorruptDatabaseError(DatabaseProblem):
    """The file is damaged or something else altogether."""

    message = (
        "{path} is damaged or no SQLite database. Put a backup in its place, or set "
        "DATABASE_PATH to another file."
    )


class ForeignDatabaseError(DatabaseProblem):
    """The file belongs to another program."""

    message = "{path} belongs to another program. Set DATABASE_PATH to another file."


class UnwritableDatabaseError(DatabaseProblem):
    """The file or its folder may not be written."""

    message = (
        "{path} cannot be written. Let the user that runs the bot write to the folder {folder}."
    )


class FullDiskError(DatabaseProblem):
    """There is no room left."""

    message = "The disk that holds {path} is full. Make room and try again; nothing was changed."


class BusyDatabaseError(DatabaseProblem):
    """Another program holds the file."""

    message = "{path} is in use by another program. Close that and try again."


_BY_SQLITE_CODE = {
    sqlite3.SQLITE_CORRUPT: CorruptDatabaseError,
    sqlite3.SQLITE_NOTADB: CorruptDatabaseError,
    sqlite3.SQLITE_READONLY: UnwritableDatabaseError,
    sqlite3.SQLITE_CANTOPEN: UnwritableDatabaseError,
    sqlite3.SQLITE_PERM: UnwritableDatabaseError,
    sqlite3.SQLITE_FULL: FullDiskError,
    # Quotas and size limits are told as a failed write.
    sqlite3.SQLITE_IOERR: FullDiskError,
    sqlite3.SQLITE_BUSY: BusyDatabaseError,
}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOTHING_SAVED = (FullDiskError, UnwritableDatabaseError)


@contextlib.contextmanager
def told_plainly(path: Path) -> Generator[None, None, None]:
    """Turn what SQLite or the system says about a file into a DatabaseProblem."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        kind = _kind(error)
        if kind is None:
            raise
        raise kind(path) from error


def prevents_saving(error: Exception) -> bool:
    """Tell whether the disk, not the program, is why something was not saved."""
    return isinstance(error, sqlite3.Error) and _kind(error) in _NOTHING_SAVED


def _kind(error: sqlite3.Error | OSError) -> type[DatabaseProblem] | None:
    if isinstance(error, OSError):
        return FullDiskError if error.errno in _FULL else UnwritableDatabaseError
    # The low byte of an extended code is the kind of failure.
    return _BY_SQLITE_CODE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
