"""Announcements over real sockets: the bot is killed while they go, change and are recalled."""

from __future__ import annotations

import asyncio
import json
import random
import re
from pathlib import Path

from bot.app import open_services
from bot.domain.addressees import Addressees, Sort, Term
from bot.domain.rights import Standing
from bot.services.announcements import Heard
from bot.services.services import Services
from tests.wire.fake.faults import Fault, Lost, Trouble
from tests.wire.fake.payloads import GUILD_ID
from tests.wire.fake_discord import FakeDiscord
from tests.wire.lives import emptied, nursery

AUTHOR = Standing(5, GUILD_ID, manages_events=True)
EVERYBODY = Addressees((Term(Sort.EVERYBODY),))
EVERYTHING = (1 << 50) - 1
CHANNELS, NEWS = 5, 5
WISHES = ("edit", "recall", "recall")


async def send(services: Services, channels: list[int], text: str) -> int:
    draft = await services.announcements.draft(
        AUTHOR, EVERYBODY, tuple(channels), None, "en", english=text, japanese=""
    )
    sent = await services.announcements.send(AUTHOR, draft.announcement.id, Heard())
    return sent.announcement.id


def standing(discord: FakeDiscord, channel: int) -> list[str]:
    """Return the texts that stand in a channel."""
    whole = json.dumps(discord.messages.of(channel))
    return sorted(re.findall(r"Text \d+ \w+", whole))


async def test_killed_while_it_goes_it_stands_once_in_each_channel_or_nowhere(
    tmp_path: Path, discord: FakeDiscord
) -> None:
    lots = random.Random(12)  # noqa: S311 - no secret

    def fails(method: str, path: str) -> Fault | None:
        if method == "GET" or "/messages" not in path:
            return None
        return lots.choice((None, None, Lost(), Trouble(503, is_done=True)))

    discord.guild.everyone_may = EVERYTHING
    channels = [discord.places.add_channel(f"channel-{at}") for at in range(CHANNELS)]
    channels.append(discord.places.add_channel("news", NEWS))
    discord.limits.are_on = False
    discord.faults.at_random = fails
    path = tmp_path / "alumni.db"
    async with open_services(path) as services, nursery(path, discord) as bots:
        for at, wish in enumerate(WISHES):
            number = await send(services, channels, f"Text {at} old")
            sent = len(discord.asked_for("POST", "/messages"))
            async with bots.life():
                await discord.request("POST", "/messages", nth=sent + lots.randint(1, 4))
                if wish == "edit":
                    new = f"Text {at} new"
                    await services.announcements.rewrite(AUTHOR, number, english=new, japanese="")
                else:
                    await services.announcements.recall(AUTHOR, number)
                await asyncio.sleep(lots.random() * 0.02)
        discord.faults.clear()
        async with bots.life():
            await emptied(path)
        told = [await services.announcements.status(AUTHOR, at) for at in (1, 2)]

    edited = [f"Text {at} new" for at, wish in enumerate(WISHES) if wish == "edit"]
    assert [standing(discord, channel) for channel in channels] == [edited] * len(channels)
    in_news = {int(each["id"]) for each in discord.messages.of(channels[-1])}
    assert in_news <= discord.messages.published
    assert [{each.delivery.value for each in status.copies} for status in told] == [
        {"posted"},
        {"recalled"},
    ]
