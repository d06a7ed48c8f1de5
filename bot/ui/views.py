"""Base classes whose errors are answered, not swallowed."""

from __future__ import annotations

import re
from typing import Any, Self

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


class Rebuilt(ui.DynamicItem[ui.Item[Any]], template=r"(?!)"):
    """A button or menu that is rebuilt when it is pressed, from its custom_id alone.

    So it works after a restart and costs no memory. Each feature's own has a template, takes
    what it needs from the client and the match, and says what pressing does.
    """

    def __init__(self, item: ui.Item[Any], client: Any, match: re.Match[str]) -> None:
        super().__init__(item)

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Rebuild the item from the message it stands on."""
        return cls(item, interaction.client, match)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do it, and answer whatever that raised, which discord.py would only log."""
        try:
            await self.press(interaction)
        except Exception as error:
            await answer_failure(interaction, error)

    async def press(self, interaction: discord.Interaction[Any]) -> None:
        """Do what was pressed."""
        raise NotImplementedError

    @property
    def picked(self) -> list[str]:
        """Return what was picked, roles by their numbers; nothing from a button."""
        if isinstance(self.item, ui.RoleSelect):
            return [str(role.id) for role in self.item.values]
        return self.item.values if isinstance(self.item, ui.Select) else []
