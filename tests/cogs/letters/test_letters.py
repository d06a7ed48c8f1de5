"""What direct messages refused is handed over at the next command, once."""

from __future__ import annotations

import asyncio
from typing import Any

import discord
import pytest

from bot.client import AlumniBot
from bot.services.services import Services
from bot.storage.database import Database
from tests.factories import make_profile
from tests.people import keep
from tests.reading import read


@pytest.fixture(autouse=True)
async def _bob_is_taken_off_the_list(world: Any, services: Services, db: Database) -> None:
    here = world.guild.id
    await keep(db, make_profile(world.bob.id, listed_in=frozenset({here})))
    world.rules.refusing_dms.add(world.bob.id)
    # Within the scope, because fixtures run by the clock on the wall.
    with world.env._bot_scope():
        await services.moderation.unlist(
            here, world.bob.id, moderator_id=world.admin.id, reason="Too many hellos"
        )


async def test_a_command_that_is_refused_hands_over_too(world: Any, simcord_bot: AlumniBot) -> None:
    await world.env.settle()

    refused = await world.bob.slash(world.channel, "find people")

    assert world.env.errors
    [letter] = refused.followups
    assert letter.ephemeral
    assert "Too many hellos" in read(letter)


async def test_two_commands_at_once_hand_over_once(world: Any, simcord_bot: AlumniBot) -> None:
    await world.env.settle()
    seen: list[discord.ui.LayoutView] = []

    class Followup:
        async def send(self, *, view: discord.ui.LayoutView, ephemeral: bool) -> None:
            await asyncio.sleep(0)
            seen.append(view)

    class Asked:
        user = discord.Object(world.bob.id)
        followup = Followup()

    asked: Any = Asked()
    await asyncio.gather(*(simcord_bot.postman.hand_over(asked) for _ in range(2)))

    assert len(seen) == 1
