"""What the queue does about newcomers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord

from bot.client import AlumniBot
from bot.domain.outbox import Row
from bot.domain.settings import LANGUAGE, WELCOME_CHANNEL
from bot.outbox import messages
from bot.outbox.posting import Post, Writer
from bot.ui.membership import membership
from bot.ui.public import public_words
from cogs.newcomers.cards import arrival_card, line_card

# Direct messages switched off or blocked, or an account that is gone.
_REFUSALS = frozenset({400, 403, 404})


def line_writer(bot: AlumniBot) -> Writer:
    """Write the weekly line of a region, of what is true as it goes."""

    async def write(row: Row) -> Post | None:
        line = await bot.services.newcomers.line(row, membership(bot))
        if line is None:
            return None
        language = await bot.services.settings.get(line.server_id, LANGUAGE)
        return Post(line_card(line, public_words(bot.catalogues, language)))

    return write


class WeekCarrier:
    """Nothing happens outside: all that is decided is decided as it is recorded."""

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Do nothing."""
        return {}

    async def look(self, row: Row) -> Mapping[str, Any] | None:
        """Do nothing: as good as done."""
        return {}


class ArrivalCarrier:
    """Writes once to somebody who joined; whoever takes no messages is left alone."""

    def __init__(self, bot: AlumniBot) -> None:
        self._bot = bot

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Send the message, if it is still wanted."""
        guild = self._bot.get_guild(row.payload["server"])
        if guild is None or not await self._bot.services.arrivals.is_wanted(row):
            return {}
        services = self._bot.services
        words = public_words(self._bot.catalogues, await services.settings.get(guild.id, LANGUAGE))
        channel = await services.settings.get(guild.id, WELCOME_CHANNEL)
        try:
            await messages.send(
                await self._door(row), row, arrival_card(guild.name, channel, words)
            )
        except discord.HTTPException as refusal:
            if refusal.status not in _REFUSALS:
                raise
        return {}

    async def look(self, row: Row) -> Mapping[str, Any] | None:
        """Look into the conversation."""
        try:
            found = await messages.find(await self._door(row), row)
        except discord.HTTPException as refusal:
            if refusal.status not in _REFUSALS:
                raise
            return {}
        return None if found is None else {}

    async def _door(self, row: Row) -> discord.DMChannel:
        return await self._bot.create_dm(discord.Object(row.payload["user"]))
