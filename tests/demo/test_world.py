"""The simulated world that other tests stand in."""

from __future__ import annotations

from typing import Any

import discord

from bot.client import AlumniBot


async def test_the_real_bot_starts_in_the_world(world: Any, simcord_bot: AlumniBot) -> None:
    assert [guild.name for guild in simcord_bot.guilds] == ["Alumni"]


async def test_the_services_follow_the_worlds_clock(world: Any, simcord_bot: AlumniBot) -> None:
    before = simcord_bot.services.clock()
    await world.env.advance_time(3600)

    assert (simcord_bot.services.clock() - before).total_seconds() == 3600


async def test_people_join_with_a_language_and_rights(world: Any) -> None:
    hana = world.join("hana", locale="ja", permissions=discord.Permissions(moderate_members=True))

    held = discord.Permissions(world.env.backend.compute_permissions(world.guild.id, hana.id))
    assert held.moderate_members
    assert not held.manage_guild
    assert world.rules.locales[hana.id] == "ja"
