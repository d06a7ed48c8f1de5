"""Where the simulator bends Discord's rules, and how failures look."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from simcord.http import router

from bot.demo.strict import strict
from tests.demo.strict.events import event


async def test_people_who_refuse_direct_messages_get_none(world: Any, simcord_bot: Any) -> None:
    user = await simcord_bot.fetch_user(world.alice.id)
    world.rules.refusing_dms.add(user.id)

    with pytest.raises(discord.Forbidden) as refusal:
        await user.send("hello")

    assert refusal.value.code == 50007


async def test_nobody_outside_the_servers_gets_direct_messages(
    world: Any, simcord_bot: Any
) -> None:
    user = await simcord_bot.fetch_user(world.alice.id)
    await user.send("hello")
    world.guild.remove_member(world.alice)

    with pytest.raises(discord.Forbidden):
        await user.send("still there?")


async def test_an_interaction_carries_the_members_language(world: Any, simcord_bot: Any) -> None:
    world.rules.locales[world.alice.id] = "ja"

    await world.alice.slash(world.channel, "ping")
    await world.bob.slash(world.channel, "ping")

    locales = [seen.locale for seen in simcord_bot.interactions]
    assert locales == [discord.Locale.japanese, discord.Locale.american_english]


async def test_an_interaction_carries_the_servers_language(world: Any, simcord_bot: Any) -> None:
    world.env.backend.edit_guild(world.guild.id, {"preferred_locale": "ja"})

    await world.alice.slash(world.channel, "ping")

    assert simcord_bot.interactions[-1].guild_locale is discord.Locale.japanese


async def test_an_interaction_tells_who_installed_the_app(world: Any, simcord_bot: Any) -> None:
    world.rules.user_installs.add(world.bob.id)

    await world.alice.slash(world.channel, "ping")
    await world.bob.slash(world.channel, "ping")

    assert [seen.is_guild_integration() for seen in simcord_bot.interactions] == [True, True]
    assert [seen.is_user_integration() for seen in simcord_bot.interactions] == [False, True]


async def test_joining_a_server_is_announced(world: Any, simcord_bot: Any) -> None:
    world.env.create_guild("Second")
    await world.env.settle()

    assert simcord_bot.joined == ["Alumni", "Second"]


async def test_servers_of_before_the_start_are_not_announced_as_new(
    world: Any, simcord_bot: Any
) -> None:
    restarted = type(simcord_bot)()
    await world.env.restart_bot(restarted)

    assert [guild.name for guild in restarted.guilds] == ["Alumni"]
    assert restarted.joined == []
    await restarted.close()


async def test_text_channels_lose_capitals_and_spaces(guild: discord.Guild) -> None:
    assert (await guild.create_text_channel("San Francisco")).name == "san-francisco"
    assert (await guild.create_voice_channel("San Francisco")).name == "San Francisco"


async def test_forum_options_are_kept(world: Any, guild: discord.Guild) -> None:
    forum = await guild.create_forum(
        "jobs", available_tags=[discord.ForumTag(name="Tokyo")], nsfw=False
    )
    forum = await forum.edit(default_thread_slowmode_delay=60) or forum

    assert [tag.name for tag in forum.available_tags] == ["Tokyo"]
    assert forum.default_thread_slowmode_delay == 60
    kept = guild.get_channel(forum.id)
    assert isinstance(kept, discord.ForumChannel)
    assert [tag.name for tag in kept.available_tags] == ["Tokyo"]


async def test_channels_outlive_their_category(guild: discord.Guild) -> None:
    category = await guild.create_category("Regions")
    room = await category.create_text_channel("room")

    await category.delete()

    left = guild.get_channel(room.id)
    assert left is not None
    assert left.category_id is None


def allow_bot(world: Any, **permissions: bool) -> None:
    guild = world.env.backend.get_guild(world.guild.id)
    bot_role = next(role for role in guild.roles.values() if role.managed)
    value = discord.Permissions(view_channel=True, send_messages=True, **permissions).value
    world.env.backend.edit_role(guild.id, bot_role.id, {"permissions": value})


async def test_create_events_is_what_creating_an_event_needs(
    world: Any, guild: discord.Guild
) -> None:
    allow_bot(world, manage_events=True)
    with pytest.raises(discord.Forbidden):
        await guild.create_scheduled_event(**event(world))

    allow_bot(world, create_events=True)
    mine = await guild.create_scheduled_event(**event(world))
    assert (await mine.edit(name="Momiji")).name == "Momiji"


async def test_pin_messages_is_what_pinning_needs(world: Any, channel: discord.TextChannel) -> None:
    message = await channel.send("read me")
    allow_bot(world, manage_messages=True)
    with pytest.raises(discord.Forbidden):
        await message.pin()

    allow_bot(world, pin_messages=True)
    await message.pin()
    assert world.env.backend.get_message(channel.id, message.id).pinned


async def test_a_server_error_has_its_own_class(world: Any, channel: discord.TextChannel) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=503)

    with pytest.raises(discord.DiscordServerError):
        await channel.send("x")


async def test_an_interaction_token_ends_after_fifteen_minutes(
    world: Any, simcord_bot: Any
) -> None:
    await world.alice.slash(world.channel, "ping")
    await world.env.advance_time(15 * 60 + 1)

    with pytest.raises(discord.HTTPException) as refusal:
        await simcord_bot.interactions[-1].followup.send("late")

    assert (refusal.value.status, refusal.value.code) == (401, 50027)


def test_the_simulator_is_restored_afterwards() -> None:
    before = router.dispatch
    with strict():
        assert router.dispatch is not before

    assert router.dispatch is before
