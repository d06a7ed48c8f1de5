"""A plan survives that the real bot is killed at random while it is carried out."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from pathlib import Path

from bot.app import open_services
from bot.domain.layout import Layout, Server
from bot.domain.regions import Family
from bot.services.layout_wishes import Names
from tests.wire.fake.faults import Fault, Lost
from tests.wire.fake.payloads import CHANNEL_ID, GUILD_ID
from tests.wire.fake_discord import FakeDiscord
from tests.wire.lives import emptied, nursery

NAMES = Names(("en",), {"own": "Groups", "chapter": "Chapters", "forums": "Regions"}, ("{name}",))
GROUPS = ("Noto", "Iya", "Tsugaru", "Kiso", "Izu", "Hida")
CHAPTERS = ("Shetland", "Orkney", "Skye", "Islay", "Jura", "Mull")
MADE = (
    *("Groups", *GROUPS, *(name.lower() for name in GROUPS)),
    *("Regions", "chapters", *CHAPTERS),
)
MAKING = ("/channels", "/roles", "/threads")
KILLS = 10


async def test_each_thing_is_made_once_though_the_bot_is_killed_and_answers_are_lost(
    tmp_path: Path, discord: FakeDiscord
) -> None:
    path, lots = tmp_path / "alumni.db", random.Random(7)  # noqa: S311 - no secret

    def loses(method: str, path: str) -> Fault | None:
        is_making = method == "POST" and path.endswith(MAKING)
        return Lost() if is_making and lots.random() < 0.2 else None

    discord.faults.at_random = loses
    async with open_services(path) as services, nursery(path, discord) as bots:
        for family, names in ((Family.OWN, GROUPS), (Family.CHAPTER, CHAPTERS)):
            for name in names:
                await services.regions.add(GUILD_ID, name, family)
        await services.layouts.set_layout(GUILD_ID, Family.OWN, Layout.CHANNELS)
        await services.layouts.set_layout(GUILD_ID, Family.CHAPTER, Layout.FORUM)
        await services.layouts.apply(
            GUILD_ID, Server(), NAMES, {}, locale="en", channel_id=CHANNEL_ID
        )
        for _ in range(KILLS):
            before = discord.places.names().total()
            async with bots.life():
                async with asyncio.timeout(20):
                    while discord.places.names().total() == before < len(MADE):  # noqa: ASYNC110
                        await asyncio.sleep(0.002)
                await asyncio.sleep(lots.random() * 0.02)
            # As after days without a message.
            discord.places.fall_asleep()
        discord.faults.clear()
        async with bots.life():
            await emptied(path)
        job = await services.layouts.job(GUILD_ID)
        held = await services.layouts.held(GUILD_ID)

    assert discord.places.names() == discord.places.made == Counter(MADE)
    assert job is None
    assert {thing.id for thing in held.values()} == {
        *discord.places.channels,
        *discord.places.roles,
        *discord.places.posts,
    }
