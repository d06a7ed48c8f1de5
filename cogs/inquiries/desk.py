"""What people ask and hosts answer, up to the service."""

from __future__ import annotations

from typing import Any

import discord

from bot.services.answers import Asker
from bot.services.services import Services
from bot.ui.asking import standing
from bot.ui.events import sees
from bot.ui.reading import words_for
from bot.ui.replies import reply
from cogs.inquiries import cards
from cogs.inquiries.forms import answer_form, question_form

Interaction = discord.Interaction[Any]


class Desk:
    """Opens the forms, once it is clear that what is written will go."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._inquiries = services.inquiries

    async def ask(self, interaction: Interaction, event_id: int) -> None:
        """Ask for a question to the host."""
        words = words_for(interaction)
        await self._require_seen(interaction, event_id)
        await self._inquiries.check(_asker(interaction), event_id)

        async def submit(submitted: Interaction, question: str) -> None:
            await self._require_seen(submitted, event_id)
            event = await self._inquiries.ask(_asker(submitted), event_id, question)
            await reply(submitted, cards.asked_card(event, words))

        await interaction.response.send_modal(question_form(words, submit))

    async def answer(self, interaction: Interaction, inquiry_id: int) -> None:
        """Ask a host for the answer."""
        words, host = words_for(interaction), interaction.user.id
        await self._inquiries.to_answer(host, inquiry_id)

        async def submit(submitted: Interaction, given: str) -> None:
            inquiry = await self._inquiries.answer(host, inquiry_id, given)
            card = cards.answered_card(inquiry, given, words)
            await submitted.response.edit_message(view=card)

        await interaction.response.send_modal(answer_form(words, submit))

    async def silence(self, interaction: Interaction, inquiry_id: int) -> None:
        """Take no more from somebody."""
        await self._inquiries.silence(interaction.user.id, inquiry_id)
        card = cards.silenced_card(words_for(interaction))
        await interaction.response.edit_message(view=card)

    async def _require_seen(self, interaction: Interaction, event_id: int) -> None:
        """Whoever does not see its channel learns nothing; by message, one answered before."""
        if interaction.guild_id is not None:
            asker = standing(interaction)
            await self._services.events.look_up(asker, event_id, sees(interaction))


def _asker(interaction: Interaction) -> Asker:
    user = interaction.user
    return Asker(user.id, interaction.guild_id, user.display_name, interaction.locale.value)
