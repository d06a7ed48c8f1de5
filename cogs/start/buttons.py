"""Every button and menu of the panels, alive as long as the message."""

from __future__ import annotations

import re
from typing import Any, Self

import discord
from discord import ui

from bot.client import AlumniBot
from bot.ui.failures import answers_failures
from bot.ui.panel import EDIT, START
from cogs.start.guide import Guide, Interaction
from cogs.start.place import Place


class Pressed(ui.DynamicItem[ui.Item[Any]], template=r"start:(?P<path>[a-z_0-9:]+)"):
    """Whatever was pressed; what it does stands in its custom_id, whom it concerns never does."""

    def __init__(self, item: ui.Item[Any], guide: Guide, path: str) -> None:
        super().__init__(item)
        self._guide = guide
        self._path = path

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Rebuild the item from the message it stands on."""
        client: AlumniBot = interaction.client
        return cls(item, Guide(client.services), match["path"])

    @answers_failures
    async def callback(self, interaction: Interaction) -> None:
        """Do what the custom_id says."""
        guide = self._guide
        match self._path.split(":"):
            case ["open", panel, section, target]:
                await guide.open(interaction, Place(panel, section, int(target)))
            case ["again", panel, section, target]:
                await guide.reopen(interaction, Place(panel, section, int(target)))
            case ["settle", panel, section, target]:
                await guide.settle(interaction, Place(panel, section, int(target)), self._picked())
            case ["show", panel]:
                await guide.show(interaction, panel)
            case ["placement", panel]:
                await guide.show_placement(interaction, panel, int(self._picked()))
            case ["remove", panel, target]:
                await guide.ask_removal(interaction, panel, int(target))
            case ["removed", panel, target]:
                await guide.remove(interaction, panel, int(target))
            case ["alumnus", panel]:
                await guide.become_alumnus(interaction, panel)
            case ["claim", "keep"]:
                await guide.keep_imported(interaction, START)
            case ["claim", "change"]:
                await guide.keep_imported(interaction, EDIT)
            case ["claim", "drop"]:
                await guide.drop_imported(interaction)
            case other:
                raise ValueError(other)

    def _picked(self) -> str:
        assert isinstance(self.item, ui.Select)  # noqa: S101 - only menus lead here
        return self.item.values[0]
