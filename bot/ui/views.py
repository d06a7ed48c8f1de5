"""Base classes whose errors are answered, not swallowed."""

from __future__ import annotations

from typing import Any

import discord
from discord import ui

from bot.ui.failures import answer_failure


class Layout(ui.LayoutView):
    """A Components V2 message; buttons in it are DynamicItems, so it never expires."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    async def on_error(
        self, interaction: discord.Interaction[Any], error: Exception, item: ui.Item[Any]
    ) -> None:
        """Answer whatever a component's callback raised."""
        await answer_failure(interaction, error)


class Form(ui.Modal):
    """A modal; its errors are answered."""

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception) -> None:
        """Answer whatever the submission raised."""
        await answer_failure(interaction, error)
