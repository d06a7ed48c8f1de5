"""Tell people what hosts decided, and moderators who took an event over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from discord import ui

from bot.client import AlumniBot
from bot.domain.outbox import Row
from bot.domain.settings import LANGUAGE
from bot.outbox import direct, messages
from bot.outbox.carrier import Refused
from bot.outbox.posting import awake, named
from bot.ui.public import public_words
from cogs.cohosts.cards import note_card, takeover_card

NOWHERE = "no_moderator_channel"


def note_writer(bot: AlumniBot) -> direct.Writer:
    """Write what somebody is told, in their language."""

    async def write(row: Row) -> ui.LayoutView | None:
        note = await bot.services.host_notes.read(row)
        return None if note is None else note_card(note, bot.catalogues.words(note.locale))

    return write


class TakeoverCarrier:
    """Posts where moderators read; where no place is set, admins find it in /queue show."""

    def __init__(self, bot: AlumniBot) -> None:
        self._bot = bot

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Post it, unless it matters no more."""
        told = await self._bot.services.takeovers.read(row)
        if told is None:
            return {}
        if told.channel_id is None:
            raise Refused(NOWHERE)
        language = await self._bot.services.settings.get(told.event.server_id, LANGUAGE)
        card = takeover_card(told, public_words(self._bot.catalogues, language))
        sent = await messages.send(await awake(self._bot, told.channel_id), row, card)
        return messages.link(sent)

    async def look(self, row: Row) -> Mapping[str, Any] | None:
        """Look for it where it was to be."""
        told = await self._bot.services.takeovers.read(row)
        if told is None or told.channel_id is None:
            return None
        found = await messages.find(await named(self._bot, told.channel_id), row)
        return None if found is None else messages.link(found)
