"""A host, and what hosts do with events in a server."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.services.services import Services


@pytest.fixture
async def host(world: Any, services: Services) -> Any:
    """Somebody who may organise, with a clock."""
    made = world.join("hiro", permissions=discord.Permissions(manage_events=True))
    await services.zones.set(made.id, "Europe/Lisbon")
    return made


async def write(world: Any, host: Any, form: Any = None, **options: Any) -> Any:
    """Fill the form in; what comes back is the draft."""
    said = form or {"description": "Bring soup @everyone"}
    when = (discord.utils.utcnow() + timedelta(days=20)).strftime("%Y-%m-%d 18:30")
    usual = {"title": "**Dinner**", "when": when}
    opened = await host.slash(world.channel, "event create", **(usual | options))
    return (await host.submit_modal(opened, said)).response


async def publish(world: Any, host: Any, **options: Any) -> Any:
    """Publish an event; what comes back is its card."""
    await host.click(await write(world, host, **options), label="Publish")
    return world.channel.history()[0]


def card(world: Any) -> Any:
    """Return the card as it stands now."""
    return world.channel.history()[0]


async def settle(world: Any, **passed: float) -> None:
    """Let the queue do what is due in a while."""
    await world.env.advance_time(timedelta(**(passed or {"seconds": 4})).total_seconds())
