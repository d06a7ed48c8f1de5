"""The buttons about an address, alive as long as the message."""

from __future__ import annotations

import re
from typing import Any

import discord
from discord import ui

from bot.client import AlumniBot
from bot.domain.feeds import What
from bot.ui.asking import server_of
from bot.ui.views import Rebuilt
from cogs.feeds.desk import Desk


class Chosen(
    Rebuilt,
    template=r"feed:(?P<wish>renew|stop):(?P<what>[a-z]+):(?P<code>-|[\w-]+)",
):
    """Another address, or none."""

    def __init__(self, item: ui.Item[Any], bot: AlumniBot, match: re.Match[str]) -> None:
        super().__init__(item, bot, match)
        self._services = bot.services
        self._desk = Desk(bot)
        self._wish, self._what = match["wish"], What(match["what"])
        self._code = None if match["code"] == "-" else match["code"]

    async def press(self, interaction: discord.Interaction[Any]) -> None:
        """Do it."""
        region = None
        if self._code is not None:
            server_id = server_of(interaction).id
            region = await self._services.regions.get(server_id, self._code)
        if self._wish == "renew":
            await self._desk.renew(interaction, self._what, region)
        else:
            await self._desk.stop(interaction, self._what, region)
