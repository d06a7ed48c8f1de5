"""A bot that only remembers, in a world with Discord's own strictness."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
from discord import app_commands
from discord.ext import commands


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
