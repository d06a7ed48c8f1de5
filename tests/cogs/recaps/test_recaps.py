"""Summing an event up, as its host meets it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord

from bot.domain.rights import Standing
from bot.services.event_drafts import Spot
from bot.services.services import Services
from tests.reading import labels, read, read_private, read_refusal


async def settle(world: Any, **passed: float) -> None:
    """Let the queue do what is due in a while."""
    await world.env.advance_time(timedelta(**(passed or {"seconds": 4})).total_seconds())


async def test_a_summary_is_seen_first_then_posted_where_the_card_stands(
    world: Any, services: Services
) -> None:
    host = world.join("hiro", permissions=discord.Permissions(manage_events=True))
    stands = Standing(host.id, world.guild.id, manages_events=True)
    said: Any = {
        "title": "Dinner",
        "starts_at": discord.utils.utcnow() + timedelta(hours=1),
        "length": timedelta(hours=1),
        "place": "Café",
    }
    seen = await services.event_drafts.draft(stands, Spot(world.channel.id), None, "en", **said)
    await services.event_drafts.publish(stands, seen.event.id)
    await settle(world)
    await world.alice.click(world.channel.history()[0], label="Going")
    assert await host.autocomplete(world.channel, "event summary", "event", "") == []
    early = await host.slash(world.channel, "event summary", event="1")
    assert "This event is over" in read_refusal(world, early)
    await settle(world, hours=3)

    form = await host.slash(world.channel, "event summary", event="dinner")
    preview = (await host.submit_modal(form, {"note": "Thank you @everyone"})).response
    assert preview.ephemeral
    assert labels(preview)[:2] == ["Post it", "Change the note"]
    form = await host.click(preview, label="Change the note")
    preview = (await host.submit_modal(form, {"note": "Thank *you*"})).response
    await host.click(preview, label="Post it")
    await settle(world)

    posted = read(world.channel.last_message)
    assert "## Dinner" in posted
    assert "Café" in posted
    assert "1 was going" in posted
    assert "Thank \\*you\\*" in posted
    assert "alice" not in posted
    again = await host.slash(world.channel, "event summary", event="dinner")
    assert "It was posted" in read_private(again)
