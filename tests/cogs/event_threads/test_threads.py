"""Threads of events as people meet them, and what becomes of a card whose channel is deleted."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import discord
import pytest
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from bot.client import AlumniBot
from bot.domain.admission import Admission, By
from bot.domain.outbox import Row
from bot.domain.rights import Standing
from bot.services.event_rows import THREAD_SLEEP
from bot.services.services import Services
from cogs.event_threads.carriers import SleepCarrier
from tests.reading import labels, read, read_private


@pytest.fixture
async def host(world: Any, services: Services) -> Any:
    """Somebody who may organise, with a clock."""
    made = world.join("hiro", permissions=discord.Permissions(manage_events=True))
    await services.zones.set(made.id, "Europe/Lisbon")
    return made


async def publish(world: Any, host: Any, channel: Any) -> Any:
    """Publish an event in a channel; return what its host then reads."""
    when = f"<t:{int(soon().timestamp())}:F>"
    form = await host.slash(channel, "event create", title="Dinner", when=when)
    draft = (await host.submit_modal(form, {"description": ""})).response
    published = (await host.click(draft, label="Publish")).response
    await world.env.settle()
    return published


def soon() -> datetime:
    return discord.utils.utcnow() + timedelta(minutes=70)


async def pass_(world: Any, **passed: float) -> None:
    await world.env.advance_time(timedelta(**passed).total_seconds())


async def thread_of(bot: AlumniBot, thread_id: int) -> discord.Thread:
    found = await bot.fetch_channel(thread_id)
    assert isinstance(found, discord.Thread)
    return found


async def people(thread: discord.Thread) -> set[int]:
    return {each.id for each in await thread.fetch_members()} - {thread.owner_id}


async def test_an_open_event_has_a_public_thread_with_its_reminder(
    world: Any, host: Any, simcord_bot: AlumniBot
) -> None:
    published = await publish(world, host, world.channel)
    assert labels(published) == ["Open a thread"]
    card = world.channel.history()[0]
    mine = (await world.alice.click(card, label="Going")).response
    assert "Join the thread" not in labels(mine)

    opened = (await host.click(published, label="Open a thread")).response
    assert "Everybody who sees the card reads it." in read(opened)
    await pass_(world, seconds=4)
    thread = await thread_of(simcord_bot, card.id)
    assert (thread.type, thread.name) == (discord.ChannelType.public_thread, "Dinner")
    assert await people(thread) == {host.id}
    assert f"Thread: <#{thread.id}>" in read(world.channel.history()[0])

    more = (await world.alice.click(mine, label="More")).response
    joined = (await world.alice.click(more, label="Join the thread")).response
    assert f"<#{thread.id}>" in read(joined)
    await world.env.settle()
    assert await people(thread) == {host.id, world.alice.id}
    named = (await world.bob.click(card, label="Going")).response
    await world.bob.click(named, label="Name me")
    await pass_(world, minutes=11)
    [reminder] = [each async for each in thread.history() if f"<@{world.bob.id}>" in read(each)]
    assert "Dinner" in read(reminder)

    await world.alice.click(card, label="Can't")
    await world.env.settle()
    assert world.alice.id not in await people(await thread_of(simcord_bot, card.id))
    sleep = Row(1, THREAD_SLEEP, "", {"thread": card.id}, world.guild.id, soon(), 0, None)
    for _ in range(2):
        await SleepCarrier(simcord_bot).carry(sleep)
    assert (await thread_of(simcord_bot, card.id)).archived


async def test_where_not_everybody_sees_the_card_the_thread_is_private(
    world: Any, host: Any, simcord_bot: AlumniBot
) -> None:
    closed = world.guild.create_text_channel("board")
    hidden = Overwrite(world.guild.id, OverwriteType.ROLE, deny=1024)
    may = [
        Overwrite(each, OverwriteType.MEMBER, allow=1024)
        for each in (host.id, world.env.backend.bot_user.id)
    ]
    world.env.backend.edit_channel(closed.id, {}, overwrites=[hidden, *may])
    published = await publish(world, host, closed)

    opened = (await host.click(published, label="Open a thread")).response
    await pass_(world, seconds=4)

    assert "only those who joined it read it" in read(opened)
    guild = simcord_bot.get_guild(world.guild.id)
    assert guild is not None
    [thread] = guild.threads
    assert thread.type is discord.ChannelType.private_thread
    assert "Private thread:" in read(closed.history()[0])
    shown = await host.slash(closed, "event show", event="dinner")
    assert "Open a thread" not in labels(shown.response)


async def test_an_event_for_some_has_a_private_thread(
    world: Any, host: Any, simcord_bot: AlumniBot, services: Services
) -> None:
    published = await publish(world, host, world.channel)
    stands = Standing(host.id, world.guild.id, manages_events=True)
    role = world.guild.create_role("board")
    only = Admission(By.ROLE, (str(role.id),))
    await services.admissions.say(stands, 1, admission=only)

    await host.click(published, label="Open a thread")
    await pass_(world, seconds=4)

    guild = simcord_bot.get_guild(world.guild.id)
    assert guild is not None
    assert [each.type for each in guild.threads] == [discord.ChannelType.private_thread]
    assert "Private thread:" in read(world.channel.history()[0])


async def test_without_the_permission_the_host_is_told_before_anything_is_tried(
    world: Any, host: Any
) -> None:
    published = await publish(world, host, world.channel)
    denied = discord.Permissions(create_public_threads=True).value
    no_threads = Overwrite(world.env.backend.bot_user.id, OverwriteType.MEMBER, deny=denied)
    world.env.backend.edit_channel(world.channel.id, {}, overwrites=[no_threads])

    refused = await host.click(published, label="Open a thread")

    assert "Create Public Threads" in read(refused.response)


async def test_a_card_goes_on_elsewhere_when_its_channel_is_deleted(
    world: Any, host: Any, simcord_bot: AlumniBot
) -> None:
    other, third = (world.guild.create_text_channel(name) for name in ("other", "third"))
    await publish(world, host, other)
    named = (await world.alice.click(other.history()[0], label="Going")).response
    await world.alice.click(named, label="Name me")

    world.env.backend.delete_channel(other.id)
    await world.env.settle()

    note = host.user.dm_channel.last_message
    assert labels(note) == ["Post it elsewhere", "Cancel the event"]
    asked = (await host.user.click(note, label="Post it elsewhere")).response
    assert "Where shall the card of Dinner stand?" in read(asked)
    await pass_(world, minutes=11)
    assert "You are going" in read(world.alice.user.dm_channel.last_message)
    chosen = await host.user.select(
        asked, [str(third.id)], custom_id="event-place:1:" + str(world.guild.id)
    )
    assert f"<#{third.id}>" in read(chosen.response)
    await world.env.settle()

    assert "1 person is going" in read(third.history()[0]) or "alice" in read(third.history()[0])
    mine = await world.alice.slash(world.channel, "event mine")
    assert "you are going" in read_private(mine)
