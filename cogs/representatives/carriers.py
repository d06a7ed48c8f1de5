"""Post, pin and put to sleep what representatives decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord

from bot.client import AlumniBot
from bot.domain.outbox import Row
from bot.domain.settings import LANGUAGE
from bot.outbox.posting import Post, Writer, awake, named
from bot.ui.public import public_words
from cogs.representatives.cards import notice_card


def notice_writer(bot: AlumniBot) -> Writer:
    """Write a notice; the one role that was chosen is pinged, and nobody else."""

    async def write(row: Row) -> Post | None:
        found = await bot.services.representatives.read(row)
        if found is None:
            return None
        notice, region = found
        role = row.payload["role"]
        language = await bot.services.settings.get(notice.server_id, LANGUAGE)
        card = notice_card(notice, region, role, public_words(bot.catalogues, language))
        pinged = [discord.Object(role)] if role is not None else False
        return Post(card, discord.AllowedMentions(everyone=False, users=False, roles=pinged))

    return write


class PinCarrier:
    """Pins a message or takes the pin off; to do so twice changes nothing."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Pin it, or take the pin off."""
        place = await awake(self._client, row.payload["channel"])
        message = place.get_partial_message(row.payload["message"])
        await (message.pin() if row.payload["pinned"] else message.unpin())
        return {}

    async def look(self, row: Row) -> Mapping[str, Any] | None:
        """Ask whether it is pinned."""
        place = await named(self._client, row.payload["channel"])
        message = await place.fetch_message(row.payload["message"])
        return {} if message.pinned == row.payload["pinned"] else None


class SleepCarrier:
    """Archives a forum's post."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Let it sleep, unless it does."""
        place = await named(self._client, row.payload["channel"])
        if isinstance(place, discord.Thread) and not place.archived:
            await place.edit(archived=True)
        return {}

    async def look(self, row: Row) -> Mapping[str, Any] | None:
        """Look whether it sleeps; to let it sleep once more would harm nothing either."""
        place = await named(self._client, row.payload["channel"])
        return {} if isinstance(place, discord.Thread) and place.archived else None
