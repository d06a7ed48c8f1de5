"""A real bot that is stopped or killed at any moment does each thing once."""

from __future__ import annotations

import asyncio
import os
import random
import signal
from collections.abc import Iterable
from pathlib import Path

from bot.app import open_services
from tests.benchmarks.chaos_events import HOST, event_kinds
from tests.benchmarks.chaos_kinds import PEOPLE as EVERYBODY
from tests.benchmarks.chaos_kinds import Letters, World
from tests.benchmarks.chaos_mirrors import mirror_kinds
from tests.factories import make_profile
from tests.people import keep
from tests.wire.fake.faults import Fault, Limited, Lost
from tests.wire.fake_discord import FakeDiscord
from tests.wire.lives import emptied, nursery, opened

PEOPLE = (101, 102, 103)
EVERYTHING = (1 << 50) - 1
KILLS, EACH_TIME = 10, 3


async def settle_in(path: Path, people: Iterable[int] = PEOPLE) -> None:
    async with open_services(path), opened(path) as db:
        await keep(db, *(make_profile(person) for person in people))


async def test_a_signal_lets_the_message_under_way_finish(
    tmp_path: Path, discord: FakeDiscord
) -> None:
    path = tmp_path / "alumni.db"
    await settle_in(path)
    async with open_services(path) as services, nursery(path, discord) as bots:
        await services.moderation.unlist(1, PEOPLE[0], moderator_id=9, reason="Spam")
        async with bots.life(ends_by=signal.SIGTERM) as bot:
            await discord.connected()
            discord.answers.clear()
            await discord.request("POST", "/users/@me/channels")
            os.kill(bot, signal.SIGTERM)
            await bots.says("finishing what is under way")
            discord.answers.set()
            await bots.says(", broken off: 0")

        async with services.outbox._db.reader() as conn:
            assert not list(await conn.execute_fetchall("SELECT * FROM outbox"))
    assert len(discord.messages.all()) == 1


async def test_a_limit_on_writing_commands_does_not_stop_the_start(
    tmp_path: Path, discord: FakeDiscord
) -> None:
    discord.faults.order("PUT", "/commands", Limited(3600), times="always")

    async with nursery(tmp_path / "alumni.db", discord) as bots, bots.life():
        await discord.connected()
        await bots.says("did not take the commands")


async def test_ten_kills_lose_nothing_and_double_nothing(
    tmp_path: Path, discord: FakeDiscord
) -> None:
    path, lots = tmp_path / "alumni.db", random.Random(31)  # noqa: S311 - no secret

    def loses(method: str, path: str) -> Fault | None:
        makes = method == "POST" and path.endswith(("/messages", "/threads", "/scheduled-events"))
        return Lost() if makes and lots.random() < 0.2 else None

    discord.faults.at_random = loses
    discord.limits.are_on = False
    discord.guild.everyone_may = EVERYTHING
    discord.guild.member_ids = [HOST.user_id, *EVERYBODY]
    written = (Letters(), *event_kinds(), *mirror_kinds())
    await settle_in(path, EVERYBODY)
    async with (
        open_services(path) as services,
        opened(path) as db,
        nursery(path, discord) as bots,
    ):
        world = World(discord, services, db, lots)
        for _ in range(KILLS):
            for kind in lots.sample(written, EACH_TIME):
                await kind.write(world)
            sent = len(discord.asked_for("POST", "/messages"))
            async with bots.life():
                await discord.request("POST", "/messages", nth=sent + 1)
                await asyncio.sleep(lots.random() * 0.02)
            await world.end()
        discord.faults.clear()
        async with bots.life():
            await emptied(path)
        told = {kind.name: await kind.count(world) for kind in written}

    assert all(each.written for each in told.values())
    assert not {name: each for name, each in told.items() if each.missing or each.too_much}
