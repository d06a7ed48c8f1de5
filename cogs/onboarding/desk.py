"""Read a server's Onboarding, merge what regions ask, and write it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import aiohttp
import discord

from bot.client import AlumniBot
from bot.domain.onboarding import Json, Merge, merge, missing_channels
from bot.domain.rights import Right
from bot.domain.settings import LANGUAGE, WELCOME_CHANNEL
from bot.errors import (
    BotRightsError,
    NoCommunityError,
    OnboardingFullError,
    OnboardingRefusedError,
    OnboardingUnansweredError,
)
from bot.i18n import N_
from bot.i18n.catalogues import LOCALES
from bot.ui import onboarding
from bot.ui.asking import server_of, standing
from bot.ui.public import public_words
from bot.ui.reading import words_for
from bot.ui.replies import acknowledge
from cogs.onboarding.cards import Defaults, onboarding_card
from cogs.onboarding.prompts import TITLES, Asked, asked, panels_before

Interaction = discord.Interaction[Any]

NEEDED = {"manage_guild": N_("Manage Server"), "manage_roles": N_("Manage Roles")}
"""What Discord asks for, for this and for nothing else of the bot's."""
_UNANSWERED = (discord.DiscordServerError, aiohttp.ClientError, OSError, TimeoutError)


@dataclass(frozen=True, slots=True)
class _Read:
    """What stands in a server's Onboarding, and what would."""

    current: Json
    asked: Asked
    merged: Merge


class Desk:
    """Answers admins; nothing is remembered between looking and writing."""

    def __init__(self, bot: AlumniBot) -> None:
        self._bot = bot
        self._services = bot.services

    async def show(self, interaction: Interaction) -> None:
        """Show what is there, what is kept and what would be added."""
        server = await self._checked(interaction)
        await acknowledge(interaction)
        await self._answer(interaction, server, await self._read(server))

    async def write(self, interaction: Interaction) -> None:
        """Write it. What was pressed twice, or after a lost answer, changes nothing more."""
        server = await self._checked(interaction)
        await interaction.response.defer()
        found = await self._read(server)
        if found.merged.too_many:
            raise OnboardingFullError(n=found.merged.too_many)
        if not found.merged.is_done:
            try:
                await onboarding.write(self._bot, server.id, found.merged.payload())
            except _UNANSWERED as lost:
                raise OnboardingUnansweredError from lost
            except discord.HTTPException as refusal:
                raise OnboardingRefusedError(code=refusal.code or refusal.status) from refusal
            found = await self._read(server)
        await self._answer(interaction, server, found)

    async def _checked(self, interaction: Interaction) -> discord.Guild:
        """Raise what stands in the way, before anything else is done."""
        await self._services.rights.require(standing(interaction), Right.ADMIN)
        server, words = server_of(interaction), words_for(interaction)
        held = server.me.guild_permissions
        if missing := [
            words(NEEDED[name]) for name, has_it in held if name in NEEDED and not has_it
        ]:
            raise BotRightsError(permissions=words.list(missing))
        if onboarding.COMMUNITY not in server.features:
            raise NoCommunityError
        return server

    async def _read(self, server: discord.Guild) -> _Read:
        try:
            current = await onboarding.read(self._bot, server.id)
        except _UNANSWERED as lost:
            raise OnboardingUnansweredError from lost
        settings, regions = self._services.settings, self._services.regions
        panel = await settings.get(server.id, WELCOME_CHANNEL)
        places = await regions.places(server.id)
        roles = {role.id for role in server.roles}
        wanted = asked(
            await regions.catalogue(server.id),
            {code: place.role_id for code, place in places.items() if place.role_id in roles},
            panel if panel and server.get_channel(panel) else None,
            public_words(self._bot.catalogues, await settings.get(server.id, LANGUAGE)),
        )
        languages = [self._bot.catalogues.words(locale) for locale in LOCALES]
        ours = {place.role_id for place in places.values() if place.role_id}
        ours |= panels_before(current["prompts"], languages)
        titles = [words(title) for words in languages for title in TITLES]
        merged = merge(current["prompts"], wanted.prompts, granted=ours, titles=titles)
        return _Read(current, wanted, merged)

    async def _answer(self, interaction: Interaction, server: discord.Guild, found: _Read) -> None:
        channels = [int(channel) for channel in found.current["default_channel_ids"]]
        here = [channel for each in channels if (channel := server.get_channel(each))]
        everyone = server.default_role
        writable = {
            channel.id
            for channel in here
            if (may := channel.permissions_for(everyone)).view_channel and may.send_messages
        }
        defaults = Defaults(
            tuple(channels), *missing_channels(channels, writable), found.current["enabled"]
        )
        card = onboarding_card(found.merged, found.asked, defaults, words_for(interaction))
        await interaction.edit_original_response(view=card)
