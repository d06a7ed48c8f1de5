"""Kill a real bot again and again: ``python -m tests.benchmarks.chaos --kills 500``.

While it works off its queue, through a Discord that loses answers, breaks connections off, is
slow, limits and answers 5xx, the process is killed at random moments. Afterwards each thing must
be there once. What is written is in ``chaos_kinds``.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import random
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bot.app import open_services
from bot.storage.database import Database
from tests.benchmarks.chaos_announcements import Announcements
from tests.benchmarks.chaos_events import HOST, event_kinds
from tests.benchmarks.chaos_kinds import PEOPLE, Kind, World, kinds, settle_in
from tests.benchmarks.chaos_mirrors import mirror_kinds
from tests.benchmarks.table import markdown
from tests.factories import make_profile
from tests.people import keep
from tests.wire.fake.faults import Fault, Limited, Lost, Reset, Slow, Trouble
from tests.wire.fake.payloads import GUILD_ID
from tests.wire.fake.rest import Asked
from tests.wire.fake_discord import fake_discord
from tests.wire.lives import TOKEN, Nursery, emptied, nursery, opened

EVERYTHING = (1 << 50) - 1
FAULTS: tuple[tuple[float, Fault], ...] = (
    (0.10, Lost()),
    (0.04, Reset()),
    (0.03, Trouble(500, is_done=True)),
    (0.03, Trouble(503)),
    (0.03, Limited(0.02)),
    (0.05, Slow(0.05)),
)
ENOUGH = (1, 4, 16, 64, 256)
"""After so many changes a bot is killed; sooner if it stands still."""
STILL = 1.5
LONGEST = 600
"""Seconds for the last bot to work off what is left."""


def main() -> None:
    """Kill, count, and end with status 1 where anything is missing or there twice."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--rows", type=int, default=4, help="new rows of each kind a life")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--only", help="one kind alone")
    known = (*kinds(), Announcements(), *event_kinds(), *mirror_kinds())
    asked = parser.parse_args()
    written = tuple(kind for kind in known if asked.only in (None, kind.name))
    print(f"seed {asked.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        is_right = asyncio.run(
            _run(
                Path(folder) / "alumni.db",
                written,
                kills=asked.kills,
                rows=asked.rows,
                lots=random.Random(asked.seed),
            )
        )
    sys.exit(0 if is_right else 1)


async def _run(
    path: Path, written: tuple[Kind, ...], *, kills: int, rows: int, lots: random.Random
) -> bool:
    began, interrupted = time.monotonic(), 0
    async with (
        fake_discord(token=TOKEN) as discord,
        open_services(path) as services,
        opened(path) as db,
    ):
        world = World(discord, services, db, lots)
        listed = frozenset({1, GUILD_ID})
        await keep(db, *(make_profile(person, listed_in=listed) for person in PEOPLE))
        await settle_in(world)
        discord.limits.are_on = False
        discord.guild.member_ids = [HOST.user_id, *PEOPLE]
        discord.guild.everyone_may = EVERYTHING
        discord.faults.at_random = lambda method, path: _fault(lots, method, path)
        async with nursery(path, discord) as bots:
            for number in range(kills):
                for kind in written:
                    for _ in range(rows):
                        await kind.write(world)
                interrupted += await _live_and_die(bots, world)
                # Nonces are of no help for what happened in an earlier life, and posts sleep.
                discord.clock.advance(200)
                discord.places.fall_asleep()
                if (number + 1) % 50 == 0:
                    print(f"{number + 1} kills, {time.monotonic() - began:.0f} s", flush=True)
            discord.faults.clear()
            left = await _left(db)
            async with bots.life():
                await emptied(path, patience=LONGEST)
            await world.end()
        is_right = await _report(world, written)
    print(f"{kills} kills in {time.monotonic() - began:.0f} s,", end=" ")
    print(f"{interrupted} of them while something was under way;", end=" ")
    print(f"{left} rows were left for the life that nobody ended")
    return is_right


async def _live_and_die(bots: Nursery, world: World) -> bool:
    """Let a bot live until it has done something, and a little longer; tell whether it was busy."""
    world.discord.asked.clear()
    enough = world.lots.choice(ENOUGH)
    async with bots.life():
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(STILL):
                while sum(map(_is_change, world.discord.asked)) < enough:  # noqa: ASYNC110
                    await asyncio.sleep(0.002)
        await asyncio.sleep(world.lots.random() * 0.01)
    await world.end()
    async with world.db.reader() as conn:
        begun = "SELECT count(*) FROM outbox WHERE is_carried = 1"
        [(count,)] = await conn.execute_fetchall(begun)
    return count > 0


async def _left(db: Database) -> int:
    """Count the rows that are due."""
    query = "SELECT count(*) FROM outbox WHERE dead_at IS NULL AND due_at < ?"
    async with db.reader() as conn:
        [(count,)] = await conn.execute_fetchall(query, (datetime.now(UTC).isoformat(),))
    return count


def _is_change(asked: Asked) -> bool:
    return asked.method != "GET" and asked.path.startswith(("/channels/", "/guilds/"))


def _fault(lots: random.Random, method: str, path: str) -> Fault | None:
    if not path.startswith(("/channels/", "/guilds/")):
        return None
    drawn = lots.random()
    for part, fault in FAULTS:
        drawn -= part
        if drawn < 0:
            return Trouble(503) if method == "GET" and isinstance(fault, Lost) else fault
    return None


async def _report(world: World, written: tuple[Kind, ...]) -> bool:
    rows: list[list[str]] = []
    wrong = 0
    for kind in written:
        told = await kind.count(world)
        wrong += told.missing + told.too_much
        numbers = (told.written, told.happened, told.missing, told.too_much)
        rows.append([kind.name, *map(str, numbers)])
    async with world.db.reader() as conn:
        query = "SELECT kind, reason, details FROM outbox WHERE dead_at IS NOT NULL"
        dead = list(await conn.execute_fetchall(query))
    print(markdown(("kind", "written", "happened", "missing", "too much"), rows))
    print(f"{len(dead)} given up by the queue", *(tuple(each) for each in dead))
    return not wrong and not dead


if __name__ == "__main__":
    main()
