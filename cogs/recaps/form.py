"""The form for the host's note."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import ui

from bot.domain.recaps import NOTE_LENGTH
from bot.i18n import Words
from bot.ui.views import Form

OPEN_SECONDS = 3_600

Submit = Callable[[discord.Interaction[Any], str], Awaitable[None]]


class NoteForm(Form):
    """One text, which may be empty; ``submit`` gets it."""

    def __init__(self, note: str | None, words: Words, submit: Submit) -> None:
        super().__init__(title=words("How was it?"), timeout=OPEN_SECONDS)
        self._submit = submit
        self.note = ui.TextInput[Form](
            custom_id="note",
            style=discord.TextStyle.paragraph,
            default=note,
            required=False,
            max_length=NOTE_LENGTH,
        )
        self.add_item(
            ui.Label(
                text=words("Your note"),
                description=words("If you like. It stands below date, place and numbers."),
                component=self.note,
            )
        )

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Hand the note over."""
        await self._submit(interaction, self.note.value)
