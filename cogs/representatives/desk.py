"""What the commands of representatives do, up to the row in the queue."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain.regions import Region, RegionPlace
from bot.errors import MessageNotThereError, RegionPlaceMissingError, RegionRoleMissingError
from bot.services.services import Services
from bot.ui.allowed import require_allowed
from bot.ui.asking import server_of, standing
from bot.ui.reading import words_for
from bot.ui.replies import acknowledge, reply
from cogs.representatives import cards
from cogs.representatives.form import NoticeForm

Interaction = discord.Interaction[Any]


class Desk:
    """Checks rights first, then what the bot itself may, before anything starts."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def write(self, interaction: Interaction, region: Region, *, pings: bool = False) -> None:
        """Open the form; what comes back is shown before it goes."""
        await self._services.representatives.place(standing(interaction), region.code, pings=pings)

        async def submit(submitted: Interaction, text: str) -> None:
            await acknowledge(submitted)
            asker = standing(submitted)
            place = await self._services.representatives.place(asker, region.code, pings=pings)
            await self._require(submitted, place, pings=pings)
            draft = await self._services.representatives.draft(
                asker, region.code, text, pings=pings
            )
            await reply(submitted, cards.draft_card(draft, words_for(submitted)))

        form = NoticeForm(region, words_for(interaction), submit, pings=pings)
        await interaction.response.send_modal(form)

    async def send(self, interaction: Interaction, number: int, *, pins: bool) -> None:
        """Let a draft go."""
        await interaction.response.defer()
        asker, representatives = standing(interaction), self._services.representatives
        draft = await representatives.find(asker, number)
        await self._require(interaction, draft.place, pings=draft.notice.pings, pins=pins)
        sent = await representatives.send(asker, number, pins=pins)
        card = cards.sent_card(sent, words_for(interaction))
        await interaction.edit_original_response(view=card)

    async def drop(self, interaction: Interaction, number: int) -> None:
        """Forget a draft."""
        await self._services.representatives.drop(standing(interaction), number)
        await interaction.response.edit_message(view=cards.dropped_card(words_for(interaction)))

    async def pin(
        self,
        interaction: Interaction,
        region: Region,
        channel_id: int | None,
        message_id: int,
        *,
        pinned: bool,
    ) -> None:
        """Pin a message of the region's own place, or take the pin off."""
        await acknowledge(interaction)
        asker = standing(interaction)
        place = await self._services.representatives.place(asker, region.code)
        if channel_id not in (None, place.home):
            raise MessageNotThereError
        channel = await self._require(interaction, place, pins=True)
        try:
            await channel.fetch_message(message_id)
        except discord.NotFound as missing:
            raise MessageNotThereError from missing
        await self._services.representatives.pin(asker, region.code, message_id, pinned=pinned)
        card = cards.pinned_card(region, words_for(interaction), pinned=pinned)
        await reply(interaction, card)

    async def archive(self, interaction: Interaction, region: Region) -> None:
        """Put a region's post to sleep."""
        await acknowledge(interaction)
        asker = standing(interaction)
        place = await self._services.representatives.place(asker, region.code, sleeps=True)
        await self._require(interaction, place)
        await self._services.representatives.sleep(asker, region.code)
        await reply(interaction, cards.archived_card(region, words_for(interaction)))

    async def welcome(self, interaction: Interaction, region: Region) -> None:
        """Show who is new, each with the way to say hello."""
        asker = standing(interaction)
        await self._services.budgets.spend(asker.user_id, asker.server_id, "searches")
        found, people = await self._services.representatives.newest(asker, region.code)
        card = cards.newest_card(found, people, words_for(interaction))
        await interaction.response.send_message(view=card, ephemeral=True)

    async def _require(
        self,
        interaction: Interaction,
        place: RegionPlace,
        *,
        pings: bool = False,
        pins: bool = False,
    ) -> discord.TextChannel | discord.Thread:
        """Raise what the bot is not allowed to do there; a role that all may ping needs nothing."""
        needed = ["pin_messages", "read_message_history"] if pins else []
        if pings:
            role = server_of(interaction).get_role(place.role_id or 0)
            if role is None:
                raise RegionRoleMissingError
            needed += [] if role.mentionable else ["mention_everyone"]
        channel = await require_allowed(interaction, place.home or 0, needed)
        if not isinstance(channel, discord.TextChannel | discord.Thread):
            raise RegionPlaceMissingError
        return channel
