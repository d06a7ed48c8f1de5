"""The form for a question, or for its answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import ui

from bot.domain.inquiries import ANSWER_LENGTH, QUESTION_LENGTH
from bot.i18n import Words
from bot.ui.views import Form

OPEN_SECONDS = 3_600

Submit = Callable[[discord.Interaction[Any], str], Awaitable[None]]


class TextForm(Form):
    """One text; ``submit`` gets it."""

    def __init__(self, title: str, label: str, hint: str, most: int, submit: Submit) -> None:
        super().__init__(title=title, timeout=OPEN_SECONDS)
        self._submit = submit
        self.text = ui.TextInput[Form](
            custom_id="text", style=discord.TextStyle.paragraph, max_length=most
        )
        self.add_item(ui.Label(text=label, description=hint, component=self.text))

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Hand the text over."""
        await self._submit(interaction, self.text.value)


def question_form(words: Words, submit: Submit) -> TextForm:
    """Ask for the question, and say first what the host will see."""
    hint = words("The host reads it with your name, and may answer once by direct message.")
    title, label = words("Ask the host"), words("Your question")
    return TextForm(title, label, hint, QUESTION_LENGTH, submit)


def answer_form(words: Words, submit: Submit) -> TextForm:
    """Ask for the answer."""
    hint = words("It reaches them by direct message. You can answer once.")
    title, label = words("Answer a question"), words("Your answer")
    return TextForm(title, label, hint, ANSWER_LENGTH, submit)
