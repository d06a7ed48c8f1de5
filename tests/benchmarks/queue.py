"""Measure the durable queue: ``python -m tests.benchmarks.queue``.

How many rows a minute it carries out where Discord is not the limit, with a carrier that takes
no time and with messages through a Discord of our own in another process; how late a row begins
that was due at a moment; and how long a member's search waits for its answer while the queue
works off 10,000 rows a minute.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import multiprocessing
import random
import tempfile
import time
from collections.abc import Coroutine, Generator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import discord
from discord import ui
from discord.http import Route
from discord.webhook.async_ import async_context

from bot.app import open_services
from bot.client import AlumniBot
from bot.demo.people.invention import FIRST_USER_ID
from bot.domain.outbox import Row
from bot.i18n import Catalogues
from bot.outbox import messages
from bot.outbox.answers import watched_answers
from bot.outbox.dispatcher import Dispatcher
from bot.services.services import Services
from tests.benchmarks import discord_stub
from tests.benchmarks.crowd import SERVER
from tests.benchmarks.directory import build
from tests.benchmarks.table import markdown, percentile, resident
from tests.wire.fake_discord import fake_discord

PLACES = 500
A_MINUTE = 10_000
ROUNDS, SECONDS = 6, 6


class Noting:
    """Takes no time, and notes how late each row came and when the last one did."""

    def __init__(self) -> None:
        self.late: list[float] = []

    async def carry(self, row: Row) -> Mapping[str, Any]:
        self.late.append((discord.utils.utcnow() - row.due_at).total_seconds())
        return {}

    async def look(self, row: Row) -> Mapping[str, Any] | None:
        return None


class Sending(Noting):
    """Sends a message for each row."""

    def __init__(self, client: discord.Client) -> None:
        super().__init__()
        self._client = client

    async def carry(self, row: Row) -> Mapping[str, Any]:
        view = ui.LayoutView()
        view.add_item(ui.Container(ui.TextDisplay(f"row {row.id}")))
        channel = self._client.get_partial_messageable(int(row.place))
        await messages.send(channel, row, view)
        return await super().carry(row)


class Timed:
    """Stands where discord.py sends its answers, and notes when."""

    def __init__(self) -> None:
        self.answered = asyncio.Event()

    def create_interaction_response(self, *_: Any, **__: Any) -> Coroutine[Any, Any, Any]:
        self.answered.set()

        async def accepted() -> Any:
            about = {"id": "1", "type": 2, "response_message_id": "5"}
            flags = {"response_message_loading": False, "response_message_ephemeral": True}
            return {"interaction": about | flags}

        return accepted()


def main() -> None:
    """Measure each in a database of its own, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=A_MINUTE)
    parser.add_argument("--people", type=int, default=2_000)
    asked = parser.parse_args()
    rows: list[list[str]] = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        rows += asyncio.run(_instant(home / "a.db", asked.rows))
        rows += asyncio.run(_sent(home / "b.db", asked.rows // 4))
        rows += asyncio.run(_due(home / "c.db"))
        build(home / "d.db", asked.people)
        rows += asyncio.run(_clicks(home / "d.db", asked.people))
    print(markdown(("the durable queue", ""), rows))


async def _write(services: Services, rows: int, seconds: float = 0) -> None:
    """Write rows over many places, due now or spread over some seconds to come."""
    outbox, now, step = services.outbox, discord.utils.utcnow(), 500
    for start in range(0, rows, step):
        async with outbox._db.transaction() as conn:
            for at in range(start, min(start + step, rows)):
                due_at = now + timedelta(seconds=1 + seconds * at / rows if seconds else 0)
                place = str(10**17 + at % PLACES)
                await outbox.add(conn, "noted", place, {}, due_at=due_at)


async def _until_empty(carrier: Noting, rows: int) -> None:
    while len(carrier.late) < rows:  # noqa: ASYNC110 - as if watching from outside
        await asyncio.sleep(0.01)


async def _work_off(client: discord.Client, path: Path, carrier: Noting, rows: int) -> float:
    async with open_services(path) as services:
        await _write(services, rows)
        dispatcher = Dispatcher(client, services.outbox)
        dispatcher.add_carrier("noted", carrier)
        began = time.monotonic()
        dispatcher.start()
        await _until_empty(carrier, rows)
        took = time.monotonic() - began
        await dispatcher.close()
    return took


async def _instant(path: Path, rows: int) -> list[list[str]]:
    async with discord.Client(intents=discord.Intents.none()) as client:
        before = resident()
        took = await _work_off(client, path, Noting(), rows)
    return [
        ["rows a minute, a carrier that takes no time", f"{rows / took * 60:,.0f}"],
        [f"memory after {rows:,} rows waiting at once", f"+{resident() - before:.1f} MB"],
    ]


async def _sent(path: Path, rows: int) -> list[list[str]]:
    with _discord_elsewhere() as address:
        Route.BASE = address
        async with discord.Client(
            intents=discord.Intents.none(), http_trace=watched_answers()
        ) as client:
            await client.login("token")
            took = await _work_off(client, path, Sending(client), rows)
    return [["messages a minute, through a Discord of our own", f"{rows / took * 60:,.0f}"]]


async def _due(path: Path) -> list[list[str]]:
    lots, rows = random.Random(7), 500
    async with (
        open_services(path) as services,
        discord.Client(intents=discord.Intents.none()) as client,
    ):
        dispatcher, carrier = Dispatcher(client, services.outbox), Noting()
        dispatcher.add_carrier("noted", carrier)
        dispatcher.start()
        now = discord.utils.utcnow()
        async with services.outbox._db.transaction() as conn:
            for at in range(rows):
                due_at = now + timedelta(seconds=1 + lots.random() * 10)
                await services.outbox.add(conn, "noted", f"place {at}", {}, due_at=due_at)
        await _until_empty(carrier, rows)
        await dispatcher.close()
    late = [seconds * 1000 for seconds in carrier.late]
    told = f"{percentile(late, 0.5):.1f} ms, {percentile(late, 0.99):.1f} ms, {max(late):.1f} ms"
    return [["a due row begins late by: p50, p99, most", told]]


async def _clicks(path: Path, people: int) -> list[list[str]]:
    async with (
        open_services(path) as services,
        AlumniBot(services, Catalogues.read()) as bot,
    ):
        await discord_stub.connected(bot)
        bot._connection.parse_guild_create(discord_stub.server(SERVER, people))
        carrier = Noting()
        bot.dispatcher.add_carrier("noted", carrier)
        bot.dispatcher.start()
        await _searches(bot, 50)
        idle: list[float] = []
        busy: list[float] = []
        # By turns, so that whatever else the machine does falls on both alike.
        for _ in range(ROUNDS):
            idle += await _searches(bot, 60)
            done, rows = len(carrier.late), A_MINUTE * SECONDS // 60
            await _write(services, rows, SECONDS)
            await _until_empty(carrier, done + 1)
            busy += await _searches(bot, 60)
            await _until_empty(carrier, done + rows)
    return [
        [f"a search's answer, {name}: p50, p99", _told(took)]
        for name, took in (("queue idle", idle), (f"queue at {A_MINUTE:,} rows a minute", busy))
    ]


def _told(took: list[float]) -> str:
    return f"{percentile(took, 0.5):.1f} ms, {percentile(took, 0.99):.1f} ms"


async def _searches(bot: AlumniBot, count: int) -> list[float]:
    """Search like somebody who clicks every 50 ms, and return what each answer took."""
    took: list[float] = []
    for at in range(count):
        answers = Timed()
        async_context.set(answers)  # type: ignore[arg-type]
        asked = discord_stub.command(
            SERVER, FIRST_USER_ID + 1 + at % 1_500, "find", "people", prefecture="02"
        )
        began = time.monotonic()
        bot._connection.parse_interaction_create(asked)
        await answers.answered.wait()
        took.append((time.monotonic() - began) * 1000)
        await asyncio.sleep(0.05)
    return took


@contextlib.contextmanager
def _discord_elsewhere() -> Generator[str]:
    """Run the fake in a process of its own, so that its work is not counted as ours."""
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs,))
    process.start()
    try:
        yield ours.recv()
    finally:
        process.terminate()
        process.join()


def _serve(pipe: Any) -> None:
    async def serve() -> None:
        async with fake_discord() as fake:
            fake.limits.are_on = False
            pipe.send(fake.rest)
            await asyncio.Event().wait()

    asyncio.run(serve())


if __name__ == "__main__":
    main()
