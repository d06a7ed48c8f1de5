"""Every button and menu of polls, alive as long as the message."""

from __future__ import annotations

import re
from typing import Any

from discord import ui

from bot.client import AlumniBot
from bot.domain.polls import Suits
from bot.ui.views import Rebuilt
from cogs.polls.desk import Desk, Interaction

_TICKS = {"yes": Suits.YES, "maybe": Suits.IF_NEEDED}


class Pressed(Rebuilt, template=r"poll:(?P<wish>[a-z]+):(?P<id>\d+)"):
    """What somebody ticks, or what the author decides."""

    def __init__(self, item: ui.Item[Any], bot: AlumniBot, match: re.Match[str]) -> None:
        super().__init__(item, bot, match)
        self._desk = Desk(bot.services)
        self._wish = match["wish"]
        self._poll_id = int(match["id"])

    async def press(self, interaction: Interaction) -> None:
        """Do what the custom_id says."""
        desk, poll_id = self._desk, self._poll_id
        match self._wish:
            case "answer":
                await desk.look(interaction, poll_id)
            case "yes" | "maybe" as wish:
                numbers = [int(each) for each in self.picked]
                await desk.tick(interaction, poll_id, _TICKS[wish], numbers)
            case "none":
                await desk.none(interaction, poll_id)
            case "post":
                await desk.post(interaction, poll_id)
            case "drop":
                await desk.drop(interaction, poll_id)
            case "mine":
                await desk.open(interaction, int(self.picked[0]))
            case "review":
                await desk.review(interaction, poll_id)
            case "close":
                await desk.close(interaction, poll_id)
            case "choose":
                await desk.close(interaction, poll_id, int(self.picked[0]))
            case other:
                raise ValueError(other)
