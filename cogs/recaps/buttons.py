"""The buttons below a summary that is not posted yet."""

from __future__ import annotations

import re
from typing import Any

from discord import ui

from bot.client import AlumniBot
from bot.ui.views import Rebuilt
from cogs.recaps.desk import Desk, Interaction


class Decided(Rebuilt, template=r"recap:(?P<wish>post|note):(?P<id>\d+)"):
    """Post it, or change the note."""

    def __init__(self, item: ui.Item[Any], bot: AlumniBot, match: re.Match[str]) -> None:
        super().__init__(item, bot, match)
        self._desk = Desk(bot.services)
        self._wish = match["wish"]
        self._event_id = int(match["id"])

    async def press(self, interaction: Interaction) -> None:
        """Do it."""
        if self._wish == "post":
            await self._desk.post(interaction, self._event_id)
        else:
            await self._desk.write(interaction, self._event_id)
