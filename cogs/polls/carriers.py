"""Post and edit the cards of polls, as the queue says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord

from bot.client import AlumniBot
from bot.domain.outbox import Row
from bot.domain.settings import LANGUAGE
from bot.outbox import posting
from bot.outbox.posting import Post, Writer, awake
from bot.services.event_rows import GONE
from bot.ui.public import public_words
from cogs.polls.cards import poll_card


def card_writer(bot: AlumniBot) -> Writer:
    """Write the card of a poll, in its server's language."""

    async def write(row: Row) -> Post | None:
        found = await bot.services.poll_rows.card(row)
        if found is None:
            return None
        language = await bot.services.settings.get(found.poll.server_id, LANGUAGE)
        each = public_words(bot.catalogues, language)
        return Post(poll_card(found, each, bot.services.clock()))

    return write


class EditCarrier:
    """Lets a card show how things stand; to do so twice changes nothing."""

    def __init__(self, bot: AlumniBot) -> None:
        self._bot = bot
        self._write = card_writer(bot)

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Edit the card, unless there is none."""
        found, post = await self._bot.services.poll_rows.card(row), await self._write(row)
        if found is None or found.poll.message_id is None or post is None:
            return {}
        try:
            place = await awake(self._bot, row.payload["channel"])
            return await posting.edit(place.get_partial_message(found.poll.message_id), post)
        except discord.NotFound:
            return GONE

    async def look(self, row: Row) -> None:
        """Let it be done once more."""
