"""What people do with polls, from the command or button to the answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import discord

from bot.domain.polls import Suits
from bot.errors import PollGoneError, ZoneMissingError
from bot.services.event_drafts import Spot
from bot.services.polls import Answered, Asked
from bot.services.services import Services
from bot.ui.allowed import require_writable
from bot.ui.asking import server_of, standing
from bot.ui.reading import words_for
from bot.ui.replies import answer
from cogs.polls import cards

Interaction = discord.Interaction[Any]


class Desk:
    """Asks, takes answers, and closes."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def write(self, interaction: Interaction, asked: Asked, channel_id: int | None) -> None:
        """Show a new poll to its author before anybody else sees it."""
        await self._services.event_drafts.require_creator(standing(interaction), asked.code)
        where = await self._channel(interaction, asked.code, channel_id)
        spot = Spot(*await require_writable(interaction, where))
        poll = await self._services.polls.draft(standing(interaction), spot, asked)
        card = cards.draft_card(poll, words_for(interaction), self._services.clock())
        await answer(interaction, card)

    async def open(self, interaction: Interaction, poll_id: int) -> None:
        """Show a poll of one's own again: as a draft, or how it stands."""
        stands = standing(interaction)
        try:
            poll = await self._services.polls.own(stands, poll_id)
        except PollGoneError:
            await self.review(interaction, poll_id)
        else:
            card = cards.draft_card(poll, words_for(interaction), self._services.clock())
            await answer(interaction, card)

    async def post(self, interaction: Interaction, poll_id: int) -> None:
        """Post it."""
        poll = await self._services.polls.post(standing(interaction), poll_id)
        await answer(interaction, cards.posted_card(poll, words_for(interaction)))

    async def drop(self, interaction: Interaction, poll_id: int) -> None:
        """Forget it."""
        await self._services.polls.drop(standing(interaction), poll_id)
        await answer(interaction, cards.dropped_card(words_for(interaction)))

    async def look(self, interaction: Interaction, poll_id: int) -> None:
        """Show the times, to tick what suits."""
        await self._show(
            interaction, await self._services.polls.look(standing(interaction), poll_id)
        )

    async def tick(
        self, interaction: Interaction, poll_id: int, suits: Suits, numbers: Iterable[int]
    ) -> None:
        """Take what was ticked."""
        stands = standing(interaction)
        await self._show(
            interaction, await self._services.polls.tick(stands, poll_id, suits, numbers)
        )

    async def none(self, interaction: Interaction, poll_id: int) -> None:
        """Take it that no time suits."""
        stands = standing(interaction)
        await self._show(interaction, await self._services.polls.clear(stands, poll_id))

    async def review(self, interaction: Interaction, poll_id: int) -> None:
        """Show how things stand before the poll is closed."""
        found = await self._services.polls.review(standing(interaction), poll_id)
        card = cards.review_card(found, words_for(interaction), self._services.clock())
        await answer(interaction, card)

    async def close(
        self, interaction: Interaction, poll_id: int, number: int | None = None
    ) -> None:
        """Close it; what wins is a draft."""
        locale = interaction.locale.value
        stands = standing(interaction)
        closed = await self._services.polls.close(stands, poll_id, locale, number)
        card = cards.closed_card(closed, words_for(interaction), self._services.clock())
        await answer(interaction, card)

    async def _show(self, interaction: Interaction, found: Answered) -> None:
        try:
            zone = (await self._services.zones.of(interaction.user.id)).zone
        except ZoneMissingError:
            zone = None
        words, now = words_for(interaction), self._services.clock()
        await answer(interaction, cards.answer_card(found, zone, words, now))

    async def _channel(
        self, interaction: Interaction, code: str | None, channel_id: int | None
    ) -> int:
        """Return the channel that was named, the region's own, or this one."""
        if channel_id is None and code is not None:
            place = await self._services.regions.place(server_of(interaction).id, code)
            channel_id = place.home
        return channel_id or interaction.channel_id or 0
