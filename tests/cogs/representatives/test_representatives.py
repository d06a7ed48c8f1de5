"""What representatives read and post; each text goes through the queue."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.domain.outbox import Row
from bot.domain.regions import RegionPlace
from bot.outbox.posting import Poster
from bot.services.services import Services
from bot.storage import regions
from bot.storage.database import Database
from cogs.representatives.carriers import PinCarrier, SleepCarrier
from tests.factories import make_profile
from tests.people import keep
from tests.reading import labels, read, read_private, read_refusal


@pytest.fixture
async def role(world: Any, db: Database, services: Services) -> Any:
    """Give Aomori the channel and a role, and let Alice represent it."""
    made = world.guild.create_role("Aomori")
    async with db.transaction() as conn:
        place = RegionPlace("p02", channel_id=world.channel.id, role_id=made.id)
        await regions.put_place(conn, world.guild.id, place)
    await services.regions.add_representative(world.guild.id, "p02", world.alice.id)
    return made


@pytest.fixture
async def post(world: Any, db: Database, simcord_bot: Any) -> discord.Thread:
    """Give Osaka a post in a forum."""
    made = world.guild.create_forum_channel("prefectures")
    forum = simcord_bot.get_channel(made.id)
    with world.env._bot_scope():
        post, _ = await forum.create_thread(name="Osaka", content="Hello")
    async with db.transaction() as conn:
        await regions.put_place(conn, world.guild.id, RegionPlace("p27", thread_id=post.id))
    return post


async def write(world: Any, text: str, command: str = "announce") -> Any:
    """Fill the form in; what comes back is the draft."""
    form = await world.alice.slash(world.channel, f"region {command}", region="p02")
    return (await world.alice.submit_modal(form, {"text": text})).response


async def press(world: Any, draft: Any, label: str) -> Any:
    return await world.alice.click(draft, label=label)


def stored(world: Any) -> Any:
    """Return the first message as Discord keeps it, with whom it pinged."""
    return world.env.backend.get_message(world.channel.id, world.channel.history()[0].id)


def is_asleep(world: Any, post: discord.Thread) -> bool:
    return world.env.backend.get_channel(post.id).thread_metadata.archived


def restrict(world: Any, **denied: bool) -> None:
    """Take permissions from the bot's role, which has all in the simulator."""
    guild = world.env.backend.get_guild(world.guild.id)
    role = next(each for each in guild.roles.values() if each.name == "TestBot")
    held = discord.Permissions(int(role.permissions))
    held.update(**denied)
    world.env.backend.edit_role(world.guild.id, role.id, {"permissions": held.value})


async def test_a_notice_is_shown_then_posted_escaped_and_pings_nobody(
    world: Any, role: Any
) -> None:
    draft = await write(world, f"**Party** @everyone <@&{role.id}>")
    assert draft.ephemeral
    assert "It pings nobody" in read(draft)
    assert labels(draft) == ["Post", "Post and pin it", "Drop it"]
    assert world.channel.last_message is None

    await press(world, draft, "Post and pin it")

    told = read(world.channel.history()[0])
    assert "Announcement for Aomori" in told
    assert "\\*\\*Party\\*\\*" in told
    assert f"written by <@{world.alice.id}>" in told
    kept = stored(world)
    assert (kept.mention_everyone, list(kept.ping_role_ids), list(kept.ping_user_ids)) == (
        False,
        [],
        [],
    )
    assert [message.id for message in world.channel.pinned_messages()] == [kept.id]


async def test_a_ping_says_how_many_and_reaches_that_role_alone(
    world: Any, role: Any, services: Services
) -> None:
    await services.memberships.join(world.guild.id, world.bob.id, "p02")
    draft = await write(world, "Meeting <@1>", "ping")
    assert f"everybody who has <@&{role.id}>:** 1-2 people" in read(draft)
    assert labels(draft) == ["Post and ping", "Post, ping and pin it", "Drop it"]

    await press(world, draft, "Post and ping")
    assert list(stored(world).ping_role_ids) == [role.id]
    assert not stored(world).ping_user_ids

    again = await world.alice.slash(world.channel, "region ping", region="p02")
    assert "pinged within a week" in read_refusal(world, again)


async def test_what_the_bot_may_not_do_is_said_before_anything_starts(
    world: Any, role: Any
) -> None:
    restrict(world, mention_everyone=False, pin_messages=False)

    form = await world.alice.slash(world.channel, "region ping", region="p02")
    answer = await world.alice.submit_modal(form, {"text": "Hello"})
    assert "All Roles" in read(answer.response)

    draft = await write(world, "Hello")
    refused = await press(world, draft, "Post and pin it")
    assert "Pin Messages" in read(refused.followups[-1])
    assert world.channel.last_message is None
    assert len(world.env.errors) == 1


async def test_others_are_refused_privately(world: Any, role: Any) -> None:
    answer = await world.bob.slash(world.channel, "region announce", region="p02")

    assert "representatives of this very region" in read_refusal(world, answer)


async def test_a_message_of_the_region_is_pinned_by_its_link_and_no_other(
    world: Any, role: Any
) -> None:
    message = await world.bob.send(world.channel, "Worth keeping")
    other = world.guild.create_text_channel("other")
    elsewhere = await world.bob.send(other, "Not there")

    def link(channel: Any, number: int) -> str:
        return f"https://discord.com/channels/{world.guild.id}/{channel.id}/{number}"

    async def pin(typed: str, command: str = "pin") -> Any:
        return await world.alice.slash(
            world.channel, f"region {command}", region="p02", message=typed
        )

    assert "pinned in" in read((await pin(link(world.channel, message.id))).response)
    assert [each.id for each in world.channel.pinned_messages()] == [message.id]
    await pin(str(message.id), "unpin")
    assert world.channel.pinned_messages() == []
    for typed in (link(other, elsewhere.id), str(elsewhere.id), "that one"):
        await pin(typed)
    assert world.channel.pinned_messages() == []
    assert len(world.env.errors) == 3


async def test_a_post_is_put_to_sleep_and_woken_by_an_notice(
    world: Any, post: discord.Thread, services: Services
) -> None:
    await services.regions.add_representative(world.guild.id, "p27", world.alice.id)

    await world.alice.slash(world.channel, "region archive", region="p27")
    assert is_asleep(world, post)

    form = await world.alice.slash(world.channel, "region announce", region="p27")
    draft = (await world.alice.submit_modal(form, {"text": "Wake up"})).response
    await press(world, draft, "Post")
    assert not is_asleep(world, post)
    [*_, last] = [message async for message in post.history(oldest_first=True)]
    assert "Announcement for Osaka" in read(last)

    ping = await world.alice.slash(world.channel, "region ping", region="p27")
    assert "has no role" in read_refusal(world, ping)


def row(world: Any, kind: str, channel: int, **payload: Any) -> Row:
    """Return a row whose first attempt nobody knows the end of."""
    begun = discord.utils.utcnow() - timedelta(minutes=1)
    told = {"channel": channel, **payload}
    return Row(1, kind, f"channel:{channel}", told, world.guild.id, begun, 0, begun)


async def test_after_a_lost_answer_the_carriers_find_what_was_done(
    world: Any, role: Any, post: discord.Thread, simcord_bot: discord.Client
) -> None:
    async def write_nothing(_: Row) -> None: ...

    here = world.channel.id
    poster = Poster(simcord_bot, write_nothing)
    assert await poster.look(row(world, "notice", here)) is None
    await press(world, await write(world, "Hello"), "Post and pin it")
    message = world.channel.history()[0].id

    found = await poster.look(row(world, "notice", here))
    assert found == {"channel": here, "message": message}
    pins, sleeps = PinCarrier(simcord_bot), SleepCarrier(simcord_bot)
    for pinned, done in ((True, {}), (False, None)):
        asked = row(world, "pin", here, message=message, pinned=pinned)
        assert await pins.look(asked) == done
    asleep = row(world, "sleep", post.id)
    assert await sleeps.look(asleep) is None
    await sleeps.carry(asleep)
    assert await sleeps.look(asleep) == {}
    with pytest.raises(discord.NotFound):
        await poster.look(row(world, "notice", 1))


async def test_the_newest_are_shown_to_say_hello(
    world: Any, role: Any, db: Database, services: Services
) -> None:
    here = frozenset({world.guild.id})
    people = (make_profile(each.id, listed_in=here) for each in (world.alice, world.bob))
    await keep(db, *people)
    await services.memberships.join(world.guild.id, world.bob.id, "p02")

    answer = await world.alice.slash(world.channel, "region welcome", region="p02")

    assert f"<@{world.bob.id}>" in read_private(answer)
    assert labels(answer.response) == ["Say hello"]


async def test_only_ones_own_regions_are_offered(world: Any, role: Any) -> None:
    mine = await world.alice.autocomplete(world.channel, "region announce", "region", "")
    bobs = await world.bob.autocomplete(world.channel, "region announce", "region", "")

    assert [each["value"] for each in mine] == ["p02"]
    assert bobs == []
