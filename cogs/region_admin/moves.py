"""Tell a region's people that it earned a channel, or gave it up."""

from __future__ import annotations

from bot.client import AlumniBot
from bot.domain.outbox import Row
from bot.domain.settings import LANGUAGE
from bot.outbox.posting import Post, Writer
from cogs.region_admin.cards import moved_card


def move_writer(bot: AlumniBot) -> Writer:
    """Write it in the server's language; in English where it has both."""

    async def write(row: Row) -> Post | None:
        language = await bot.services.settings.get(row.server_id, LANGUAGE)
        locale = "en" if language == "both" else language
        return Post(moved_card(row.payload["to"], bot.catalogues.words(locale)))

    return write
