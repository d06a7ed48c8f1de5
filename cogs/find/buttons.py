"""The buttons of an answer, alive as long as the search is kept."""

from __future__ import annotations

import re
from typing import Any

import discord
from discord import ui

from bot.client import AlumniBot
from bot.domain.overlap import Mode
from bot.domain.search import Filter
from bot.ui.membership import membership
from bot.ui.person import others_card, person_card
from bot.ui.reading import words_for
from bot.ui.replies import acknowledge, reply
from bot.ui.views import Rebuilt
from cogs.find.cards import page_card
from cogs.find.presence import check_presence

Interaction = discord.Interaction[Any]


class Pressed(
    Rebuilt,
    template=r"find:(?P<wish>page|open|without|mode):(?P<search>[\w-]+):(?P<value>\w+)(?::\d+)?",
):
    """Whatever was pressed; the search in the custom_id must be the presser's own."""

    def __init__(self, item: ui.Item[Any], bot: AlumniBot, match: re.Match[str]) -> None:
        super().__init__(item, bot, match)
        self._services = bot.services
        self._wish, self._search_id, self._value = match["wish"], match["search"], match["value"]

    async def press(self, interaction: Interaction) -> None:
        """Turn the page, ask otherwise, or open somebody's card."""
        me, search = interaction.user.id, self._services.search
        if self._wish == "open":
            await self._open(interaction, int(self._value))
            return
        await check_presence(interaction, self._services.presence)
        if self._wish == "page":
            page = await search.page(self._search_id, me, int(self._value))
        elif self._wish == "mode":
            page = await search.in_mode(self._search_id, me, Mode(self._value))
        else:
            page = await search.without(self._search_id, me, Filter(self._value))
        await interaction.response.edit_message(view=page_card(page, words_for(interaction)))

    async def _open(self, interaction: Interaction, user_id: int) -> None:
        me, services = interaction.user.id, self._services
        is_member = membership(interaction.client)
        if is_member is not None:
            await acknowledge(interaction)
        search = await services.search.recall(self._search_id, me)
        if user_id != me:
            await services.budgets.spend(me, search.server_id, "cards")
        seen = await services.presence.look_up(
            user_id,
            viewer_id=me,
            server_id=search.server_id,
            is_member=is_member,
        )
        show = person_card if user_id == me else others_card
        card = show(seen, words_for(interaction), now=services.clock())
        await reply(interaction, card)
