"""Every button and menu about listing and privacy, alive as long as the message."""

from __future__ import annotations

import re
from typing import Any

from discord import ui

from bot.client import AlumniBot
from bot.domain.profiles import Audience, Field
from bot.ui.asking import server_of
from bot.ui.reading import words_for
from bot.ui.views import Rebuilt
from cogs.profile.listing import consent_panel, listed_panel
from cogs.profile.privacy import Interaction, privacy_card, unmasked


class Pressed(Rebuilt, template=r"profile:(?P<path>[a-z_0-9:]+)"):
    """Whatever was pressed; it always concerns the person who presses, and nobody else."""

    def __init__(self, item: ui.Item[Any], bot: AlumniBot, match: re.Match[str]) -> None:
        super().__init__(item, bot, match)
        self._services = bot.services
        self._path = match["path"]

    async def press(self, interaction: Interaction) -> None:
        """Do what the custom_id says."""
        me, server_id = interaction.user.id, interaction.guild_id
        match self._path.split(":"):
            case ["list"]:
                await self._ask_consent(interaction)
                return
            case ["consent"]:
                await self._list(interaction)
                return
            case ["privacy"]:
                card = await privacy_card(interaction, self._services)
                await interaction.response.send_message(view=card, ephemeral=True)
                return
            case ["unlist"]:
                await self._services.listings.unlist(me, server_id)
            case ["hide"]:
                await self._services.profiles.hide(me)
            case ["show"]:
                await self._services.profiles.show(me)
            case ["audience", mask, audience]:
                chosen = dict.fromkeys(unmasked(int(mask)), Audience(audience))
                await self._services.profiles.set_audiences(me, chosen)
            case ["fields"]:
                pass
            case other:
                raise ValueError(other)
        card = await privacy_card(interaction, self._services, map(Field, self.picked))
        await interaction.response.edit_message(view=card)

    async def _ask_consent(self, interaction: Interaction) -> None:
        server = server_of(interaction)
        await self._services.listings.check(interaction.user.id, server.id)
        card = consent_panel(server.name, words_for(interaction))
        await interaction.response.edit_message(view=card)

    async def _list(self, interaction: Interaction) -> None:
        await self._services.listings.list_me(interaction.user.id, interaction.guild_id)
        me, server_id = interaction.user.id, interaction.guild_id
        mine = await self._services.directory.own(me)
        offers = await self._services.memberships.offers(server_id, me)
        introductions = await self._services.introductions.to(server_id, me)
        card = listed_panel(mine, offers, words_for(interaction), introductions)
        await interaction.response.edit_message(view=card)
