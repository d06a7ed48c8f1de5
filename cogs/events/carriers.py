"""Post and edit cards, tell people and remind them, as the queue says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord

from bot.client import AlumniBot
from bot.domain.outbox import Row
from bot.domain.settings import LANGUAGE
from bot.i18n import Words
from bot.outbox import direct, posting
from bot.outbox.direct import Messenger
from bot.outbox.posting import Post, Poster, Writer, awake, found_gone
from bot.services import event_rows
from bot.services.event_rows import GONE, PLACE_GONE
from bot.ui.public import public_words
from cogs.events.cards import event_card
from cogs.events.pictures import file_of
from cogs.events.telling import call_post, note_card, reminder_card, reminder_post

UNKNOWN_MESSAGE = 10008


def card_writer(bot: AlumniBot) -> Writer:
    """Write the card of an event, in its server's language."""

    async def write(row: Row) -> Post | None:
        seen = await bot.services.event_rows.card(row)
        if seen is None:
            return None
        each = await _public(bot, seen.event.server_id)
        card, picture = event_card(seen, each, bot.services.clock()), seen.picture
        if picture is None:
            return Post(card)
        is_new = row.kind == event_rows.CARD
        kept = None if is_new else picture.attachment
        return Post(card, file=lambda: file_of(bot.services, picture), kept=kept)

    return write


def note_writer(bot: AlumniBot) -> direct.Writer:
    """Write what somebody is told of an event, in their language."""

    async def write(row: Row) -> discord.ui.LayoutView | None:
        note = await bot.services.event_notes.read(row)
        return None if note is None else note_card(note, _private(bot, note.locale))

    return write


def call_writer(bot: AlumniBot) -> Writer:
    """Write who is called to news of an event, pinging nobody else."""

    async def write(row: Row) -> Post | None:
        call = await bot.services.event_calls.read(row)
        if call is None:
            return None
        each = await _public(bot, call.event.server_id)
        users = [discord.Object(call.user_id)]
        pings = discord.AllowedMentions(everyone=False, roles=False, users=users)
        return Post(call_post(call, each), pings)

    return write


class EditCarrier:
    """Lets a card show how things stand; to do so twice changes nothing."""

    def __init__(self, bot: AlumniBot) -> None:
        self._bot = bot
        self._write = card_writer(bot)

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Edit the card, unless there is none."""
        seen, post = await self._bot.services.event_rows.card(row), await self._write(row)
        if seen is None or seen.event.message_id is None or post is None:
            return {}
        with found_gone(PLACE_GONE) as gone:
            place = await awake(self._bot, row.payload["channel"])
            card = place.get_partial_message(seen.event.message_id)
            try:
                return await posting.edit(card, post)
            except discord.NotFound as missing:
                if missing.code != UNKNOWN_MESSAGE:
                    raise
                return GONE
        return gone.result

    async def look(self, row: Row) -> None:
        """Let it be done once more."""


class ReminderCarrier:
    """Reminds one person by direct message, or several in the channel."""

    def __init__(self, bot: AlumniBot) -> None:
        self._bot = bot
        self._person = Messenger(bot, self._to_person)
        self._channel = Poster(bot, self._to_channel, where_gone=PLACE_GONE)

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Send it; its words are made now."""
        return await self._of(row).carry(row)

    async def look(self, row: Row) -> Mapping[str, Any] | None:
        """Look for it where it was to be."""
        return await self._of(row).look(row)

    def _of(self, row: Row) -> Messenger | Poster:
        return self._person if row.place.startswith("user:") else self._channel

    async def _to_person(self, row: Row) -> discord.ui.LayoutView | None:
        found = await self._bot.services.reminders.read(row)
        return None if found is None else reminder_card(found, _private(self._bot, found.locale))

    async def _to_channel(self, row: Row) -> Post | None:
        found = await self._bot.services.reminders.read(row)
        if found is None:
            return None
        each = await _public(self._bot, found.event.server_id)
        mentioned = [discord.Object(each.user_id) for each in found.people]
        pings = discord.AllowedMentions(everyone=False, roles=False, users=mentioned)
        return Post(reminder_post(found, each), pings)


async def _public(bot: AlumniBot, server_id: int) -> tuple[Words, ...]:
    language = await bot.services.settings.get(server_id, LANGUAGE)
    return public_words(bot.catalogues, language)


def _private(bot: AlumniBot, locale: str) -> Words:
    return bot.catalogues.words(locale)
