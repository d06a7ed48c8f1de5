"""The short lives of a real bot that is killed again and again."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.storage.database import Database
from tests.wire.fake_discord import FakeDiscord

ROOT = Path(__file__).parents[2]
NURSERY = Path(__file__).with_name("nursery.py")
SOON = timedelta(seconds=30)
TOKEN = "OTAwMDAwMDAwMDAwMDAwMDAx.GtokenX.never-to-be-seen-in-any-log-at-all"  # noqa: S105


@dataclass(slots=True)
class Nursery:
    """Brings one bot forth at a time."""

    process: asyncio.subprocess.Process
    output: Path

    @contextlib.asynccontextmanager
    async def life(self, *, ends_by: signal.Signals = signal.SIGKILL) -> AsyncGenerator[int, None]:
        """Let a bot live until the block ends; return its process id."""
        assert self.process.stdin is not None
        self.process.stdin.write(b"live\n")
        pid = await self._number()
        try:
            yield pid
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, ends_by)
            status = await self._number()
        expected = 0 if ends_by is signal.SIGTERM else -signal.SIGKILL
        assert status == expected, self.output.read_text(encoding="utf-8")[-4_000:]

    async def says(self, text: str) -> None:
        """Wait until a bot has written a text."""
        async with asyncio.timeout(30):
            while text not in self.output.read_text(encoding="utf-8"):  # noqa: ASYNC110 - a file
                await asyncio.sleep(0.01)

    async def _number(self) -> int:
        assert self.process.stdout is not None
        async with asyncio.timeout(30):
            line = await self.process.stdout.readline()
        assert line, "the nursery ended"
        return int(line)


async def emptied(database: Path, *, patience: float = 60) -> None:
    """Wait until nothing is left in the queue but dead letters, and what is due much later.

    What carrying a row out writes is due at that moment: so is what is soon seen from then.
    """
    waits = "SELECT 1 FROM outbox WHERE dead_at IS NULL AND due_at < ?"
    conn = sqlite3.connect(database)

    def waits_for_something() -> bool:
        return conn.execute(waits, ((datetime.now(UTC) + SOON).isoformat(),)).fetchone() is not None

    try:
        async with asyncio.timeout(patience):
            while waits_for_something():  # noqa: ASYNC110 - another process's work
                await asyncio.sleep(0.05)
    finally:
        conn.close()


@contextlib.asynccontextmanager
async def opened(database: Path) -> AsyncGenerator[Database, None]:
    """Open a database, and close it also where the test fails: its threads would go on."""
    db = await Database.open(database)
    try:
        yield db
    finally:
        await db.close()


@contextlib.asynccontextmanager
async def nursery(database: Path, discord: FakeDiscord) -> AsyncGenerator[Nursery, None]:
    """Open a nursery of bots over one database."""
    output = database.with_suffix(".log")
    settings = {
        "DISCORD_TOKEN": TOKEN,
        "DATABASE_PATH": str(database),
        "PYTHONPATH": str(ROOT),
        "LOG_LEVEL": "INFO",
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, NURSERY, discord.rest, discord.gateway, output),
        cwd=database.parent,
        env={**os.environ, **settings},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield Nursery(process, output)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()
