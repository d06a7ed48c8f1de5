"""The one modal that shows any section's questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.ui.views import Form
from cogs.start.questions import Answers, answer


class SectionForm(Form):
    """At most five questions. What is sent in is read by its custom_id: see :func:`answers_in`."""

    def __init__(self, custom_id: str, title: str, questions: Sequence[ui.Label[Form]]) -> None:
        super().__init__(custom_id=custom_id, title=title)
        for question in questions:
            self.add_item(question)
        # Finished at once, so that discord.py does not keep it: a form outlives a restart.
        self.stop()


def answers_in(interaction: discord.Interaction[Any]) -> Answers:
    """Read what was sent in, by the names of the questions."""
    sent: Any = interaction.data
    return dict(answer(label["component"]) for label in sent["components"])
