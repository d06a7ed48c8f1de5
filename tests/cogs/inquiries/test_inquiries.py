"""Asking the host, as people meet it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord

from bot.domain.events import Coming
from bot.domain.rights import Standing
from bot.services.answers import Asker
from bot.services.event_drafts import Spot
from bot.services.services import Services
from tests.reading import labels, read, read_private


async def settle(world: Any) -> None:
    """Let the queue do what is due in a while."""
    await world.env.advance_time(4)


async def test_a_question_is_asked_answered_once_and_brought_back(
    world: Any, services: Services
) -> None:
    host = world.join("hiro", permissions=discord.Permissions(manage_events=True))
    stands = Standing(host.id, world.guild.id, manages_events=True)
    said: Any = {
        "title": "Dinner",
        "starts_at": discord.utils.utcnow() + timedelta(days=2),
        "length": timedelta(hours=2),
    }
    seen = await services.event_drafts.draft(stands, Spot(world.channel.id), None, "en", **said)
    await services.event_drafts.publish(stands, seen.event.id)
    await settle(world)
    await services.answers.answer(
        Asker(world.alice.id, world.guild.id, "alice", "en"), seen.event.id, Coming.GOING
    )

    more = await world.alice.click(world.channel.history()[0], label="More")
    form = await world.alice.click(more.response, label="Ask the host")
    asked = await world.alice.submit_modal(form, {"text": "Is there a **ramp**?"})
    assert "on its way" in read_private(asked)
    again = await world.alice.click(more.response, label="Ask the host")
    assert "is with its host" in read_private(again)
    await settle(world)
    note = host.user.dm_channel.last_message
    assert "**alice**" in read(note)
    assert "> Is there a \\*\\*ramp\\*\\*?" in read(note)
    assert labels(note) == ["Answer", "No more from this person", "To the card"]

    form = await host.user.click(note, label="Answer")
    answered = await host.user.submit_modal(form, {"text": "Yes, at the back"})
    assert "**Answered.**" in read(answered.response)
    await settle(world)

    assert "Yes, at the back" in read(world.alice.user.dm_channel.last_message)


async def test_a_host_takes_no_more_from_somebody(world: Any, services: Services) -> None:
    host = world.join("hiro", permissions=discord.Permissions(manage_events=True))
    await services.profiles.describe(host.id, name="Hiro")
    stands = Standing(host.id, world.guild.id, manages_events=True)
    said: Any = {
        "title": "Dinner",
        "starts_at": discord.utils.utcnow() + timedelta(days=2),
        "length": timedelta(hours=2),
    }
    seen = await services.event_drafts.draft(stands, Spot(world.channel.id), None, "en", **said)
    event = await services.event_drafts.publish(stands, seen.event.id)
    alice = Asker(world.alice.id, world.guild.id, "alice", "en")
    await services.inquiries.ask(alice, event.id, "Where?")
    await settle(world)

    silenced = await host.user.click(
        host.user.dm_channel.last_message, label="No more from this person"
    )

    assert "They never learn" in read(silenced.response)
