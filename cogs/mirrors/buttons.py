"""What hosts decide about Discord's own event of theirs, also by direct message."""

from __future__ import annotations

import re
from collections.abc import Awaitable
from typing import Any

import discord
from discord import ui

from bot.client import AlumniBot
from bot.domain.events import Event
from bot.i18n import Words
from bot.ui.asking import standing_in
from bot.ui.events import title
from bot.ui.panel import Panel, text
from bot.ui.reading import words_for
from bot.ui.replies import answer
from bot.ui.views import Rebuilt

Interaction = discord.Interaction[Any]


class Mirrored(
    Rebuilt, template=r"event-mirror:(?P<wish>take|back|again|leave):(?P<id>\d+):(?P<server>\d+)"
):
    """A change to Discord's own event is taken over or put back; one deleted is made or left."""

    def __init__(self, item: ui.Item[Any], bot: AlumniBot, match: re.Match[str]) -> None:
        super().__init__(item, bot, match)
        self._mirrors = bot.services.mirrors
        self._wish = match["wish"]
        self._event_id, self._server_id = int(match["id"]), int(match["server"])

    async def press(self, interaction: Interaction) -> None:
        """Do what the custom_id says."""
        words, event = words_for(interaction), await self._decided(interaction)
        await answer(interaction, decided_card(self._wish, event, words))

    def _decided(self, interaction: Interaction) -> Awaitable[Event]:
        stands = standing_in(interaction, self._server_id)
        match self._wish:
            case "take":
                return self._mirrors.take_over(stands, self._event_id)
            case "back":
                return self._mirrors.put_back(stands, self._event_id)
            case wish:
                return self._mirrors.again(stands, self._event_id, wanted=wish == "again")


def decided_card(wish: str, event: Event, words: Words) -> Panel:
    """Say what happens now."""
    called = title(event)
    match wish:
        case "take":
            told = words(
                "**Taken over:** the card of {title} shows it in a moment, and whoever comes is "
                "told of a new time or place.",
                title=called,
            )
        case "back":
            told = words("In a moment Discord's own event shows what {title} is.", title=called)
        case "again":
            told = words("In a moment {title} stands among Discord's own events.", title=called)
        case _:
            told = words("{title} goes on without an event of Discord's own.", title=called)
    return Panel((text(told),))
