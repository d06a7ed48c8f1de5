"""/event feed."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.client import AlumniBot
from bot.domain.feeds import What
from bot.domain.regions import Region
from bot.i18n import N_
from bot.services.services import Services
from bot.ui import regions
from bot.ui.asking import server_of
from bot.ui.autocomplete import Choices
from bot.ui.reading import words_for
from cogs.feeds.desk import Desk

Interaction = discord.Interaction[AlumniBot]

WHATS = [
    Choice(name="the events of this server", value=What.SERVER.value),
    Choice(name="a region", value=What.REGION.value),
    Choice(name="my answers", value=What.MINE.value),
]


class FeedCommands(app_commands.Group):
    """One command, for everybody."""

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__(name="event", description="-")
        self._services = services
        self._desk = desk

    @app_commands.command()
    @app_commands.choices(what=WHATS)
    @app_commands.describe(
        what=N_("Which events your calendar shows"),
        region=N_("The region, if you chose one"),
        revoke=N_("Stop the address that you have, instead of asking for one"),
    )
    async def feed(
        self, interaction: Interaction, what: str, region: str | None = None, revoke: bool = False
    ) -> None:
        """Get an address to which your calendar subscribes, so that it follows every change"""
        named = await self._named(interaction, region)
        if revoke:
            await self._desk.stop(interaction, What(what), named)
        else:
            await self._desk.give(interaction, What(what), named)

    @feed.autocomplete("region")
    async def _regions(self, interaction: Interaction, typed: str) -> Choices:
        words, server_id = words_for(interaction), server_of(interaction).id
        found = await self._services.regions.suggest(server_id, typed, words.locale)
        return regions.choices(found, words)

    async def _named(self, interaction: Interaction, typed: str | None) -> Region | None:
        if typed is None:
            return None
        found = await self._services.regions.resolve(server_of(interaction).id, typed)
        return regions.settled(typed, found, words_for(interaction))
