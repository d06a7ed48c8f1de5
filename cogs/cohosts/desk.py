"""What whoever hosts an event decides about its hosts, up to the service."""

from __future__ import annotations

from typing import Any

import discord

from bot.errors import BotHostError, HostSeesNotError
from bot.services.services import Services
from bot.ui.asking import standing
from bot.ui.events import is_seen_by
from bot.ui.reading import words_for
from bot.ui.replies import answer
from cogs.cohosts import cards

Interaction = discord.Interaction[Any]
Person = discord.User | discord.Member
"""Who was named: perhaps somebody who left the server."""


class Desk:
    """Checks that people may see what they are to host, and confirms."""

    def __init__(self, services: Services) -> None:
        self._cohosts = services.cohosts

    async def add(self, interaction: Interaction, event_id: int, member: Person) -> None:
        """Let somebody help."""
        await self._require(interaction, event_id, member)
        event = await self._cohosts.add(standing(interaction), event_id, member.id)
        await answer(interaction, cards.added_card(event, member.id, words_for(interaction)))

    async def remove(self, interaction: Interaction, event_id: int, member: Person) -> None:
        """Let somebody help no longer."""
        event = await self._cohosts.remove(standing(interaction), event_id, member.id)
        await answer(interaction, cards.removed_card(event, member.id, words_for(interaction)))

    async def offer(self, interaction: Interaction, event_id: int, member: Person) -> None:
        """Ask somebody to host instead."""
        await self._require(interaction, event_id, member)
        event = await self._cohosts.offer(standing(interaction), event_id, member.id)
        words = words_for(interaction)
        if event.host_id == member.id:
            await answer(interaction, cards.accepted_card(event, words))
        else:
            await answer(interaction, cards.offered_card(event, member.id, words))

    async def accept(self, interaction: Interaction, event_id: int) -> None:
        """Host what one was asked to."""
        event = await self._cohosts.accept(interaction.user.id, event_id)
        card = cards.accepted_card(event, words_for(interaction))
        await interaction.response.edit_message(view=card)

    async def decline(self, interaction: Interaction, event_id: int) -> None:
        """Leave it with its host."""
        event = await self._cohosts.decline(interaction.user.id, event_id)
        card = cards.declined_card(event, words_for(interaction))
        await interaction.response.edit_message(view=card)

    async def step_down(self, interaction: Interaction, event_id: int) -> None:
        """Help no longer."""
        event = await self._cohosts.step_down(interaction.user.id, event_id)
        card = cards.stepped_down_card(event, words_for(interaction))
        await interaction.response.edit_message(view=card)

    async def _require(self, interaction: Interaction, event_id: int, member: Person) -> None:
        """Look at the asker's own rights first: others learn nothing about the event."""
        event = await self._cohosts.open(standing(interaction), event_id)
        if member.bot:
            raise BotHostError
        if not isinstance(member, discord.Member) or not is_seen_by(member, event):
            raise HostSeesNotError
