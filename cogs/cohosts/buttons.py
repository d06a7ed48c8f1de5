"""The answers of those who are to host an event, alive as long as the message."""

from __future__ import annotations

import re
from typing import Any

from discord import ui

from bot.client import AlumniBot
from bot.ui.views import Rebuilt
from cogs.cohosts.desk import Desk, Interaction


class Answered(Rebuilt, template=r"host:(?P<wish>accept|decline|resign):(?P<id>\d+)"):
    """Below a direct message: accept, or not."""

    def __init__(self, item: ui.Item[Any], bot: AlumniBot, match: re.Match[str]) -> None:
        super().__init__(item, bot, match)
        self._desk = Desk(bot.services)
        self._wish = match["wish"]
        self._event_id = int(match["id"])

    async def press(self, interaction: Interaction) -> None:
        """Do it."""
        match self._wish:
            case "accept":
                await self._desk.accept(interaction, self._event_id)
            case "decline":
                await self._desk.decline(interaction, self._event_id)
            case _:
                await self._desk.step_down(interaction, self._event_id)
