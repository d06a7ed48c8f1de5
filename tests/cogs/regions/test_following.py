"""Following a region's post: whoever asks for it, alone, and nobody who belongs quietly."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from bot.client import AlumniBot
from bot.domain.outbox import Row
from bot.domain.regions import RegionPlace
from bot.errors import CannotFollowError
from bot.outbox.carrier import Refused
from bot.outbox.following import FULL, FollowCarrier
from bot.services.services import Services
from bot.storage import regions
from bot.storage.database import Database
from tests.reading import labels, read


@pytest.fixture
async def post(world: Any, simcord_bot: AlumniBot, db: Database) -> discord.Thread:
    """Aomori's post in a forum, asleep."""
    guild = simcord_bot.get_guild(world.guild.id)
    assert guild is not None
    forum = await guild.create_forum("regions")
    made = await forum.create_thread(name="Aomori", content="Aomori")
    await made.thread.edit(archived=True)
    async with db.transaction() as conn:
        place = RegionPlace("p02", thread_id=made.thread.id)
        await regions.put_place(conn, world.guild.id, place)
    return made.thread


async def followers(post: discord.Thread) -> set[int]:
    """Return who follows a post, the bot aside."""
    return {each.id for each in await post.fetch_members()} - {post.owner_id}


async def test_whoever_presses_follow_is_added_and_the_post_woken(
    world: Any, simcord_bot: AlumniBot, post: discord.Thread
) -> None:
    asked = await world.alice.slash(world.channel, "region join", region="Aomori")
    joined = await world.alice.click(asked.response, label="Join")
    told = await world.alice.click(joined.response, label="Follow")
    await world.env.settle()

    assert f"<#{post.id}>" in read(told.response)
    thread = await simcord_bot.fetch_channel(post.id)
    assert isinstance(thread, discord.Thread)
    assert not thread.archived
    assert await followers(thread) == {world.alice.id}


async def test_whoever_leaves_the_region_is_taken_out_of_its_post(
    world: Any, simcord_bot: AlumniBot, services: Services, post: discord.Thread
) -> None:
    server, alice = world.guild.id, world.alice.id
    await services.memberships.join(server, alice, "p02")
    await services.memberships.follow(server, alice, "p02")
    await world.env.settle()
    await post.edit(archived=True)

    await world.alice.slash(world.channel, "region leave", region="Aomori")
    await world.env.settle()

    assert await followers(post) == set()


async def test_who_belongs_quietly_cannot_follow(
    world: Any, services: Services, post: discord.Thread
) -> None:
    asked = await world.alice.slash(world.channel, "region join", region="Aomori")
    joined = await world.alice.click(asked.response, label="Belong quietly")

    assert "Follow" not in labels(joined.response)
    with pytest.raises(CannotFollowError):
        await services.memberships.follow(world.guild.id, world.alice.id, "p02")


async def test_a_full_post_and_somebody_who_left_are_no_failures(
    world: Any, simcord_bot: AlumniBot, post: discord.Thread
) -> None:
    carrier, now = FollowCarrier(simcord_bot), discord.utils.utcnow()
    payload = {"thread": post.id, "user": world.alice.id, "follows": True}
    row = Row(1, "follow", f"user:{world.alice.id}", payload, world.guild.id, now, 0, None)

    assert await carrier.look(row) is None
    for code, result in ((30033, FULL), (10007, {})):
        path = f"/channels/{post.id}/thread-members/*"
        world.env.inject_error("PUT", path, status=400, code=code)
        assert await carrier.carry(row) == result
    await carrier.carry(row)
    assert await carrier.look(row) == {}

    nowhere = Row(2, "follow", "", payload | {"thread": world.channel.id}, 1, now, 0, None)
    with pytest.raises(Refused):
        await carrier.carry(nowhere)
