"""Limits that Discord checks on its side."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import discord
import pytest
from simcord.http import router

from tests.demo.strict.events import event


async def test_the_501st_channel_is_refused(world: Any, guild: discord.Guild) -> None:
    while len(world.env.backend.get_guild(guild.id).channel_ids) < 500:
        world.guild.create_text_channel("room")

    with pytest.raises(discord.HTTPException) as refusal:
        await guild.create_text_channel("one-more")

    assert refusal.value.code == 30013


async def test_the_51st_channel_of_a_category_is_refused(
    world: Any, guild: discord.Guild, channel: discord.TextChannel
) -> None:
    category = await guild.create_category("Regions")
    for n in range(50):
        await category.create_text_channel(f"r{n}")

    with pytest.raises(discord.HTTPException):
        await category.create_text_channel("one-more")
    with pytest.raises(discord.HTTPException):
        await channel.edit(category=category, sync_permissions=True)


async def test_the_251st_role_is_refused(world: Any, guild: discord.Guild) -> None:
    roles = world.env.backend.get_guild(guild.id).roles
    while len(roles) - 1 < 250:
        # Put there behind the scenes: each role made properly moves all the others.
        roles[len(roles)] = roles[guild.id]

    with pytest.raises(discord.HTTPException) as refusal:
        await guild.create_role(name="one more")

    assert refusal.value.code == 30005


async def test_the_101st_planned_event_is_refused(world: Any, guild: discord.Guild) -> None:
    for _ in range(100):
        await guild.create_scheduled_event(**event(world))

    with pytest.raises(discord.HTTPException) as refusal:
        await guild.create_scheduled_event(**event(world))

    assert refusal.value.code == 30038


async def test_the_16th_webhook_of_a_channel_is_refused(channel: discord.TextChannel) -> None:
    for n in range(15):
        await channel.create_webhook(name=f"hook {n}")

    with pytest.raises(discord.HTTPException) as refusal:
        await channel.create_webhook(name="one more")

    assert refusal.value.code == 30007


async def test_long_channel_names_and_topics_are_refused(guild: discord.Guild) -> None:
    for options in ({"name": "c" * 101}, {"name": "c", "topic": "t" * 1025}):
        with pytest.raises(discord.HTTPException):
            await guild.create_text_channel(**options)


async def test_slowmode_of_more_than_six_hours_is_refused(channel: discord.TextChannel) -> None:
    with pytest.raises(discord.HTTPException):
        await channel.edit(slowmode_delay=21_601)


async def test_long_role_names_nicknames_and_thread_names_are_refused(
    world: Any, guild: discord.Guild, channel: discord.TextChannel
) -> None:
    with pytest.raises(discord.HTTPException):
        await guild.create_role(name="r" * 101)
    with pytest.raises(discord.HTTPException):
        await guild.me.edit(nick="n" * 33)
    with pytest.raises(discord.HTTPException):
        await channel.create_thread(name="t" * 101, type=discord.ChannelType.public_thread)


async def test_an_audit_reason_of_513_characters_is_refused(guild: discord.Guild) -> None:
    with pytest.raises(discord.HTTPException):
        await guild.create_role(name="role", reason="r" * 513)


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "n" * 101},
        {"description": "d" * 1001},
        {"location": "p" * 101},
        {"start_time": -1},
        {"end_time": 0},
    ],
    ids=[
        "a long name",
        "a long description",
        "a long place",
        "the past",
        "an end before its start",
    ],
)
async def test_bad_events_are_refused(
    world: Any, guild: discord.Guild, changes: dict[str, Any]
) -> None:
    for key in ("start_time", "end_time"):
        if key in changes:
            changes = {key: world.env.now() + timedelta(days=changes[key])}

    with pytest.raises(discord.HTTPException):
        await guild.create_scheduled_event(**event(world, **changes))


async def test_a_repeated_nonce_sends_one_message(world: Any, channel: discord.TextChannel) -> None:
    first = await channel.send("once", nonce="reminder-7")
    again = await channel.send("once", nonce="reminder-7")

    assert again.id == first.id
    assert len(world.env.backend.messages[channel.id]) == 1


async def test_a_nonce_is_forgotten_after_a_while(world: Any, channel: discord.TextChannel) -> None:
    first = await channel.send("again", nonce="reminder-7")
    await world.env.advance_time(301)

    assert (await channel.send("again", nonce="reminder-7")).id != first.id


async def test_a_nonce_of_26_characters_is_refused(channel: discord.TextChannel) -> None:
    with pytest.raises(discord.HTTPException):
        await channel.send("x", nonce="n" * 26)


async def test_files_over_ten_mebibytes_are_refused(channel: discord.TextChannel) -> None:
    with pytest.raises(discord.HTTPException):
        await channel.send(file=discord.File(io.BytesIO(bytes(10 * 1024 * 1024 + 1)), "big.bin"))


async def test_an_embed_field_without_a_value_is_refused(channel: discord.TextChannel) -> None:
    with pytest.raises(discord.HTTPException):
        await channel.send(embed=discord.Embed().add_field(name="Town", value=""))


async def test_a_button_without_a_label_is_refused(channel: discord.TextChannel) -> None:
    view = discord.ui.View().add_item(discord.ui.Button(custom_id="x"))
    with pytest.raises(discord.HTTPException):
        await channel.send(view=view)


async def test_a_poll_of_33_days_is_refused(channel: discord.TextChannel) -> None:
    poll = discord.Poll("When?", timedelta(days=33)).add_answer(text="Now")
    with pytest.raises(discord.HTTPException):
        await channel.send(poll=poll)


async def test_a_webhook_message_into_a_thread_fails_loudly(channel: discord.TextChannel) -> None:
    hook = await channel.create_webhook(name="hook")
    thread = await channel.create_thread(name="t", type=discord.ChannelType.public_thread)

    with pytest.raises(router.UnsupportedField):
        await hook.send("x", thread=thread)
