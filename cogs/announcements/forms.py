"""The forms about announcements: what to say, and why something comes back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import ui

from bot.domain.announcements import TEXT_LENGTH, WHY_LENGTH, Announcement
from bot.i18n import Words
from bot.ui.views import Form

OPEN_SECONDS = 3_600

SubmitTexts = Callable[[discord.Interaction[Any], str, str], Awaitable[None]]
SubmitWhy = Callable[[discord.Interaction[Any], str], Awaitable[None]]


class TextsForm(Form):
    """English and Japanese; one of them is enough."""

    def __init__(
        self, words: Words, submit: SubmitTexts, filled: Announcement | None = None
    ) -> None:
        super().__init__(title=words("Announcement"), timeout=OPEN_SECONDS)
        self._submit = submit
        self.english = _input("english", filled.english if filled else None)
        self.japanese = _input("japanese", filled.japanese if filled else None)
        hint = words("One of the two is enough. It is shown as plain text.")
        for label, field in ((words("English"), self.english), (words("Japanese"), self.japanese)):
            self.add_item(ui.Label(text=label, description=hint, component=field))

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Hand both over."""
        await self._submit(interaction, self.english.value, self.japanese.value)


class WhyForm(Form):
    """Why an announcement comes back to its author, who reads it."""

    def __init__(self, words: Words, submit: SubmitWhy) -> None:
        super().__init__(title=words("Send it back"), timeout=OPEN_SECONDS)
        self._submit = submit
        self.why = ui.TextInput[Form](custom_id="why", required=False, max_length=WHY_LENGTH)
        hint = words("The author reads it, and not whose it is.")
        self.add_item(ui.Label(text=words("Why"), description=hint, component=self.why))

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Hand it over."""
        await self._submit(interaction, self.why.value)


def _input(custom_id: str, filled: str | None) -> ui.TextInput[Form]:
    return ui.TextInput(
        custom_id=custom_id,
        style=discord.TextStyle.paragraph,
        default=filled,
        required=False,
        max_length=TEXT_LENGTH,
    )
