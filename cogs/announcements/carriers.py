"""Post announcements, edit, publish and delete their copies, and tell authors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord

from bot.client import AlumniBot
from bot.domain.outbox import Row
from bot.domain.settings import LANGUAGE
from bot.i18n import Words
from bot.outbox import direct
from bot.outbox.posting import Post, Poster, Writer, awake, named
from bot.services.announcement_rows import GONE
from bot.ui.public import public_words
from cogs.announcements.cards import announcement_card, request_card
from cogs.announcements.telling import note_card

_PUBLISHED_ALREADY = 40033
_UNKNOWN = frozenset({10003, 10008})
"""Discord knows the channel or the message no more."""


async def languages(bot: AlumniBot, server_id: int) -> tuple[Words, Words]:
    """Return both languages, in the order that the server's setting says."""
    first = await bot.services.settings.get(server_id, LANGUAGE)
    order = ("ja", "en") if first == "ja" else ("en", "ja")
    english, japanese = (bot.catalogues.words(each) for each in order)
    return english, japanese


class CopyCarrier:
    """Posts the copy of one channel; only the one that was picked pings, and only its roles."""

    def __init__(self, bot: AlumniBot) -> None:
        self._bot = bot
        self._poster = Poster(bot, self._write)

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Post it, unless it was recalled."""
        return await self._told(row, await self._poster.carry(row))

    async def look(self, row: Row) -> Mapping[str, Any] | None:
        """Look for it where it was to be."""
        found = await self._poster.look(row)
        return None if found is None else await self._told(row, found)

    async def _told(self, row: Row, result: Mapping[str, Any]) -> Mapping[str, Any]:
        if "message" not in result:
            return result
        place = await named(self._bot, row.payload["channel"])
        return {**result, "is_news": isinstance(place, discord.TextChannel) and place.is_news()}

    async def _write(self, row: Row) -> Post | None:
        found = await self._bot.services.announcement_rows.copy(row)
        if found is None:
            return None
        roles = found.roles if found.pings_in == row.payload["channel"] else ()
        card = announcement_card(found, await languages(self._bot, found.server_id), roles)
        pinged = [discord.Object(role) for role in roles] or False
        return Post(card, discord.AllowedMentions(everyone=False, users=False, roles=pinged))


class EditCarrier:
    """Lets a copy show the text as it is now; to do so twice changes nothing, and pings nobody."""

    def __init__(self, bot: AlumniBot) -> None:
        self._bot = bot

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Edit it, if it is still there."""
        found = await self._bot.services.announcement_rows.copy(row)
        if found is None:
            return {}
        roles = found.roles if found.pings_in == row.payload["channel"] else ()
        card = announcement_card(found, await languages(self._bot, found.server_id), roles)
        nobody = discord.AllowedMentions.none()
        try:
            place = await awake(self._bot, row.payload["channel"])
            message = place.get_partial_message(row.payload["message"])
            await message.edit(view=card, allowed_mentions=nobody)
        except discord.NotFound:
            return GONE
        return {}

    async def look(self, row: Row) -> None:
        """Let it be done once more."""


class RecallCarrier:
    """Deletes a copy."""

    def __init__(self, bot: AlumniBot) -> None:
        self._bot = bot

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Delete it, unless it is gone."""
        try:
            place = await awake(self._bot, row.payload["channel"])
            await place.get_partial_message(row.payload["message"]).delete()
        except discord.NotFound as gone:
            if gone.code not in _UNKNOWN:
                raise
        return {}

    async def look(self, row: Row) -> None:
        """Let it be done once more."""


class PublishCarrier:
    """Publishes a copy to the servers that follow its channel."""

    def __init__(self, bot: AlumniBot) -> None:
        self._bot = bot

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Publish it, unless it is published, recalled or gone."""
        if await self._bot.services.announcement_rows.copy(row) is None:
            return {}
        try:
            place = await named(self._bot, row.payload["channel"])
            await place.get_partial_message(row.payload["message"]).publish()
        except discord.HTTPException as refusal:
            if refusal.code != _PUBLISHED_ALREADY and refusal.code not in _UNKNOWN:
                raise
        return {}

    async def look(self, row: Row) -> None:
        """Let it be done once more: Discord says so if it was."""


class MomentCarrier:
    """Lets a moment pass: all that it means is written when it is recorded."""

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Do nothing."""
        return {}

    async def look(self, row: Row) -> None:
        """Let it be done once more."""


def request_writer(bot: AlumniBot) -> Writer:
    """Write where it is to be known that one waits for a second person; nobody is pinged."""

    async def write(row: Row) -> Post | None:
        found = await bot.services.announcement_rows.request(row)
        if found is None:
            return None
        language = await bot.services.settings.get(found.server_id, LANGUAGE)
        return Post(request_card(found, public_words(bot.catalogues, language)))

    return write


def note_writer(bot: AlumniBot) -> direct.Writer:
    """Write what an author is told, in their language."""

    async def write(row: Row) -> discord.ui.LayoutView | None:
        note = await bot.services.announcement_rows.note(row)
        if note is None:
            return None
        return note_card(note, bot.catalogues.words(note.announcement.locale))

    return write
