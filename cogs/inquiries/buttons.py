"""The buttons of a question, alive as long as the message they stand on."""

from __future__ import annotations

import re
from typing import Any

from discord import ui

from bot.client import AlumniBot
from bot.ui.views import Rebuilt
from cogs.inquiries.desk import Desk, Interaction


class Asked(Rebuilt, template=r"inquiry:(?P<wish>ask|answer|silence):(?P<id>\d+)"):
    """Ask about an event; answer a question, or take no more from this person."""

    def __init__(self, item: ui.Item[Any], bot: AlumniBot, match: re.Match[str]) -> None:
        super().__init__(item, bot, match)
        self._desk = Desk(bot.services)
        self._wish = match["wish"]
        self._number = int(match["id"])

    async def press(self, interaction: Interaction) -> None:
        """Do it."""
        match self._wish:
            case "ask":
                await self._desk.ask(interaction, self._number)
            case "answer":
                await self._desk.answer(interaction, self._number)
            case _:
                await self._desk.silence(interaction, self._number)
