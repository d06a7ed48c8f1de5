"""The buttons of a list of people, alive as long as the message."""

from __future__ import annotations

import re
from typing import Any

from discord import ui

from bot.client import AlumniBot
from bot.ui.views import Rebuilt
from cogs.attendance.desk import Desk, Interaction

CSV = "csv"


class Turned(Rebuilt, template=r"attend:(?P<page>\d+|csv):(?P<id>\d+)"):
    """Another page, looked up afresh, or all of them as a file."""

    def __init__(self, item: ui.Item[Any], bot: AlumniBot, match: re.Match[str]) -> None:
        super().__init__(item, bot, match)
        self._desk = Desk(bot.services)
        self._page = match["page"]
        self._event_id = int(match["id"])

    async def press(self, interaction: Interaction) -> None:
        """Turn to it."""
        if self._page == CSV:
            await self._desk.sheet(interaction, self._event_id)
        else:
            await self._desk.list(interaction, self._event_id, int(self._page))


class Raised(Rebuilt, template=r"attend:raise:(?P<id>\d+):(?P<who>\d+)"):
    """Raise the limit to just as many as it takes, and give somebody a seat."""

    def __init__(self, item: ui.Item[Any], bot: AlumniBot, match: re.Match[str]) -> None:
        super().__init__(item, bot, match)
        self._desk = Desk(bot.services)
        self._where = int(match["id"]), int(match["who"])

    async def press(self, interaction: Interaction) -> None:
        """Do both at once."""
        await self._desk.seat(interaction, *self._where, raises=True)
