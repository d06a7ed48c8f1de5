"""The buttons and menus with which hosts say who may come, alive as long as the message."""

from __future__ import annotations

import re
from typing import Any

from discord import ui

from bot.client import AlumniBot
from bot.domain.admission import Admission, By
from bot.services.admission import Rule
from bot.ui.views import Rebuilt
from cogs.admission.desk import Desk, Interaction


class Ruled(
    Rebuilt, template=r"admission:(?P<wish>show|whom|roles|first|approval|open|later):(?P<id>\d+)"
):
    """Who may come, until when, and who decides about seats."""

    def __init__(self, item: ui.Item[Any], bot: AlumniBot, match: re.Match[str]) -> None:
        super().__init__(item, bot, match)
        self._desk = Desk(bot.services)
        self._wish = match["wish"]
        self._event_id = int(match["id"])

    async def press(self, interaction: Interaction) -> None:
        """Change it, and show what holds now."""
        match self._wish:
            case "whom":
                await self._desk.pick(interaction, self._event_id, self.picked)
            case "roles":
                rule = Rule(admission=Admission(By.ROLE, tuple(self.picked)))
                await self._desk.say(interaction, self._event_id, rule)
            case "first" | "approval" as seats:
                rule = Rule(by_approval=seats == "approval")
                await self._desk.say(interaction, self._event_id, rule)
            case "later":
                await self._desk.spread(interaction, self._event_id)
            case "open":
                await self._desk.say(interaction, self._event_id, Rule(closes_at=None))
            case _:
                await self._desk.say(interaction, self._event_id, Rule())


class Asked(
    Rebuilt,
    template=r"admission:(?P<wish>asking|approve):(?P<id>\d+):(?P<server>\d+):(?P<after>\d+)",
):
    """Who waits for a host's yes, also by direct message, which does not tell the server."""

    def __init__(self, item: ui.Item[Any], bot: AlumniBot, match: re.Match[str]) -> None:
        super().__init__(item, bot, match)
        self._desk = Desk(bot.services)
        self._wish = match["wish"]
        self._where = int(match["id"]), int(match["server"])
        self._after = int(match["after"])

    async def press(self, interaction: Interaction) -> None:
        """Show the list, or say yes."""
        if self._wish == "approve":
            await self._desk.approve(interaction, *self._where, [int(each) for each in self.picked])
        else:
            await self._desk.asking(interaction, *self._where, self._after)
