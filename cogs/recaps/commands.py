"""/event summary."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import app_commands
from discord.app_commands import Transform

from bot.client import AlumniBot
from bot.domain.events import Event
from bot.i18n import N_
from bot.ui.autocomplete import HeldEventOption
from cogs.recaps.desk import Desk

Interaction = discord.Interaction[AlumniBot]

WHICH = N_("Which event, by its title")


class OverEventOption(HeldEventOption):
    """An event that the asker may change, and that is over."""

    async def _found(self, interaction: discord.Interaction, typed: str) -> Sequence[Event]:
        found = await super()._found(interaction, typed)
        return [each for each in found if each.is_past(interaction.created_at)]


class RecapCommands(app_commands.Group):
    """One command for whoever manages an event."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(name="event", description="-")
        self._desk = desk

    @app_commands.command()
    @app_commands.describe(event=WHICH)
    async def summary(
        self, interaction: Interaction, event: Transform[int, OverEventOption]
    ) -> None:
        """Sum up an event that is over: how many came, and your note; you see it first"""
        await self._desk.write(interaction, event)
