"""What the commands and buttons about regions do, always for the person who asks."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain.regions import Tie
from bot.domain.rights import Right
from bot.services.services import Services
from bot.ui.asking import server_of, standing
from bot.ui.events import next_rows, sees
from bot.ui.reading import words_for
from bot.ui.replies import answer
from cogs.regions import cards, joining
from cogs.regions.offers import OffersForm

Interaction = discord.Interaction[Any]

NEXT = 3
"""So many coming events of a region are shown with it."""


class Desk:
    """Answers in the private message that was pressed, or in a new one."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def browse(self, interaction: Interaction) -> None:
        """Show where to look."""
        server = server_of(interaction)
        catalogue = await self._services.regions.catalogue(server.id)
        is_admin = Right.ADMIN in await self._services.rights.held(standing(interaction))
        waiting = len(await self._services.regions.suggestions(server.id)) if is_admin else 0
        card = cards.browse_card(catalogue.parts(), words_for(interaction), waiting=waiting)
        await answer(interaction, card)

    async def show_part(self, interaction: Interaction, part: str) -> None:
        """Show the regions of a part."""
        words = words_for(interaction)
        catalogue = await self._services.regions.catalogue(server_of(interaction).id)
        groups = catalogue.in_part(part, words.locale)
        await answer(interaction, cards.part_card(part, groups, words))

    async def show(self, interaction: Interaction, code: str) -> None:
        """Show one region."""
        server_id, words = server_of(interaction).id, words_for(interaction)
        info = await self._services.regions.info(server_id, code, viewer_id=interaction.user.id)
        coming = await self._services.events.coming(
            server_id, sees(interaction), code=info.region.code
        )
        below = next_rows(coming[:NEXT], words)
        card = cards.region_card(info, words, now=self._services.clock(), below=below)
        await answer(interaction, card)

    async def ask(self, interaction: Interaction, code: str, tie: Tie | None = None) -> None:
        """Say what joining means before anything is joined."""
        server_id, me = server_of(interaction).id, interaction.user.id
        info = await self._services.regions.info(server_id, code, viewer_id=me)
        chosen = tie or await self._services.memberships.likeliest_tie(
            server_id, me, info.region.code
        )
        await answer(interaction, joining.joining_card(info, chosen, words_for(interaction)))

    async def join(self, interaction: Interaction, code: str, tie: Tie, *, quiet: bool) -> None:
        """Join, loudly or quietly."""
        belonging = await self._services.memberships.join(
            server_of(interaction).id, interaction.user.id, code, tie=tie, quiet=quiet
        )
        asks = not quiet and await self._services.consents.may_ask_for_line(
            server_of(interaction).id, interaction.user.id
        )
        card = joining.joined_card(belonging, words_for(interaction), asks_for_line=asks)
        await answer(interaction, card)

    async def leave(self, interaction: Interaction, code: str) -> None:
        """Leave."""
        region = await self._services.memberships.leave(
            server_of(interaction).id, interaction.user.id, code
        )
        await answer(interaction, joining.left_card(region, words_for(interaction)))

    async def follow(self, interaction: Interaction, code: str) -> None:
        """Follow a region's post."""
        place = await self._services.memberships.follow(
            server_of(interaction).id, interaction.user.id, code
        )
        await answer(interaction, joining.following_card(place, words_for(interaction)))

    async def mine(self, interaction: Interaction) -> None:
        """Show where the person belongs."""
        server_id, me = server_of(interaction).id, interaction.user.id
        belongings = await self._services.memberships.mine(server_id, me)
        offers = await self._services.memberships.offers(server_id, me)
        await answer(interaction, cards.mine_card(belongings, offers, words_for(interaction)))

    async def offer(self, interaction: Interaction) -> None:
        """Open the form with what follows from the profile, ticked."""
        server_id = server_of(interaction).id
        offers = await self._services.memberships.offers(server_id, interaction.user.id)
        words = words_for(interaction)
        if offers:
            await interaction.response.send_modal(OffersForm(offers, words))
        else:
            await answer(interaction, cards.nothing_card(words))

    async def take_up(self, interaction: Interaction, chosen: list[str], *, quiet: bool) -> None:
        """Do what was ticked."""
        done = await self._services.memberships.take_up(
            server_of(interaction).id, interaction.user.id, chosen, quiet=quiet
        )
        card = joining.taken_up_card(done, words_for(interaction), quiet=quiet)
        await answer(interaction, card)

    async def suggestions(self, interaction: Interaction) -> None:
        """Show admins what members suggested."""
        await self._services.rights.require(standing(interaction), Right.ADMIN)
        waiting = await self._services.regions.suggestions(server_of(interaction).id)
        await answer(interaction, cards.suggestions_card(waiting, words_for(interaction)))

    async def settle(self, interaction: Interaction, suggestion_id: int) -> None:
        """Take a suggestion off the admins' list."""
        await self._services.rights.require(standing(interaction), Right.ADMIN)
        await self._services.regions.settle_suggestion(server_of(interaction).id, suggestion_id)
        await self.suggestions(interaction)
