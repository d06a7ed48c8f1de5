"""The real ``python -m bot`` in a process of its own, connected to a Discord of our own."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import signal
import sys
from collections.abc import AsyncGenerator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.wire.fake_discord import FakeDiscord, fake_discord

ROOT = Path(__file__).parents[2]
LAUNCHER = Path(__file__).with_name("launcher.py")
TOKEN = "OTAwMDAwMDAwMDAwMDAwMDAx.GtokenX.never-to-be-seen-in-any-log-at-all"  # noqa: S105
PATIENCE = 30


@dataclass(slots=True)
class Running:
    """A process of the bot; everything it writes is in one file."""

    process: asyncio.subprocess.Process
    written: Path

    @property
    def output(self) -> str:
        return self.written.read_text(encoding="utf-8")

    async def says(self, text: str) -> None:
        """Wait until the process has written a text, or fail with what it wrote instead."""
        async with asyncio.timeout(PATIENCE):
            while text not in self.output:
                assert self.process.returncode is None, self.output
                await asyncio.sleep(0.01)

    async def ended(self) -> int:
        """Wait for the process and return its exit status."""
        return await asyncio.wait_for(self.process.wait(), PATIENCE)

    async def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal and return the exit status."""
        self.process.send_signal(number)
        return await self.ended()


@dataclass(slots=True)
class Host:
    """Somebody who runs the bot in a folder of their own."""

    folder: Path
    discord: FakeDiscord
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    @property
    def database(self) -> Path:
        return self.folder / "alumni.db"

    @contextlib.asynccontextmanager
    async def running(self, command: str = "run", **settings: str) -> AsyncGenerator[Running, None]:
        """Start the bot, and kill it if a test leaves it behind."""
        written = self.folder / f"output-{next(self._numbers)}.txt"
        with written.open("wb") as output:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, LAUNCHER, self.discord.rest, self.discord.gateway, command),
                cwd=self.folder,
                env={**os.environ, **self._settings(), **settings},
                stdout=output,
                stderr=asyncio.subprocess.STDOUT,
            )
        try:
            yield Running(process, written)
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
            assert TOKEN not in written.read_text(encoding="utf-8")

    def _settings(self) -> dict[str, str]:
        return {
            "DISCORD_TOKEN": TOKEN,
            "DATABASE_PATH": str(self.database),
            "PYTHONPATH": str(ROOT),
            "LOG_LEVEL": "DEBUG",
        }


@pytest.fixture
async def discord() -> AsyncGenerator[FakeDiscord, None]:
    async with fake_discord(token=TOKEN) as served:
        yield served


@pytest.fixture
def host(tmp_path: Path, discord: FakeDiscord) -> Host:
    return Host(tmp_path, discord)
