"""What is found again is the bot's own, and what is deleted holds nothing of others."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.domain.layout import Kind, Shape, Step, Verb
from bot.domain.layout.access import ITSELF
from bot.domain.layout.jobs import Task
from bot.domain.outbox import Row
from bot.outbox import messages
from bot.outbox.carrier import CannotLook, Refused
from bot.services.services import Services
from cogs.region_admin.steps import StepCarrier
from cogs.region_admin.traces import find_made, people_posted
from tests.cogs.region_admin.discord_stub import BOT, SERVER, Stub

NOW = discord.utils.utcnow()
ROLE = Shape(Kind.ROLE, "Noto")
CHANNEL = Shape(Kind.CHANNEL, "noto", "5", topic="For Noto.", overwrites=(ITSELF,))
MINE = {"permission_overwrites": [{"id": str(BOT)}], "topic": "For Noto."}


def task(shape: Shape) -> Task:
    step = Step(Verb.CREATE, f"{shape.kind}:o1", shape)
    return Task(1, SERVER, step, {}, frozenset())


async def looks(discord: Any, shape: Shape) -> int | None:
    return await find_made(discord, task(shape), NOW)


async def test_a_role_that_somebody_made_by_hand_is_not_taken_for_the_bots() -> None:
    discord, plain = Stub(), {"name": "Noto", "hoist": False, "mentionable": False}
    await discord._make(discord.roles, permissions="104320577", **plain)
    await discord._make(discord.roles, permissions="0", **plain | {"hoist": True})
    assert await looks(discord, ROLE) is None

    made = await discord.create_role(SERVER, reason="", permissions="0", **plain)
    assert await looks(discord, ROLE) == int(made["id"])


async def test_a_channel_that_somebody_made_by_hand_is_not_taken_for_the_bots() -> None:
    discord = Stub()
    place = {"reason": "", "name": "noto", "parent_id": 5}
    await discord.create_channel(SERVER, 0, **place)
    await discord.create_channel(SERVER, 0, **place, **MINE | {"topic": "Noto and I"})
    await discord.create_channel(SERVER, 0, **place, topic="For Noto.")
    await discord.create_channel(SERVER, 0, **{**place, **MINE, "parent_id": 6})
    assert await looks(discord, CHANNEL) is None

    made = await discord.create_channel(SERVER, 0, **place, **MINE)
    assert await looks(discord, CHANNEL) == int(made["id"])


async def test_where_two_look_alike_nobody_can_tell() -> None:
    discord = Stub()
    for _ in range(2):
        await discord.create_channel(SERVER, 0, reason="", name="noto", parent_id=5, **MINE)

    with pytest.raises(CannotLook):
        await looks(discord, CHANNEL)


class Forum(Stub):
    """A forum with one post, awake or asleep."""

    def __init__(self, *, asleep: bool, owner: int = BOT, messages: int = 0) -> None:
        super().__init__()
        post = {"id": "8", "type": 11, "parent_id": "7", "owner_id": str(owner), "name": "Noto"}
        self.post = {**post, "message_count": messages}
        self.is_asleep = asleep

    async def get_active_threads(self, _: int) -> Any:
        return {"threads": [] if self.is_asleep else [self.post]}

    async def get_public_archived_threads(self, *_: Any) -> Any:
        return {"threads": [self.post] if self.is_asleep else [], "has_more": False}


@pytest.mark.parametrize("asleep", [False, True])
async def test_a_forum_in_which_people_posted_or_wrote_is_known(asleep: bool) -> None:
    async def posted(forum: Any) -> bool:
        return await people_posted(forum, SERVER, 7)

    assert not await posted(Forum(asleep=asleep))
    assert await posted(Forum(asleep=asleep, owner=3))
    written = Forum(asleep=asleep, messages=1)
    written.messages[8] = [BOT]
    assert not await posted(written)
    written.messages[8] = [BOT, 3]
    assert await posted(written)


async def test_posts_that_sleep_are_looked_through_back_to_when_it_began() -> None:
    class Busy(Stub):
        """A forum of which Discord tells one sleeping post at a time."""

        def __init__(self) -> None:
            super().__init__()
            self.pages: list[Any] = []

        async def get_public_archived_threads(self, *asked: Any) -> Any:
            self.pages.append(asked[1])
            number = len(self.pages)
            slept = (NOW + timedelta(minutes=3 - number)).isoformat()
            post = {"id": str(discord.utils.time_snowflake(NOW)), "owner_id": str(BOT)}
            post |= {"name": "Noto" if number == 2 else "Iya"}
            return {
                "threads": [{**post, "thread_metadata": {"archive_timestamp": slept}}],
                "has_more": True,
            }

    forum: Any = Busy()
    assert await looks(forum, Shape(Kind.POST, "Noto", "7")) is not None
    assert forum.pages[0] is None
    assert len(forum.pages) == 6, "what fell asleep before it began is not looked at"


@pytest.mark.parametrize(
    ("shape", "reason"),
    [
        (Shape(Kind.FORUM, "regions"), "written"),
        (Shape(Kind.CATEGORY, "Groups"), "others"),
        (Shape(Kind.CHANNEL, "noto"), "written"),
    ],
)
async def test_what_came_to_hold_something_of_others_since_it_was_planned_is_not_deleted(
    services: Services, world: Any, simcord_bot: Any, shape: Shape, reason: str
) -> None:
    guild = simcord_bot.get_guild(world.guild.id)
    if shape.kind is Kind.FORUM:
        thing = await guild.create_forum("regions")
        world.env.backend.create_thread(thing.id, "Mine", world.alice.id)
    elif shape.kind is Kind.CATEGORY:
        thing = await guild.create_category("Groups")
        await guild.create_text_channel("theirs", category=thing)
    else:
        # Discord shows nothing to whoever may not read what was written before.
        hidden = discord.PermissionOverwrite(read_message_history=False)
        thing = await guild.create_text_channel("noto", overwrites={guild.me: hidden})
    step = Step(Verb.DELETE, f"{shape.kind}:o1", shape, id=thing.id)
    carrier = StepCarrier(simcord_bot, services.layout_jobs, services.clock)

    with pytest.raises(Refused) as verdict:
        await carrier._delete(Task(1, guild.id, step, {}, frozenset()))

    assert verdict.value.reason == reason
    assert simcord_bot.get_channel(thing.id) is not None


async def test_where_the_bot_may_not_read_nobody_can_tell_what_was_sent(
    world: Any, simcord_bot: Any
) -> None:
    guild = simcord_bot.get_guild(world.guild.id)
    hidden = discord.PermissionOverwrite(read_message_history=False)
    channel = await guild.create_text_channel("noto", overwrites={guild.me: hidden})
    row = Row(1, "post", "", {}, guild.id, NOW, 1, NOW - timedelta(minutes=5))

    for place in (channel, simcord_bot.get_partial_messageable(channel.id, guild_id=guild.id)):
        with pytest.raises(CannotLook):
            await messages.find(place, row)
