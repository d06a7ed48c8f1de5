"""Kill a real bot again and again: ``python -m tests.benchmarks.chaos --kills 500``.

While it works off its queue, through a Discord that loses answers, breaks connections off and
answers 5xx, the process is killed at random moments. Afterwards each thing must be there once.
A feature adds its kind of row to ``KINDS``.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from bot.app import open_services
from bot.services.services import Services
from bot.storage.database import Database
from tests.benchmarks.table import markdown
from tests.factories import make_profile
from tests.people import keep
from tests.wire.fake.faults import Fault, Lost, Reset, Trouble
from tests.wire.fake_discord import FakeDiscord, fake_discord
from tests.wire.lives import TOKEN, Nursery, emptied, nursery

PEOPLE = range(101, 121)
FAULTS: tuple[tuple[float, Fault], ...] = (
    (0.10, Lost()),
    (0.04, Reset()),
    (0.03, Trouble(500, is_done=True)),
    (0.03, Trouble(503)),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of row: how one is written, and how often each one happened.

    ``write`` returns the name under which ``count`` counts it.
    """

    name: str
    write: Callable[[Services, random.Random, int], Awaitable[str]]
    count: Callable[[FakeDiscord], Counter[str]]


async def _write_letter(services: Services, lots: random.Random, number: int) -> str:
    name = f"Reason {number}."
    await services.moderation.unlist(number, lots.choice(PEOPLE), moderator_id=9, reason=name)
    return name


def _count_letters(discord: FakeDiscord) -> Counter[str]:
    return Counter(re.findall(r"Reason \d+\.", json.dumps(discord.messages.all())))


KINDS = (Kind("letters", _write_letter, _count_letters),)


def main() -> None:
    """Kill, count, and end with status 1 where anything is missing or there twice."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--rows", type=int, default=4, help="new rows of each kind a life")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        is_right = asyncio.run(
            _run(Path(folder) / "alumni.db", asked.kills, asked.rows, random.Random(asked.seed))
        )
    sys.exit(0 if is_right else 1)


async def _run(path: Path, kills: int, rows: int, lots: random.Random) -> bool:
    began = time.monotonic()
    wanted: dict[str, list[str]] = {kind.name: [] for kind in KINDS}
    async with fake_discord(token=TOKEN) as discord, open_services(path) as services:
        db = await Database.open(path)
        await keep(db, *(make_profile(person) for person in PEOPLE))
        await db.close()
        discord.limits.are_on = False
        discord.faults.at_random = lambda method, path: _fault(lots, method, path)
        interrupted = 0
        async with nursery(path, discord) as bots:
            for number in range(kills):
                for kind in KINDS:
                    for row in range(rows):
                        wanted[kind.name].append(
                            await kind.write(services, lots, number * rows + row)
                        )
                interrupted += await _live_and_die(bots, discord, services, lots)
                # Nonces are of no help for what happened in an earlier life.
                discord.clock.advance(200)
                if (number + 1) % 50 == 0:
                    print(f"{number + 1} kills, {time.monotonic() - began:.0f} s", flush=True)
            discord.faults.clear()
            async with bots.life():
                await emptied(path)
        return _report(discord, wanted, kills, interrupted, time.monotonic() - began)


async def _live_and_die(
    bots: Nursery, discord: FakeDiscord, services: Services, lots: random.Random
) -> bool:
    """Let a bot live until it has sent something, and a little longer; tell whether it was busy."""
    asked = len(discord.asked_for("POST", "/messages"))
    async with bots.life():
        await discord.request("POST", "/messages", nth=asked + lots.choice((1, 1, 2, 3)))
        await asyncio.sleep(lots.random() * 0.01)
    async with services.outbox._db.reader() as conn:
        begun = "SELECT count(*) FROM outbox WHERE is_carried = 1"
        [(count,)] = await conn.execute_fetchall(begun)
    return count > 0


def _fault(lots: random.Random, method: str, path: str) -> Fault | None:
    if not path.endswith("/messages"):
        return None
    drawn = lots.random()
    for part, fault in FAULTS:
        drawn -= part
        if drawn < 0:
            return fault if method == "POST" else Trouble(503)
    return None


def _report(
    discord: FakeDiscord, wanted: dict[str, list[str]], kills: int, interrupted: int, took: float
) -> bool:
    rows: list[list[str]] = []
    wrong = 0
    for kind in KINDS:
        found, names = kind.count(discord), wanted[kind.name]
        missing = sum(1 for name in names if not found[name])
        doubled = sum(1 for name in names if found[name] > 1)
        wrong += missing + doubled
        rows.append([kind.name, str(len(names)), str(sum(found.values())), str(missing)])
        rows[-1].append(str(doubled))
    print(markdown(("kind", "written", "happened", "missing", "twice"), rows))
    asked = len(discord.asked_for("POST", "/messages"))
    looks = len(discord.asked_for("GET", "/messages"))
    print(f"{kills} kills in {took:.0f} s, {interrupted} of them while something was under way;")
    print(f"{asked} messages asked for, {looks} looks before repeating")
    return not wrong


if __name__ == "__main__":
    main()
