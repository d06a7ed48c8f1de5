"""The database of the world's names, which ``tests/reference/build_world.py`` makes."""

from __future__ import annotations

import sqlite3
from functools import cache
from typing import Literal, TypeAlias

from bot.domain.folding import squeeze
from bot.reference.names import AFTER_EVERYTHING
from bot.reference.tables import DATA

Kind: TypeAlias = Literal["country", "language"]


@cache
def connection() -> sqlite3.Connection:
    """Return the one read-only connection; a look-up takes less than a millisecond."""
    address = f"file:{DATA / 'world.sqlite'}?mode=ro&immutable=1"
    opened = sqlite3.connect(address, uri=True, check_same_thread=False)
    opened.execute("PRAGMA cache_size = -1024")
    return opened


def codes_named(kind: Kind, text: str) -> tuple[str, ...]:
    """Return the codes that have exactly this name in some language."""
    rows = connection().execute(
        "SELECT code FROM coded_names WHERE kind = ? AND folded = ? ORDER BY code",
        (kind, squeeze(text)),
    )
    return tuple(code for (code,) in rows)


def codes_starting(kind: Kind, text: str) -> list[str]:
    """Return the codes called so in some language, then those with a name that begins so."""
    key = squeeze(text)
    if len(key) < 2 and key.isascii():
        return []
    rows = connection().execute(
        """
        SELECT code FROM coded_names WHERE kind = ? AND folded >= ? AND folded < ?
         GROUP BY code ORDER BY MAX(folded = ?) DESC, code LIMIT 25
        """,
        (kind, key, key + AFTER_EVERYTHING, key),
    )
    return [code for (code,) in rows]
