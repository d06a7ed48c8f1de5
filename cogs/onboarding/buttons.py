"""The button that writes Onboarding, alive as long as the message."""

from __future__ import annotations

import re
from typing import Any, Self

import discord
from discord import ui

from bot.ui.failures import answers_failures
from cogs.onboarding.cards import WRITE
from cogs.onboarding.desk import Desk


class Write(ui.DynamicItem[ui.Item[Any]], template=re.escape(WRITE)):
    """Reads afresh before it writes; whether the presser may is asked again."""

    def __init__(self, item: ui.Item[Any], desk: Desk) -> None:
        super().__init__(item)
        self._desk = desk

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Rebuild the button from the message it stands on."""
        return cls(item, Desk(interaction.client))

    @answers_failures
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Write what regions ask, and show what stands there now."""
        await self._desk.write(interaction)
