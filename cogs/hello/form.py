"""The form in which somebody says hello."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import ui

from bot.domain.greetings import MESSAGE_LENGTH, REASON_LENGTH
from bot.i18n import Words
from bot.ui.views import Form

TITLE_LENGTH = 45
OPEN_SECONDS = 3600

Submit = Callable[[discord.Interaction[Any], str, str], Awaitable[None]]


class HelloForm(Form):
    """Two texts; ``submit`` gets the message and the reason."""

    def __init__(self, name: str, words: Words, submit: Submit) -> None:
        title = words("Say hello to {name}", name=name)[:TITLE_LENGTH]
        super().__init__(title=title, timeout=OPEN_SECONDS)
        self._submit = submit
        self.message = ui.TextInput[Form](
            custom_id="message", style=discord.TextStyle.paragraph, max_length=MESSAGE_LENGTH
        )
        self.reason = ui.TextInput[Form](
            custom_id="reason", required=False, max_length=REASON_LENGTH
        )
        self.add_item(
            ui.Label(
                text=words("Your message"),
                description=words("They see your name and this, not your account."),
                component=self.message,
            )
        )
        self.add_item(
            ui.Label(
                text=words("Your reason"),
                description=words("If you like: what brings you to them, such as the same town."),
                component=self.reason,
            )
        )

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Hand both texts over."""
        await self._submit(interaction, self.message.value, self.reason.value)
