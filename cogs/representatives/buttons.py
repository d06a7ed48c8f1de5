"""Below a draft: let it go, or not."""

from __future__ import annotations

import re
from typing import Any, Self

import discord
from discord import ui

from bot.client import AlumniBot
from bot.ui.failures import answers_failures
from cogs.representatives.desk import Desk


class Decided(ui.DynamicItem[ui.Item[Any]], template=r"draft:(?P<wish>post|pin|drop):(?P<id>\d+)"):
    """What becomes of a draft; only its writer sees it, and only they may decide."""

    def __init__(self, item: ui.Item[Any], desk: Desk, wish: str, number: int) -> None:
        super().__init__(item)
        self._desk = desk
        self._wish = wish
        self._number = number

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Rebuild the button from the message it stands on."""
        client: AlumniBot = interaction.client
        return cls(item, Desk(client.services), match["wish"], int(match["id"]))

    @answers_failures
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do it."""
        if self._wish == "drop":
            await self._desk.drop(interaction, self._number)
        else:
            await self._desk.send(interaction, self._number, pins=self._wish == "pin")
