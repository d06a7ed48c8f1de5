"""Below a draft: let it go, or not."""

from __future__ import annotations

import re
from typing import Any

import discord
from discord import ui

from bot.client import AlumniBot
from bot.ui.views import Rebuilt
from cogs.representatives.desk import Desk


class Decided(Rebuilt, template=r"draft:(?P<wish>post|pin|drop):(?P<id>\d+)"):
    """What becomes of a draft; only its writer sees it, and only they may decide."""

    def __init__(self, item: ui.Item[Any], bot: AlumniBot, match: re.Match[str]) -> None:
        super().__init__(item, bot, match)
        self._desk = Desk(bot.services)
        self._wish = match["wish"]
        self._number = int(match["id"])

    async def press(self, interaction: discord.Interaction[Any]) -> None:
        """Do it."""
        if self._wish == "drop":
            await self._desk.drop(interaction, self._number)
        else:
            await self._desk.send(interaction, self._number, pins=self._wish == "pin")
