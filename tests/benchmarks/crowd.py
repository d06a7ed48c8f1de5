"""Fill a database with invented people: ``python -m tests.benchmarks.crowd FILE PEOPLE``.

They are stored and indexed by the functions that serve members, only many at a time.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from tqdm import tqdm

from bot.demo.people import invent
from bot.domain.profiles import Profile
from bot.services.indexing import reindex
from bot.storage import search_index, transfer
from bot.storage.database import Connection, Database
from bot.storage.migrate import migrate, migrations

SERVER = 987_654_321_098_765_432
SEED = 1987
_AT = datetime(2026, 11, 1, tzinfo=UTC)
_BATCH = 5_000


async def fill(path: Path, people: int) -> None:
    """Make the file anew; one that was broken off is not mistaken for a whole one."""
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    await migrate(unfinished, migrations())
    db = await Database.open(unfinished)
    try:
        await _store(db, people)
        await _index(db, people)
    finally:
        await db.close()
    unfinished.rename(path)


async def _store(db: Database, people: int) -> None:
    crowd = invent(people, SEED)
    with tqdm(total=people, desc="storing", unit="person") as bar:
        while batch := list(islice(crowd, _BATCH)):
            async with db.transaction() as conn:
                stays = ((each.user_id, stay) for each in batch for stay in each.placements)
                await transfer.add(conn, batch, stays, at=_AT)
                await _list(conn, batch)
            bar.update(len(batch))


async def _list(conn: Connection, batch: list[Profile]) -> None:
    """Let them claim their profiles, and nineteen of twenty be listed."""
    await conn.execute("UPDATE profiles SET imported_at = NULL WHERE imported_at IS NOT NULL")
    listed = [(SERVER, each.user_id, _AT.isoformat()) for each in batch if each.user_id % 20]
    await conn.executemany(
        """
        INSERT INTO listings (guild_id, user_id, listed_at, consent_version, consented_at)
        VALUES (?, ?, ?3, 1, ?3)
        """,
        listed,
    )


async def _index(db: Database, people: int) -> None:
    """Index the freshest first, as the index stands, and merge it into one piece."""
    async with db.reader() as conn:
        rows = await conn.execute_fetchall(
            "SELECT user_id FROM profiles ORDER BY confirmed_at DESC"
        )
    ids: Iterator[int] = (row[0] for row in rows)
    with tqdm(total=people, desc="indexing", unit="person") as bar:
        while batch := list(islice(ids, _BATCH)):
            async with db.transaction() as conn:
                await reindex(conn, *batch)
            bar.update(len(batch))
    async with db.transaction() as conn:
        await search_index.tidy(conn)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("people", type=int)
    asked = parser.parse_args()
    asyncio.run(fill(asked.file, asked.people))
