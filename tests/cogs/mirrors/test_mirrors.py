"""Discord's own events as people meet them."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from bot.client import AlumniBot
from bot.services.services import Services
from cogs.mirrors import watching
from tests.cogs.event_threads.test_threads import pass_, publish
from tests.reading import labels, read, read_private


@pytest.fixture
async def host(world: Any, services: Services) -> Any:
    """Somebody who may organise, with a clock."""
    made = world.join("hiro", permissions=discord.Permissions(manage_events=True))
    await services.zones.set(made.id, "Europe/Lisbon")
    return made


def native(world: Any) -> Any:
    """Return the only event of Discord's own."""
    [found] = world.env.backend.get_guild(world.guild.id).scheduled_events.values()
    return found


async def mirrored(world: Any, host: Any) -> Any:
    """Publish an event and wait for its mirror."""
    await publish(world, host, world.channel)
    await pass_(world, seconds=4)
    return native(world)


async def change(world: Any, **changes: Any) -> None:
    """Let somebody change it in Discord."""
    world.env.backend.edit_scheduled_event(world.guild.id, native(world).id, changes)
    await world.env.settle()


async def test_a_change_in_discord_is_offered_to_the_host_and_taken_over(
    world: Any, host: Any, simcord_bot: AlumniBot
) -> None:
    there = await mirrored(world, host)
    card = world.channel.history()[0]
    assert there.description == card.jump_url
    shown = await host.slash(world.channel, "event show", event="dinner")
    assert "Discord's own" not in read_private(shown)

    await change(world, name="Supper", entity_metadata={"location": "Park"})

    note = host.user.dm_channel.last_message
    assert "**Title:** Dinner → Supper" in read(note)
    assert labels(note) == ["Take it over", "Put it back"]
    assert "Dinner" in read(world.channel.history()[0])
    taken = await host.user.click(note, label="Take it over")
    assert "Taken over" in read(taken.response)
    await pass_(world, seconds=4)
    assert "Supper" in read(world.channel.history()[0])
    assert "Park" in read(world.channel.history()[0])

    await change(world, name="Breakfast")
    back = await host.user.click(host.user.dm_channel.last_message, label="Put it back")
    assert "shows what Supper is" in read(back.response)
    await pass_(world, seconds=4)
    assert native(world).name == "Supper"


async def test_interest_is_counted_and_never_an_answer(
    world: Any, host: Any, simcord_bot: AlumniBot
) -> None:
    there = await mirrored(world, host)

    await world.alice.subscribe_event(there)
    with world.env._bot_scope():
        simcord_bot.dispatch("socket_event_type", "GUILD_SCHEDULED_EVENT_USER_ADD")
    await pass_(world, seconds=watching.QUIET + 5)

    told = read(world.channel.history()[0])
    assert "1 person is interested in Discord's own event" in told
    assert "0 people are going" in told


async def test_one_that_somebody_deletes_is_made_again_if_the_host_likes(
    world: Any, host: Any
) -> None:
    there = await mirrored(world, host)

    world.env.backend.delete_scheduled_event(world.guild.id, there.id)
    await world.env.settle()

    note = host.user.dm_channel.last_message
    assert labels(note) == ["Make it again", "Leave it", "Cancel the event"]
    shown = await host.slash(world.channel, "event show", event="dinner")
    assert "somebody deleted it there" in read_private(shown)
    left = await host.user.click(note, label="Make it again")
    assert "among Discord's own events" in read(left.response)
    await pass_(world, seconds=4)
    assert native(world).id != there.id


async def test_without_the_permission_events_go_on_and_the_host_can_read_why(
    world: Any, host: Any, simcord_bot: AlumniBot
) -> None:
    guild = simcord_bot.get_guild(world.guild.id)
    assert guild is not None
    [own] = [each for each in guild.me.roles if not each.is_default()]
    role, before = own.id, own.permissions
    without = before.value & ~discord.Permissions(create_events=True).value
    world.env.backend.edit_role(world.guild.id, role, {"permissions": without})

    await publish(world, host, world.channel)
    await pass_(world, seconds=4)

    assert world.env.backend.get_guild(world.guild.id).scheduled_events == {}
    shown = await host.slash(world.channel, "event show", event="dinner")
    assert "Create Events" in read_private(shown)
    others = await world.alice.slash(world.channel, "event show", event="dinner")
    assert "Create Events" not in read_private(others)

    world.env.backend.edit_role(world.guild.id, role, {"permissions": before.value})
    await pass_(world, seconds=4)
    assert native(world).name == "Dinner"


async def test_what_not_everybody_sees_any_more_is_taken_away_at_once(
    world: Any, host: Any
) -> None:
    await mirrored(world, host)
    hidden = Overwrite(world.guild.id, OverwriteType.ROLE, deny=1024)
    itself = Overwrite(world.env.backend.bot_user.id, OverwriteType.MEMBER, allow=1024)

    world.env.backend.edit_channel(world.channel.id, {}, overwrites=[hidden, itself])
    await world.env.settle()
    assert world.env.backend.get_guild(world.guild.id).scheduled_events == {}

    world.env.backend.edit_channel(world.channel.id, {}, overwrites=[])
    await world.env.settle()
    assert native(world).name == "Dinner"


async def test_one_moved_into_a_channel_is_put_back(world: Any, host: Any) -> None:
    there = await mirrored(world, host)
    voice = world.guild.create_voice_channel("voice")
    moved = {"entity_type": 2, "channel_id": voice.id, "entity_metadata": None}
    await change(world, **moved)

    note = host.user.dm_channel.last_message
    assert f"<#{voice.id}>" in read(note)
    await host.user.click(note, label="Put it back")
    await pass_(world, seconds=4)

    assert (native(world).id, native(world).entity_type) == (there.id, 3)
    assert native(world).entity_metadata == {"location": there.description}


async def test_the_bot_compares_when_it_comes_back(
    world: Any, host: Any, simcord_bot: AlumniBot
) -> None:
    there = await mirrored(world, host)
    there.name = "Supper"  # while the bot was away

    with world.env._bot_scope():
        simcord_bot.dispatch("ready")
    await world.env.settle()

    assert "Supper" in read(host.user.dm_channel.last_message)


async def test_a_channel_closed_while_the_bot_was_away_takes_the_mirror_away(
    world: Any, host: Any, simcord_bot: AlumniBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    await mirrored(world, host)

    async def nothing(*_: object) -> None:
        """Hear of nothing, as a bot that is away."""

    hidden = Overwrite(world.guild.id, OverwriteType.ROLE, deny=1024)
    itself = Overwrite(world.env.backend.bot_user.id, OverwriteType.MEMBER, allow=1024)
    with monkeypatch.context() as away:
        away.setattr(simcord_bot.services.mirrors, "look_again", nothing)
        world.env.backend.edit_channel(world.channel.id, {}, overwrites=[hidden, itself])
        await world.env.settle()

    with world.env._bot_scope():
        simcord_bot.dispatch("ready")
    await world.env.settle()
    await pass_(world, seconds=30)

    assert world.env.backend.get_guild(world.guild.id).scheduled_events == {}
