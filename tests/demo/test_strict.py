"""Each rule of the overlay, seen from a bot's side."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import discord
import pytest
from discord import app_commands
from discord.ext import commands
from simcord.http import router

from bot.demo.strict import strict


class Seen(commands.Bot):
    """Remembers interactions and servers joined."""

    def __init__(self) -> None:
        super().__init__("!", intents=discord.Intents.default())
        self.interactions: list[discord.Interaction] = []
        self.joined: list[str] = []
        self.suggestions: list[str] = []

    async def setup_hook(self) -> None:
        @self.tree.command()
        async def ping(interaction: discord.Interaction, word: str = "") -> None:
            """Answer"""
            self.interactions.append(interaction)
            await interaction.response.send_message("pong", ephemeral=True)

        @ping.autocomplete("word")
        async def complete(_: discord.Interaction, __: str) -> list[app_commands.Choice[str]]:
            return [app_commands.Choice(name=word, value="x") for word in self.suggestions]

        await self.tree.sync()

    async def on_guild_join(self, guild: discord.Guild) -> None:
        self.joined.append(guild.name)


@pytest.fixture
async def simcord_bot() -> AsyncIterator[Seen]:
    bot = Seen()
    yield bot
    await bot.close()


@pytest.fixture
def guild(world: Any, simcord_bot: Seen) -> discord.Guild:
    found = simcord_bot.get_guild(world.guild.id)
    assert found is not None
    return found


@pytest.fixture
def channel(world: Any, guild: discord.Guild) -> discord.TextChannel:
    found = guild.get_channel(world.channel.id)
    assert isinstance(found, discord.TextChannel)
    return found


# Registration


def option(name: str = "word", **more: Any) -> dict[str, Any]:
    return {"type": 3, "name": name, "description": "A word", **more}


def command(name: str = "find", description: str = "Find", **more: Any) -> dict[str, Any]:
    return {"type": 1, "name": name, "description": description, **more}


async def register(bot: Seen, *payloads: dict[str, Any]) -> None:
    await bot.http.bulk_upsert_global_commands(bot.application_id or 1, list(payloads))


BAD_COMMANDS = {
    "a space in the name": command("find me"),
    "a capital in the name": command("Find"),
    "a name of 33 characters": command("f" * 33),
    "an empty description": command(description=""),
    "a description of 101 characters": command(description="d" * 101),
    "a translated description of 101": command(description_localizations={"ja": "説" * 101}),
    "a translated name with a space": command(name_localizations={"ja": "人 探す"}),
    "26 options": command(options=[option(f"o{n}") for n in range(26)]),
    "required after optional": command(options=[option("a"), option("b", required=True)]),
    "an option's description of 101": command(options=[option(description="d" * 101)]),
    "26 choices": command(
        options=[option(choices=[{"name": f"c{n}", "value": f"c{n}"} for n in range(26)])]
    ),
    "a choice's name of 101 characters": command(
        options=[option(choices=[{"name": "c" * 101, "value": "c"}])]
    ),
    "choices beside autocomplete": command(
        options=[option(choices=[{"name": "c", "value": "c"}], autocomplete=True)]
    ),
    "more than 8,000 characters": command(
        options=[
            option(
                f"o{n}",
                choices=[{"name": f"{c}" * 20, "value": f"{c}" * 20} for c in range(10, 35)],
            )
            for n in range(5)
        ]
    ),
    "a context menu with a description": {"type": 2, "name": "View", "description": "View"},
}


@pytest.mark.parametrize("payload", BAD_COMMANDS.values(), ids=BAD_COMMANDS.keys())
async def test_a_bad_command_is_refused(world: Any, simcord_bot: Seen, payload: Any) -> None:
    with pytest.raises(discord.HTTPException) as refusal:
        await register(simcord_bot, payload)

    assert refusal.value.code == 50035


async def test_a_hundred_commands_are_accepted_and_one_more_is_refused(
    world: Any, simcord_bot: Seen
) -> None:
    hundred = [command(f"find-{n}") for n in range(100)]
    await register(simcord_bot, *hundred)

    with pytest.raises(discord.HTTPException):
        await register(simcord_bot, *hundred, command("one-more"))


async def test_two_commands_of_one_name_are_refused(world: Any, simcord_bot: Seen) -> None:
    with pytest.raises(discord.HTTPException):
        await register(simcord_bot, command(), command())


async def test_japanese_command_names_are_accepted(world: Any, simcord_bot: Seen) -> None:
    await register(simcord_bot, command(name_localizations={"ja": "人を探す"}))

    stored = world.env.backend.commands[None]["find", 1]
    assert stored["name_localizations"] == {"ja": "人を探す"}


# Autocomplete


async def test_twenty_five_suggestions_arrive(world: Any, simcord_bot: Seen) -> None:
    simcord_bot.suggestions = [f"word {n}" for n in range(25)]

    shown = await world.alice.autocomplete(world.channel, "ping", "word", "w")

    assert len(shown) == 25


@pytest.mark.parametrize(
    "suggestions",
    [[f"word {n}" for n in range(26)], ["w" * 101], [""]],
    ids=["26 of them", "a long one", "an empty one"],
)
async def test_bad_suggestions_are_refused(
    world: Any, simcord_bot: Seen, suggestions: list[str]
) -> None:
    simcord_bot.suggestions = suggestions

    await world.alice.autocomplete(world.channel, "ping", "word", "w")

    assert "Invalid Form Body" in str(world.env.errors[-1])


# How many


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
    while len(world.env.backend.get_guild(guild.id).roles) - 1 < 250:
        world.guild.create_role("role")

    with pytest.raises(discord.HTTPException) as refusal:
        await guild.create_role(name="one more")

    assert refusal.value.code == 30005


def event(world: Any, **changes: Any) -> dict[str, Any]:
    start = world.env.now() + timedelta(days=1)
    return {
        "name": "Hanami",
        "start_time": start,
        "end_time": start + timedelta(hours=2),
        "entity_type": discord.EntityType.external,
        "privacy_level": discord.PrivacyLevel.guild_only,
        "location": "Ueno Park",
        **changes,
    }


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


# How long


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


# Messages


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


# Direct messages


async def test_people_who_refuse_direct_messages_get_none(world: Any, simcord_bot: Seen) -> None:
    user = await simcord_bot.fetch_user(world.alice.id)
    world.rules.refusing_dms.add(user.id)

    with pytest.raises(discord.Forbidden) as refusal:
        await user.send("hello")

    assert refusal.value.code == 50007


async def test_nobody_outside_the_servers_gets_direct_messages(
    world: Any, simcord_bot: Seen
) -> None:
    user = await simcord_bot.fetch_user(world.alice.id)
    await user.send("hello")
    world.guild.remove_member(world.alice)

    with pytest.raises(discord.Forbidden):
        await user.send("still there?")


# People and servers


async def test_an_interaction_carries_the_members_language(world: Any, simcord_bot: Seen) -> None:
    world.rules.locales[world.alice.id] = "ja"

    await world.alice.slash(world.channel, "ping")
    await world.bob.slash(world.channel, "ping")

    locales = [seen.locale for seen in simcord_bot.interactions]
    assert locales == [discord.Locale.japanese, discord.Locale.american_english]


async def test_an_interaction_carries_the_servers_language(world: Any, simcord_bot: Seen) -> None:
    world.env.backend.edit_guild(world.guild.id, {"preferred_locale": "ja"})

    await world.alice.slash(world.channel, "ping")

    assert simcord_bot.interactions[-1].guild_locale is discord.Locale.japanese


async def test_an_interaction_tells_who_installed_the_app(world: Any, simcord_bot: Seen) -> None:
    world.rules.user_installs.add(world.bob.id)

    await world.alice.slash(world.channel, "ping")
    await world.bob.slash(world.channel, "ping")

    assert [seen.is_guild_integration() for seen in simcord_bot.interactions] == [True, True]
    assert [seen.is_user_integration() for seen in simcord_bot.interactions] == [False, True]


async def test_joining_a_server_is_announced(world: Any, simcord_bot: Seen) -> None:
    world.env.create_guild("Second")
    await world.env.settle()

    assert simcord_bot.joined == ["Alumni", "Second"]


async def test_servers_of_before_the_start_are_not_announced_as_new(
    world: Any, simcord_bot: Seen
) -> None:
    restarted = Seen()
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


# Permissions


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


# Failures


async def test_a_server_error_has_its_own_class(world: Any, channel: discord.TextChannel) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=503)

    with pytest.raises(discord.DiscordServerError):
        await channel.send("x")


async def test_an_interaction_token_ends_after_fifteen_minutes(
    world: Any, simcord_bot: Seen
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
