"""Stop without breaking off: what members asked for is finished first."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

# Longer than any answer takes; short enough for those who stop services with a limit.
PATIENCE = 8.0

# The names discord.py gives to the tasks that carry a member's wish, and ours to the queue's.
_WISHES = ("CommandTree-invoker", "discord-ui-", "discord.py: on_", "outbox: ")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Stop:
    """Whether the host wants the bot to stop, and whether without waiting."""

    wanted: asyncio.Event = field(default_factory=asyncio.Event)
    at_once: asyncio.Event = field(default_factory=asyncio.Event)

    @classmethod
    def on_signals(cls) -> Stop:
        """Listen for SIGTERM and Ctrl-C; a second one means: do not wait."""
        stop = cls()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            # Windows has none; there Ctrl-C cancels everything, and transactions roll back.
            with contextlib.suppress(NotImplementedError):
                loop.add_signal_handler(number, stop.ask)
        return stop

    def ask(self) -> None:
        """Ask once to stop, twice to do so without waiting."""
        if self.wanted.is_set():
            self.at_once.set()
        self.wanted.set()


async def serve_until(stop: Stop, connection: Coroutine[Any, Any, None]) -> None:
    """Serve until asked to stop, then finish what is under way; raise what ended it early."""
    serving = asyncio.create_task(connection)
    await _first_of(serving, stop.wanted)
    if not serving.done():
        log.info("stopping: no new commands; finishing what is under way")
        # Cancelled, not closed: nothing new is read, but answers still go out.
        serving.cancel()
        await asyncio.wait({serving})
        await _finish(stop.at_once)
    else:
        await serving


async def _finish(at_once: asyncio.Event) -> None:
    finishing = asyncio.create_task(_finish_wishes())
    await _first_of(finishing, at_once)
    finishing.cancel()
    broken_off = _wishes()
    for task in broken_off:
        task.cancel()
    if broken_off:
        # Their transactions roll back before the database is closed.
        await asyncio.wait(broken_off, timeout=PATIENCE)
    log.info("finished what was under way, broken off: %d", len(broken_off))


async def _finish_wishes() -> None:
    """Wait for every wish, and for what follows from one: a command tells that it is done."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            while wishes := _wishes():
                await asyncio.wait(wishes)


def _wishes() -> set[asyncio.Task[Any]]:
    return {task for task in asyncio.all_tasks() if task.get_name().startswith(_WISHES)}


async def _first_of(task: asyncio.Task[object], event: asyncio.Event) -> None:
    waiting = asyncio.create_task(event.wait())
    await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
