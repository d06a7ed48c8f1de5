"""Letters that wait for a command, and in whose language they are."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.outbox.postman import Postman
from bot.services.letters import Letters


class LettersCog(commands.Cog):
    """Hand over after commands, and remember what people read."""

    def __init__(self, postman: Postman, letters: Letters) -> None:
        self._postman = postman
        self._letters = letters

    @commands.Cog.listener()
    async def on_app_command_completion(
        self,
        interaction: discord.Interaction[Any],
        _: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu,
    ) -> None:
        """Hand over what somebody's direct messages refused."""
        await self._postman.hand_over(interaction)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Remember the language somebody uses Discord in."""
        if interaction.type is discord.InteractionType.autocomplete:
            return
        await self._letters.remember_locale(interaction.user.id, interaction.locale.value)
