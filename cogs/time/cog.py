"""/time set, show and clear."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import Transform
from discord.ext import commands

from bot.client import AlumniBot
from bot.i18n import N_
from bot.services.zones import Zones
from bot.ui.autocomplete import ZoneOption
from bot.ui.reading import words_for
from cogs.time.cards import cleared_card, clock_card

Interaction = discord.Interaction[AlumniBot]

SAVED = N_("Saved. Times that you write are read by this clock from now on.")


class TimeCog(
    commands.GroupCog, group_name="time", group_description=N_("The clock that your times go by")
):
    """Let people say in which zone they are, for nobody else to see."""

    def __init__(self, zones: Zones) -> None:
        self._zones = zones

    @app_commands.command()
    @app_commands.describe(zone=N_("Your city, country or time zone, in any language"))
    async def set(self, interaction: Interaction, zone: Transform[str, ZoneOption]) -> None:
        """Say in which time zone you are; only you see it"""
        await self._zones.set(interaction.user.id, zone)
        await self._answer(interaction, SAVED)

    @app_commands.command()
    async def show(self, interaction: Interaction) -> None:
        """See what time it is for you and in Japan, and how your time zone is known"""
        await self._answer(interaction)

    @app_commands.command()
    async def clear(self, interaction: Interaction) -> None:
        """Forget the time zone that you gave; the city that you live in tells it then"""
        await self._zones.clear(interaction.user.id)
        words = words_for(interaction)
        await interaction.response.send_message(view=cleared_card(words), ephemeral=True)

    async def _answer(self, interaction: Interaction, notice: str | None = None) -> None:
        mine = await self._zones.of(interaction.user.id)
        card = clock_card(mine, words_for(interaction), interaction.created_at, notice=notice)
        await interaction.response.send_message(view=card, ephemeral=True)
