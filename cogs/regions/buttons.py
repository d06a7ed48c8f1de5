"""Every button and menu about regions, alive as long as the message."""

from __future__ import annotations

import re
from typing import Any

from discord import ui

from bot.client import AlumniBot
from bot.domain.regions import Tie
from bot.ui.views import Rebuilt
from cogs.regions.desk import Desk, Interaction


class Pressed(Rebuilt, template=r"region:(?P<path>[a-zA-Z_0-9:-]+)"):
    """Whatever was pressed; it always concerns the person who presses."""

    def __init__(self, item: ui.Item[Any], bot: AlumniBot, match: re.Match[str]) -> None:
        super().__init__(item, bot, match)
        self._desk = Desk(bot.services)
        self._path = match["path"]

    async def press(self, interaction: Interaction) -> None:
        """Do what the custom_id says."""
        desk = self._desk
        match self._path.split(":"):
            case ["browse"]:
                await desk.browse(interaction)
            case ["part", _]:
                await desk.show_part(interaction, self.picked[0])
            case ["within", part]:
                await desk.show_part(interaction, part)
            case ["pick", _]:
                await desk.show(interaction, self.picked[0])
            case ["show", code]:
                await desk.show(interaction, code)
            case ["mine"]:
                await desk.mine(interaction)
            case ["offers"]:
                await desk.offer(interaction)
            case ["suggestions"]:
                await desk.suggestions(interaction)
            case ["settle"]:
                await desk.settle(interaction, int(self.picked[0]))
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
                await self._desk.ask(interaction, code, Tie(self.picked[0]))
            case "join" | "quiet", [tie]:
                await self._desk.join(interaction, code, Tie(tie), quiet=wish == "quiet")
            case "leave", []:
                await self._desk.leave(interaction, code)
            case "follow", []:
                await self._desk.follow(interaction, code)
            case other:
                raise ValueError(other)
