"""Every button and menu about events, alive as long as the message."""

from __future__ import annotations

import re
from typing import Any

from discord import ui

from bot.client import AlumniBot
from bot.domain.events import Coming, Kind
from bot.domain.reminders import Lead, Way
from bot.domain.series import Scope
from bot.ui.views import Rebuilt
from cogs.events.asking import Interaction
from cogs.events.desk import HostDesk
from cogs.events.guest_desk import GuestDesk
from cogs.events.listing import Sought, Span
from cogs.events.words_desk import WordsDesk


class Answered(Rebuilt, template=r"event:(?P<wish>[a-z]+):(?P<id>\d+)"):
    """What somebody answers, chooses or looks at."""

    def __init__(self, item: ui.Item[Any], bot: AlumniBot, match: re.Match[str]) -> None:
        super().__init__(item, bot, match)
        self._desk = GuestDesk(bot.services)
        self._host = HostDesk(bot.services)
        self._words = WordsDesk(bot.services)
        self._wish = match["wish"]
        self._event_id = int(match["id"])

    async def press(self, interaction: Interaction) -> None:
        """Do what the custom_id says."""
        desk, event_id = self._desk, self._event_id
        match self._wish:
            case "going" | "maybe" | "no" as coming:
                await desk.take(interaction, event_id, Coming(coming))
            case "name" | "count" as choice:
                await desk.appear(interaction, event_id, is_named=choice == "name")
            case "lead":
                await desk.remind(interaction, event_id, lead=Lead(self.picked[0]))
            case "way":
                await desk.remind(interaction, event_id, way=Way(self.picked[0]))
            case "confirm":
                await desk.confirm(interaction, event_id)
            case "keep":
                await desk.keep(interaction, event_id)
            case "more":
                await desk.more(interaction, event_id)
            case "always":
                await desk.come_always(interaction, event_id)
            case "once" | "never" as choice:
                await desk.come_once(interaction, event_id, drops=choice == "never")
            case "guests":
                await desk.guests(interaction, event_id)
            case "who":
                await desk.who(interaction, event_id)
            case "calendar":
                await desk.calendar(interaction, event_id)
            case "show":
                await desk.show(interaction, event_id)
            case other:
                await self._decide(interaction, other)

    async def _decide(self, interaction: Interaction, wish: str) -> None:
        match wish:
            case "draft":
                await self._host.show_draft(interaction, self._event_id)
            case "publish":
                await self._host.publish(interaction, self._event_id)
            case "edit":
                await self._host.rewrite(interaction, self._event_id)
            case "drop":
                await self._host.drop(interaction, self._event_id)
            case "hints":
                await self._words.hints(interaction, self._event_id)
            case "second":
                await self._words.second(interaction, self._event_id)
            case "picture":
                await self._words.picture(interaction, self._event_id)
            case "save":
                await self._host.save(interaction, self._event_id)
            case "leave":
                await self._host.leave(interaction, self._event_id)
            case other:
                raise ValueError(other)


class Decided(
    Rebuilt,
    template=r"event:(?P<wish>ask|cancel|repost):(?P<id>\d+):(?P<server>\d+)(:(?P<scope>[a-z]+))?",
):
    """What a host decides, also by direct message, which does not tell the server."""

    def __init__(self, item: ui.Item[Any], bot: AlumniBot, match: re.Match[str]) -> None:
        super().__init__(item, bot, match)
        self._desk = HostDesk(bot.services)
        self._wish = match["wish"]
        self._where = int(match["id"]), int(match["server"])
        self._scope = Scope(match["scope"] or Scope.THIS)

    async def press(self, interaction: Interaction) -> None:
        """Do it."""
        match self._wish:
            case "ask":
                await self._desk.ask(interaction, *self._where)
            case "cancel":
                await self._desk.cancel(interaction, *self._where, self._scope)
            case _:
                await self._desk.repost(interaction, *self._where)


class Turned(
    Rebuilt,
    template=r"event:list:(?P<span>[a-z]+):(?P<code>-|[\w-]+):(?P<kind>-|[a-z]+):(?P<page>\d+)",
):
    """Another page of a list; each is looked up afresh."""

    def __init__(self, item: ui.Item[Any], bot: AlumniBot, match: re.Match[str]) -> None:
        super().__init__(item, bot, match)
        self._desk = GuestDesk(bot.services)
        code = None if match["code"] == "-" else match["code"]
        kind = None if match["kind"] == "-" else Kind(match["kind"])
        self._sought = Sought(Span(match["span"]), code, kind)
        self._page = int(match["page"])

    async def press(self, interaction: Interaction) -> None:
        """Turn to it."""
        await self._desk.list(interaction, self._sought, self._page)
