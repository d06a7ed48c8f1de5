"""Co-hosts and handing events on, as people meet it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord
import pytest
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from bot.domain.rights import Standing
from bot.services.event_drafts import Spot
from bot.services.services import Services
from tests.reading import labels, read, read_private, read_refusal


@pytest.fixture
def host(world: Any) -> Any:
    """Somebody who may organise."""
    return world.join("hiro", permissions=discord.Permissions(manage_events=True))


async def publish(
    world: Any, host: Any, services: Services, starts_in: timedelta = timedelta(days=7)
) -> None:
    """Publish an event of theirs."""
    stands = Standing(host.id, world.guild.id, manages_events=True)
    said: Any = {
        "title": "Dinner",
        "starts_at": discord.utils.utcnow() + starts_in,
        "length": timedelta(hours=2),
    }
    seen = await services.event_drafts.draft(stands, Spot(world.channel.id), None, "en", **said)
    await services.event_drafts.publish(stands, seen.event.id)


async def settle(world: Any) -> None:
    """Let the queue do what is due in a while."""
    await world.env.advance_time(4)


async def test_a_cohost_is_told_and_may_decline(world: Any, host: Any, services: Services) -> None:
    await publish(world, host, services)
    added = await host.slash(world.channel, "event cohost", event="dinner", member=world.alice)
    assert "is a co-host of Dinner" in read_private(added)
    await settle(world)
    note = world.alice.user.dm_channel.last_message
    assert f"<@{host.id}> named you" in read(note)
    mine = await world.alice.slash(world.channel, "event mine")
    assert "Dinner" in read_private(mine)

    await world.alice.user.click(note, label="Decline")
    await settle(world)

    assert "would rather not host" in read(host.user.dm_channel.last_message)
    off = await host.slash(
        world.channel, "event cohost", event="dinner", member=world.alice, action="remove"
    )
    assert "is no co-host" in read_refusal(world, off)


async def test_an_event_is_handed_on_and_the_card_names_the_new_host(
    world: Any, host: Any, services: Services
) -> None:
    await publish(world, host, services)
    asked = await host.slash(world.channel, "event transfer", event="dinner", member=world.alice)
    assert "is asked" in read_private(asked)
    await settle(world)
    note = world.alice.user.dm_channel.last_message
    assert labels(note)[:2] == ["I host it", "Decline"]

    agreed = await world.alice.user.click(note, label="I host it")
    assert "You host Dinner now" in read(agreed.response)
    await settle(world)

    assert f"**Host** <@{world.alice.id}>" in read(world.channel.history()[0])
    assert f"<@{world.alice.id}> hosts" in read(host.user.dm_channel.last_message)


async def test_bots_and_people_who_do_not_see_the_card_host_nothing(
    world: Any, host: Any, services: Services
) -> None:
    await publish(world, host, services)
    stranger = await world.bob.slash(world.channel, "event cohost", event="1", member=world.alice)
    assert "Only its host" in read_refusal(world, stranger)
    robot = world.guild.add_member(world.env.create_user("robot", bot=True))
    refused = await host.slash(world.channel, "event transfer", event="dinner", member=robot)
    assert "cannot host an event" in read_refusal(world, refused)
    hides = Overwrite(world.alice.id, OverwriteType.MEMBER, deny=1024)
    world.env.backend.edit_channel(world.channel.id, {}, overwrites=[hides])
    refused = await host.slash(world.channel, "event transfer", event="dinner", member=world.alice)
    assert "cannot see the channel" in read_refusal(world, refused)


async def test_moderators_read_that_a_host_is_gone_where_they_wish_or_in_the_queue(
    world: Any, host: Any, services: Services
) -> None:
    await publish(world, host, services)
    room = world.guild.create_text_channel("moderators")
    await host.slash(world.channel, "event cohost", event="dinner", member=world.alice)
    await settle(world)

    world.leave(host)
    await settle(world)
    stuck = await world.admin.slash(world.channel, "queue show")
    assert "No channel for moderators is set" in read_private(stuck)
    await services.settings.set(world.guild.id, "moderator_channel", str(room.id))
    [letter] = await services.outbox.dead(world.guild.id, limit=5)
    await world.admin.slash(world.channel, "queue retry", letter=str(letter.row.id))
    await settle(world)

    posted = read(room.last_message)
    assert f"The co-host <@{world.alice.id}> hosts it now" in posted
    assert "its host is gone" in read(world.alice.user.dm_channel.last_message)
    assert f"**Host** <@{world.alice.id}>" in read(world.channel.history()[0])


async def test_events_of_a_server_that_removed_the_bot_break_nothing(
    world: Any, host: Any, services: Services
) -> None:
    await publish(world, host, services, timedelta(minutes=70))
    await settle(world)
    await world.alice.click(world.channel.history()[0], label="Going")
    await host.slash(world.channel, "event cohost", event="dinner", member=world.bob)
    await settle(world)

    world.env.backend.remove_guild(world.guild.id)
    event_id = (await services.hosting.managed(at_home(world, host), 1)).event.id
    edited = await services.hosting.edit(at_home(world, host), event_id, place="Park")
    assert edited.told == 1
    await world.env.advance_time(timedelta(hours=4).total_seconds())

    other = world.env.create_guild("Other")
    channel = other.create_text_channel("general")
    carol = other.add_member(world.env.create_user("carol"))
    assert "None that you can see" in read_private(await carol.slash(channel, "event list"))
    assert world.env.errors == []
    seen = await services.hosting.managed(at_home(world, host), event_id)
    assert (seen.event.host_id, seen.tally.going) == (host.id, 1), "all is kept, should it return"


def at_home(world: Any, host: Any) -> Standing:
    return Standing(host.id, world.guild.id)
