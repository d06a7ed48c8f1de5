"""The buttons by which somebody agrees, or takes it back."""

from __future__ import annotations

import re
from typing import Any

import discord
from discord import ui

from bot.client import AlumniBot
from bot.domain.consents import Purpose
from bot.domain.settings import LANGUAGE, WEEKLY_LINE
from bot.ui.asking import server_of
from bot.ui.panel import Panel
from bot.ui.public import public_words
from bot.ui.reading import words_for
from bot.ui.views import Rebuilt
from cogs.newcomers.cards import consent_panel, line_text


class Consented(
    Rebuilt,
    template=r"consent:(?P<wish>ask|give|withdraw):(?P<purpose>weekly_line|introductions)",
):
    """Whatever was pressed; it always concerns the person who presses."""

    def __init__(self, item: ui.Item[Any], bot: AlumniBot, match: re.Match[str]) -> None:
        super().__init__(item, bot, match)
        self._bot = bot
        self._wish = match["wish"]
        self._purpose = Purpose(match["purpose"])

    async def press(self, interaction: discord.Interaction[Any]) -> None:
        """Show what it means, with the decision as it is now."""
        server_id, me = server_of(interaction).id, interaction.user.id
        consents = self._bot.services.consents
        match self._wish:
            case "give":
                await consents.give(server_id, me, self._purpose)
            case "withdraw":
                await consents.withdraw(server_id, me, self._purpose)
            case _:
                pass
        panel = await self._panel(interaction, server_id, me)
        if self._wish == "ask":
            await interaction.response.send_message(view=panel, ephemeral=True)
        else:
            await interaction.response.edit_message(view=panel)

    async def _panel(self, interaction: discord.Interaction[Any], server: int, me: int) -> Panel:
        """Preview the very lines that would be posted, in the server's language."""
        services = self._bot.services
        language = await services.settings.get(server, LANGUAGE)
        lines = await services.newcomers.preview(server, me)
        return consent_panel(
            self._purpose,
            words_for(interaction),
            given=self._purpose in await services.consents.given(server, me),
            preview=[
                line_text(line, words)
                for line in lines
                for words in public_words(self._bot.catalogues, language)
            ],
            is_on=await services.settings.get(server, WEEKLY_LINE),
        )
