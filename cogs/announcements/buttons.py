"""Every button and menu about announcements, alive as long as the message."""

from __future__ import annotations

import re
from typing import Any

import discord
from discord import ui

from bot.client import AlumniBot
from bot.ui.views import Rebuilt
from cogs.announcements.desk import Desk


class Pressed(Rebuilt, template=r"announce:(?P<wish>[a-z]+):(?P<id>\d+)(?::(?P<page>\d+))?"):
    """What somebody does with one announcement; whether they may is asked each time."""

    def __init__(self, item: ui.Item[Any], bot: AlumniBot, match: re.Match[str]) -> None:
        super().__init__(item, bot, match)
        self._desk = Desk(bot.services)
        self._wish = match["wish"]
        self._number = int(match["id"])
        self._page = int(match["page"] or 0)

    async def press(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the custom_id says."""
        desk, number = self._desk, self._number
        match self._wish:
            case "roles":
                await desk.pick_roles(interaction, number, self._entities)
            case "channel":
                await desk.pick_channel(interaction, number, self._entities[0])
            case "all":
                await desk.pick_all(interaction, number)
            case "send":
                await desk.send(interaction, number)
            case "drop":
                await desk.drop(interaction, number)
            case "draft":
                await desk.show_draft(interaction, number)
            case other:
                await self._decide(interaction, other)

    async def _decide(self, interaction: discord.Interaction[Any], wish: str) -> None:
        desk, number = self._desk, self._number
        match wish:
            case "edit":
                await desk.rewrite(interaction, number)
            case "approve":
                await desk.approve(interaction, number)
            case "reject":
                await desk.ask_why(interaction, number)
            case "ask":
                await desk.ask(interaction, number)
            case "recall":
                await desk.recall(interaction, number)
            case "status":
                await desk.status(interaction, number, self._page)
            case other:
                raise ValueError(other)

    @property
    def _entities(self) -> list[int]:
        """Return the roles or channels that were picked."""
        item = self.item
        if isinstance(item, ui.RoleSelect | ui.ChannelSelect):
            return [each.id for each in item.values]
        return []
