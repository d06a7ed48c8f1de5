"""Who may come, as hosts say it and as those who press the buttons read it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.client import AlumniBot
from bot.domain.profiles import Kind
from bot.i18n import Catalogues
from bot.services.services import Services
from bot.storage.database import Database
from tests.factories import make_profile
from tests.people import keep
from tests.reading import labels, offered, read, read_private, read_refusal


@pytest.fixture
async def host(world: Any, services: Services) -> Any:
    """Somebody who may organise, with a clock."""
    made = world.join("hiro", permissions=discord.Permissions(manage_events=True))
    await services.zones.set(made.id, "Asia/Tokyo")
    return made


@pytest.fixture
async def next_bot(services: Services) -> AsyncIterator[AlumniBot]:
    """The bot that a restart brings."""
    async with AlumniBot(services, Catalogues.read()) as bot:
        yield bot


async def write(world: Any, host: Any, **options: Any) -> Any:
    """Fill the form in; what comes back is the draft."""
    when = (discord.utils.utcnow() + timedelta(days=20)).strftime("%Y-%m-%d 18:30")
    usual = {"title": "Dinner", "when": when}
    form = await host.slash(world.channel, "event create", **(usual | options))
    return (await host.submit_modal(form, {"description": "Soup"})).response


def card(world: Any) -> Any:
    return world.channel.history()[0]


async def settle(world: Any, **passed: float) -> None:
    """Let the queue do what is due in a while."""
    await world.env.advance_time(timedelta(**(passed or {"seconds": 4})).total_seconds())


async def test_a_draft_says_who_may_come_and_others_are_told_what_to_do(
    world: Any, host: Any, db: Database
) -> None:
    await keep(db, make_profile(world.alice.id, kind=Kind.ALUMNUS))
    draft = await write(world, host, region="p02")
    rule = (await host.click(draft, label="Who may come")).response
    assert "For everybody" in read(rule)
    assert offered(rule)[:3] == ["Everybody", "People of the event's region", "Alumnus"]

    region = await host.select(rule, ["region:p02"], custom_id="admission:whom:1")
    assert "For people of Aomori" in read(region.response)
    kinds = await host.select(
        region.response, ["kind:alumnus", "kind:participant"], custom_id="admission:whom:1"
    )
    back = (await host.click(kinds.response, label="Back to the draft")).response
    assert "For: Alumnus or Participant" in read(back)
    await host.click(back, label="Publish")

    assert "For: Alumnus or Participant" in read(card(world))
    assert "**You are going**" in read_private(await world.alice.click(card(world), label="Going"))
    refused = await world.bob.click(card(world), label="Going")
    told = read_private(refused)
    assert "This event is for: Alumnus or Participant." in told
    assert labels(refused.response) == ["My profile"]
    assert "did not" not in read((await world.bob.click(card(world), label="More")).response)


async def test_a_published_event_takes_another_rule_and_says_that_answers_stay(
    world: Any, host: Any, services: Services
) -> None:
    await host.click(await write(world, host), label="Publish")
    await world.alice.click(card(world), label="Going")
    role = world.guild.create_role("Choir")
    until = (discord.utils.utcnow() + timedelta(days=10)).strftime("%Y-%m-%d 12:00")

    said = await host.slash(
        world.channel, "event admission", event="dinner", role=role, until=until
    )
    assert "1 person answered and keeps their answer" in read_private(said)
    await settle(world)
    assert f"For people with the role <@&{role.id}>" in read(card(world))
    assert "Answer until <t:" in read(card(world))
    refused = await world.bob.click(card(world), label="Maybe")
    assert "with the role Choir" in read_private(refused)
    world.env.backend.add_member_role(world.guild.id, world.bob.id, role.id)
    assert "you may come" in read_private(await world.bob.click(card(world), label="Maybe"))

    again = await host.slash(world.channel, "event admission", event="dinner", region="p13")
    assert "For people of Tokyo" in read_private(again)
    for options, told in (({"prefecture": "02"}, "placed in Aomori"), ({}, "of Tokyo")):
        usual = {"event": "dinner"} | options
        shown = await host.slash(world.channel, "event admission", **usual)
        refused = await world.admin.click(card(world), label="Going")
        assert told in read_private(refused)
        if options:
            await host.slash(world.channel, "event admission", event="dinner", region="p13")
    open_ = await host.click(shown.response, label="No last moment to answer")
    assert "until the event is over" in read(open_.response)
    roles = await host.select(open_.response, [role], custom_id="admission:roles:1")
    assert "with the role" in read(roles.response)
    two = await host.slash(
        world.channel, "event admission", event="dinner", role=role, region="p13"
    )
    assert "one sort of people" in read_refusal(world, two)
    stranger = await world.bob.slash(world.channel, "event admission", event="1")
    assert "Only its host" in read_refusal(world, stranger)


async def test_hosts_say_yes_from_their_messages_and_late_seats_wait_for_one(
    world: Any, host: Any, services: Services, next_bot: AlumniBot
) -> None:
    soon = discord.utils.utcnow() + timedelta(hours=10)
    when = f"<t:{int(soon.timestamp())}:F>"
    draft = await write(world, host, when=when, capacity=1)
    rule = (await host.click(draft, label="Who may come")).response
    mine = (await host.click(rule, label="I decide who has a seat")).response
    await host.click((await host.click(mine, label="Back to the draft")).response, label="Publish")
    assert "The host decides who has a seat" in read(card(world))

    waits = await world.alice.click(card(world), label="Going")
    assert "**You wait for the host's yes**" in read_private(waits)
    await world.bob.click(card(world), label="Going")
    await settle(world, minutes=16)
    note = host.user.dm_channel.last_message
    assert "People wait for your yes" in read(note)
    asking = (await host.user.click(note, label="Who waits")).response
    assert f"1. <@{world.alice.id}>" in read(asking)
    done = await host.user.select(
        asking,
        [str(world.alice.id), str(world.bob.id)],
        custom_id=f"admission:approve:1:{world.guild.id}:0",
    )
    assert "1 person has a seat now. 1 person has your yes and the next seat" in read(done.response)
    await settle(world)
    assert "**A seat became free for you**" in read(world.alice.user.dm_channel.last_message)
    assert "kept for you until" in read_private(await world.alice.click(card(world), label="More"))

    await settle(world, hours=3)
    assert "is free for others now" in read(world.alice.user.dm_channel.last_message)
    asked = world.bob.user.dm_channel.last_message
    assert labels(asked)[:2] == ["Yes, I come", "Can't"]
    await world.env.restart_bot(next_bot)
    for _ in range(2):
        yes = await world.bob.user.click(asked, label="Yes, I come")
        assert "**You are going**" in read(yes.response)
    await settle(world, hours=3)
    assert "1 person is going" in read(card(world))
    late = await world.alice.user.click(world.alice.user.dm_channel.last_message, label="Going")
    assert "**You wait for the host's yes**" in read(late.response)
