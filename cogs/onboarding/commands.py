"""/region-admin onboarding."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.client import AlumniBot
from cogs.onboarding.desk import Desk


class OnboardingCommands(app_commands.Group):
    """One command, for admins."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(name="region-admin", description="-")
        self._desk = desk

    @app_commands.command()
    async def onboarding(self, interaction: discord.Interaction[AlumniBot]) -> None:
        """See what regions would ask newcomers in Discord's Onboarding, and write it there"""
        await self._desk.show(interaction)
