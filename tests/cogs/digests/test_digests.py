"""The digest as a region reads it, in the simulated Discord."""

from __future__ import annotations

from datetime import timedelta

import discord

from bot.client import AlumniBot
from bot.domain.outbox import Row
from bot.domain.regions import RegionPlace
from bot.domain.rights import Standing
from bot.outbox.posting import Poster
from bot.services.digests import POST
from bot.services.event_drafts import Spot
from bot.services.hosting import Said
from bot.services.services import Services
from bot.storage import regions
from bot.storage.database import Database
from cogs.digests.carriers import digest_writer
from tests.conftest import World
from tests.reading import read


async def test_a_region_reads_what_everybody_there_may_know(
    world: World, services: Services, db: Database, simcord_bot: AlumniBot
) -> None:
    hidden = world.guild.create_text_channel(
        "hidden",
        overwrites={world.guild.default_role: discord.PermissionOverwrite(view_channel=False)},
    )
    async with db.transaction() as conn:
        place = RegionPlace("p02", channel_id=world.channel.id)
        await regions.put_place(conn, world.guild.id, place)
    await services.settings.set(world.guild.id, "language", "both")
    await services.settings.set(world.guild.id, "digest", "on")
    host = Standing(world.alice.id, world.guild.id, manages_events=True)
    start = services.clock() + timedelta(days=13)
    for channel, title in ((world.channel, "Dinner](https://evil.example)"), (hidden, "Secret")):
        said = Said(title=title, starts_at=start, length=timedelta(hours=2), zone="UTC")
        draft = await services.event_drafts.draft(host, Spot(channel.id), "p02", "en", **said)
        await services.event_drafts.publish(host, draft.event.id)

    await world.env.settle()
    now, here = services.clock(), world.channel.id
    payload = {"channel": here, "region": "p02", "since": (now - timedelta(weeks=1)).isoformat()}
    row = Row(1, POST, f"channel:{here}", payload, world.guild.id, now, 0, None)
    await Poster(simcord_bot, digest_writer(simcord_bot)).carry(row)

    [digest] = [each for each in world.channel.history() if "This week in" in read(each)]
    told = read(digest)
    assert "This week in Aomori · 今週の青森県" in told
    assert "Coming up · これからのイベント" in told
    assert f"<t:{int(start.timestamp())}:F>: [Dinner\\](https://evil.example)](https://disc" in told
    assert "Secret" not in told
