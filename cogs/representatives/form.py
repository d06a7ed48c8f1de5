"""The form in which a notice is written."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import ui

from bot.domain.notices import TEXT_LENGTH
from bot.domain.regions import Region
from bot.i18n import Words
from bot.ui.regions import label
from bot.ui.views import Form

TITLE_LENGTH = 45
OPEN_SECONDS = 3600

Submit = Callable[[discord.Interaction[Any], str], Awaitable[None]]


class NoticeForm(Form):
    """One text; ``submit`` gets it."""

    def __init__(self, region: Region, words: Words, submit: Submit, *, pings: bool) -> None:
        title = words("To {region}", region=label(region, words))[:TITLE_LENGTH]
        super().__init__(title=title, timeout=OPEN_SECONDS)
        self._submit = submit
        self.text = ui.TextInput[Form](
            custom_id="text", style=discord.TextStyle.paragraph, max_length=TEXT_LENGTH
        )
        hint = (
            words("Next you see how many people it pings. It is shown as plain text.")
            if pings
            else words(
                "Next you see it before it goes. It is shown as plain text; it pings nobody."
            )
        )
        self.add_item(
            ui.Label(text=words("Your announcement"), description=hint, component=self.text)
        )

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Hand the text over."""
        await self._submit(interaction, self.text.value)
