"""When letters are brought, and in whose language."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands, tasks

from bot.outbox.postman import Postman
from bot.services.letters import Letters
from bot.ui.loops import keeps_going


class LettersCog(commands.Cog):
    """Send every minute, hand over after commands, and remember what people read."""

    def __init__(self, postman: Postman, letters: Letters) -> None:
        self._postman = postman
        self._letters = letters

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Start, with what an earlier run left; later sessions find it running."""
        if not self._send.is_running():
            self._send.start()

    async def cog_unload(self) -> None:
        """Stop."""
        self._send.cancel()

    @tasks.loop(minutes=1)
    @keeps_going
    async def _send(self) -> None:
        await self._postman.send()

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
