"""What the queue does about digests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import discord

from bot.client import AlumniBot
from bot.domain.events import Event
from bot.domain.outbox import Row
from bot.domain.settings import LANGUAGE
from bot.outbox.posting import Post, Writer
from bot.ui.public import public_words
from cogs.digests.cards import digest_card


def digest_writer(bot: AlumniBot) -> Writer:
    """Write the digest of a region, of what is true as it goes."""

    async def write(row: Row) -> Post | None:
        guild = bot.get_guild(row.server_id or 0)
        if guild is None:
            return None
        digest = await bot.services.digests.digest(row, public_in(guild))
        if digest is None:
            return None
        language = await bot.services.settings.get(digest.server_id, LANGUAGE)
        return Post(digest_card(digest, public_words(bot.catalogues, language)))

    return write


def public_in(guild: discord.Guild) -> Callable[[int, Event], bool]:
    """Return what tells whether the readers of a channel may know of an event.

    They do where its card stands in that channel, or where everybody in the server may read.
    """

    def is_public(channel_id: int, event: Event) -> bool:
        here = guild.get_channel_or_thread(channel_id)
        around = here.parent_id if isinstance(here, discord.Thread) else None
        there = event.parent_id or event.channel_id
        if {event.channel_id, event.parent_id} & {channel_id}:
            return True
        channel = guild.get_channel(there)
        if channel is None:
            return False
        return there == around or channel.permissions_for(guild.default_role).view_channel

    return is_public


class WeekCarrier:
    """Nothing happens outside: all that is decided is decided as it is recorded."""

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Do nothing."""
        return {}

    async def look(self, row: Row) -> None:
        """Let it be done once more."""
