"""Channels that somebody deletes by hand in Discord."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.layout import Kind, Making, Shape
from bot.domain.layout.held import Held
from bot.domain.regions import RegionPlace
from bot.services.services import Services
from bot.storage import layouts, regions
from bot.storage.database import Database


@pytest.fixture
async def aomori(world: Any, db: Database) -> Any:
    """A channel that the bot once made for a region."""
    channel = world.guild.create_text_channel("aomori")
    shape = Shape(Kind.CHANNEL, "aomori")
    async with db.transaction() as conn:
        place = RegionPlace("p02", channel_id=channel.id)
        await regions.put_place(conn, world.guild.id, place)
        held = Held("channel:p02", channel.id, Making.MADE, shape)
        await layouts.put(conn, world.guild.id, held)
    return channel


async def test_a_deleted_channel_is_forgotten_after_a_minute(
    world: Any, aomori: Any, services: Services
) -> None:
    world.env.backend.delete_channel(aomori.id)
    await world.env.settle()
    assert (await services.regions.place(world.guild.id, "p02")).channel_id == aomori.id

    await world.env.advance_time(61)

    assert (await services.regions.place(world.guild.id, "p02")).channel_id is None
    assert await services.layouts.held(world.guild.id) == {}


async def test_a_deleted_channel_comes_back_where_the_server_wants_that(
    world: Any, aomori: Any, services: Services
) -> None:
    await services.settings.set(world.guild.id, "hand_changes", "repair")
    world.env.backend.delete_channel(aomori.id)

    await world.env.advance_time(61)
    await world.env.settle()

    found = (await services.regions.place(world.guild.id, "p02")).channel_id
    assert found not in (None, aomori.id)
    assert world.env.backend.get_channel(found).name == "aomori"
