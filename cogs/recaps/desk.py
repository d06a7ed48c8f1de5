"""What hosts write about an event that is over, up to the row in the queue."""

from __future__ import annotations

from typing import Any

import discord

from bot.errors import EventChannelError, RegionPlaceMissingError
from bot.services.services import Services
from bot.ui.allowed import require_allowed
from bot.ui.asking import standing
from bot.ui.reading import words_for
from bot.ui.replies import answer
from cogs.recaps import cards
from cogs.recaps.form import NoteForm

Interaction = discord.Interaction[Any]


class Desk:
    """Opens the form, shows the summary, and lets it go."""

    def __init__(self, services: Services) -> None:
        self._recaps = services.recaps

    async def write(self, interaction: Interaction, event_id: int) -> None:
        """Ask for a note; what comes back is the summary, before anybody else sees it."""
        words = words_for(interaction)
        recap = await self._recaps.look_up(standing(interaction), event_id)
        if recap.is_posted:
            await answer(interaction, cards.preview_card(recap, words))
            return

        async def submit(submitted: Interaction, note: str) -> None:
            written = await self._recaps.write(standing(submitted), event_id, note)
            await answer(submitted, cards.preview_card(written, words))

        await interaction.response.send_modal(NoteForm(recap.note, words, submit))

    async def post(self, interaction: Interaction, event_id: int) -> None:
        """Let it go, where the bot may still post."""
        recap = await self._recaps.look_up(standing(interaction), event_id)
        try:
            await require_allowed(interaction, recap.event.channel_id)
        except RegionPlaceMissingError as gone:
            raise EventChannelError from gone
        event = await self._recaps.post(standing(interaction), event_id)
        await answer(interaction, cards.posted_card(event, words_for(interaction)))
