"""Every button and menu of the panels, alive as long as the message."""

from __future__ import annotations

import re
from typing import Any

from discord import ui

from bot.client import AlumniBot
from bot.ui.panel import EDIT, START
from bot.ui.views import Rebuilt
from cogs.start.guide import Guide, Interaction
from cogs.start.place import Place


class Pressed(Rebuilt, template=r"start:(?P<path>[a-z_0-9:]+)"):
    """Whatever was pressed; what it does stands in its custom_id, whom it concerns never does."""

    def __init__(self, item: ui.Item[Any], bot: AlumniBot, match: re.Match[str]) -> None:
        super().__init__(item, bot, match)
        self._guide = Guide(bot.services)
        self._path = match["path"]

    async def press(self, interaction: Interaction) -> None:
        """Do what the custom_id says."""
        guide = self._guide
        match self._path.split(":"):
            case ["open", panel, section, target]:
                await guide.open(interaction, Place(panel, section, int(target)))
            case ["again", panel, section, target]:
                await guide.reopen(interaction, Place(panel, section, int(target)))
            case ["settle", panel, section, target]:
                await guide.settle(interaction, Place(panel, section, int(target)), self.picked[0])
            case ["show", panel]:
                await guide.show(interaction, panel)
            case ["placement", panel]:
                await guide.show_placement(interaction, panel, int(self.picked[0]))
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
