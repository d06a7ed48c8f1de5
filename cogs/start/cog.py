"""/start."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import AlumniBot
from bot.ui.failures import answers_failures
from cogs.start.form import answers_in
from cogs.start.guide import Guide
from cogs.start.place import Place


class StartCog(commands.Cog):
    """Lead newcomers through their profile."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide

    @app_commands.command()
    async def start(self, interaction: discord.Interaction[AlumniBot]) -> None:
        """Set up your profile in four steps, or go on where you left off"""
        await self._guide.begin(interaction)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[AlumniBot]) -> None:
        """Take in the forms, also those opened before a restart."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        place = Place.of_form(interaction.custom_id or "")
        if place is not None:
            await self._take(interaction, place)

    @answers_failures
    async def _take(self, interaction: discord.Interaction[AlumniBot], place: Place) -> None:
        await self._guide.submit(interaction, place, answers_in(interaction))
