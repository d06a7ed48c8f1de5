"""Measure the start: ``python -m tests.benchmarks.startup --people 79000``.

The time goes from the start of a fresh process to its first answered command, with Discord's
own delays taken off; the memory is that of the bot in a server with as many members.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.benchmarks.table import markdown, percentile, resident

STARTS = 7
LOOKING = 100


def main() -> None:
    """Start the bot a few times and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=79_000)
    parser.add_argument("--keep", type=Path, help="the folder to keep the database in")
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.serve:
        print(json.dumps(asyncio.run(_serve(asked.serve, asked.people))))
        return
    from tests.benchmarks.directory import build

    with ExitStack() as stack:
        folder = asked.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{asked.people}.db"
        build(path, asked.people)
        starts = [_start(path, asked.people) for _ in range(STARTS)]
    seconds, processor, megabytes, after = zip(*starts, strict=True)
    rows = [
        ["start to first answer, median", f"{percentile(seconds, 0.5):.2f} s"],
        ["start to first answer, longest", f"{max(seconds):.2f} s"],
        ["processor time until then, median", f"{percentile(processor, 0.5):.2f} s"],
        ["resident after the first answer", f"{max(megabytes):.0f} MB"],
        [f"resident after {LOOKING} answers", f"{max(after):.0f} MB"],
    ]
    print(markdown((f"{asked.people:,} people and members", ""), rows))


def _start(path: Path, people: int) -> tuple[float, float, float, float]:
    command = [sys.executable, "-m", "tests.benchmarks.startup"]
    command += ["--serve", str(path), "--people", str(people)]
    started = time.monotonic()
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    answered, processor, first, later = json.loads(said)
    return answered - started, processor, first, later


async def _serve(path: Path, people: int) -> tuple[float, float, float, float]:
    """Be the bot: return when it answered first (by the machine's clock) and what it took."""
    # Imported here: the fresh process is to load what the bot loads, when the bot does.
    from bot.app import open_services
    from bot.client import AlumniBot
    from bot.demo.people.invention import FIRST_USER_ID
    from bot.i18n import Catalogues
    from tests.benchmarks import discord_stub
    from tests.benchmarks.crowd import SERVER

    async with (
        open_services(path) as services,
        AlumniBot(services, Catalogues.read()) as bot,
    ):
        answers = await discord_stub.connected(bot)
        bot._connection.parse_guild_create(discord_stub.server(SERVER, people))
        for at in range(1, 1 + LOOKING):
            asked = discord_stub.command(
                SERVER, FIRST_USER_ID + at, "find", "people", prefecture="02", home="US"
            )
            bot._connection.parse_interaction_create(asked)
            if at == 1:
                answer = await answers.first
                answered, processor, first = time.monotonic(), time.process_time(), resident()
                assert "find:open" in json.dumps(answer), "the first answer shows nobody"
            else:
                await _settle()
        later = resident()
    return answered, processor, first, later


async def _settle() -> None:
    """Wait until the command under way has been answered."""
    others = [task for task in asyncio.all_tasks() if "invoker" in task.get_name()]
    await asyncio.gather(*others)


if __name__ == "__main__":
    main()
