"""Every button and menu about regions, alive as long as the message."""

from __future__ import annotations

import re
from typing import Any, Self

import discord
from discord import ui

from bot.client import AlumniBot
from bot.domain.regions import Tie
from bot.ui.failures import answers_failures
from cogs.regions.desk import Desk, Interaction


class Pressed(ui.DynamicItem[ui.Item[Any]], template=r"region:(?P<path>[a-zA-Z_0-9:-]+)"):
    """Whatever was pressed; it always concerns the person who presses."""

    def __init__(self, item: ui.Item[Any], desk: Desk, path: str) -> None:
        super().__init__(item)
        self._desk = desk
        self._path = path

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Rebuild the item from the message it stands on."""
        client: AlumniBot = interaction.client
        return cls(item, Desk(client.services), match["path"])

    @answers_failures
    async def callback(self, interaction: Interaction) -> None:
        """Do what the custom_id says."""
        desk = self._desk
        match self._path.split(":"):
            case ["browse"]:
                await desk.browse(interaction)
            case ["part", _]:
                await desk.show_part(interaction, self._picked())
            case ["within", part]:
                await desk.show_part(interaction, part)
            case ["pick", _]:
                await desk.show(interaction, self._picked())
            case ["show", code]:
                await desk.show(interaction, code)
            case ["mine"]:
                await desk.mine(interaction)
            case ["offers"]:
                await desk.offer(interaction)
            case ["suggestions"]:
                await desk.suggestions(interaction)
            case ["settle"]:
                await desk.settle(interaction, int(self._picked()))
            case [wish, code, *rest]:
                await self._belong(interaction, wish, code, rest)
            case other:
                raise ValueError(other)

    async def _belong(
        self, interaction: Interaction, wish: str, code: str, rest: list[str]
    ) -> None:
        match wish, rest:
            case "ask", []:
                await self._desk.ask(interaction, code)
            case "as", []:
                await self._desk.ask(interaction, code, Tie(self._picked()))
            case "join" | "quiet", [tie]:
                await self._desk.join(interaction, code, Tie(tie), quiet=wish == "quiet")
            case "leave", []:
                await self._desk.leave(interaction, code)
            case "follow", []:
                await self._desk.follow(interaction, code)
            case other:
                raise ValueError(other)

    def _picked(self) -> str:
        assert isinstance(self.item, ui.Select)  # noqa: S101 - only menus lead here
        return self.item.values[0]
