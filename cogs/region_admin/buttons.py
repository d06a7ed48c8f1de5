"""The buttons and the menu of plans, alive as long as the message."""

from __future__ import annotations

import re
from typing import Any, Self

from discord import ui

from bot.client import AlumniBot
from bot.ui.failures import answers_failures
from cogs.region_admin.desk import Desk, Interaction


class Pressed(
    ui.DynamicItem[ui.Item[Any]],
    template=r"layout:(?P<wish>page|tick|stop|undo)(?::(?P<number>\d+))?",
):
    """Whatever was pressed; admins alone are answered."""

    def __init__(self, item: ui.Item[Any], desk: Desk, match: re.Match[str]) -> None:
        super().__init__(item)
        self._desk = desk
        self._wish, self._number = match["wish"], int(match["number"] or 0)

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Rebuild the item from the message it stands on."""
        client: AlumniBot = interaction.client
        return cls(item, Desk(client), match)

    @answers_failures
    async def callback(self, interaction: Interaction) -> None:
        """Turn the page, keep what is ticked, stop the plan or take it back."""
        match self._wish:
            case "page":
                await self._desk.show_plan(interaction, page=self._number)
            case "tick":
                if isinstance(self.item, ui.Select):
                    await self._desk.tick(interaction, self.item)
            case "stop":
                await self._desk.stop(interaction, self._number)
            case _:
                await self._desk.undo(interaction, self._number)
