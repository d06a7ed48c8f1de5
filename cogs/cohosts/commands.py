"""/event cohost and transfer."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import Choice, Transform

from bot.client import AlumniBot
from bot.i18n import N_
from bot.ui.autocomplete import ManagedEventOption
from cogs.cohosts.desk import Desk

Interaction = discord.Interaction[AlumniBot]

WHICH = N_("Which event, by its title")
ADD, REMOVE = "add", "remove"
ACTIONS = [Choice(name="add", value=ADD), Choice(name="take off", value=REMOVE)]


class CohostCommands(app_commands.Group):
    """Two commands for whoever manages an event."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(name="event", description="-")
        self._desk = desk

    @app_commands.command()
    @app_commands.choices(action=ACTIONS)
    @app_commands.describe(
        event=WHICH,
        member=N_("Who helps you to host it"),
        action=N_("Add them, if you say nothing, or take them off"),
    )
    async def cohost(
        self,
        interaction: Interaction,
        event: Transform[int, ManagedEventOption],
        member: discord.User | discord.Member,
        action: str = ADD,
    ) -> None:
        """Let somebody host an event with you; they are told and may decline"""
        if action == REMOVE:
            await self._desk.remove(interaction, event, member)
        else:
            await self._desk.add(interaction, event, member)

    @app_commands.command()
    @app_commands.describe(event=WHICH, member=N_("Who is to host it instead; they are asked"))
    async def transfer(
        self,
        interaction: Interaction,
        event: Transform[int, ManagedEventOption],
        member: discord.User | discord.Member,
    ) -> None:
        """Give an event to somebody else, once they agree"""
        await self._desk.offer(interaction, event, member)
