"""Post summaries, in the language of the server."""

from __future__ import annotations

from bot.client import AlumniBot
from bot.domain.outbox import Row
from bot.domain.settings import LANGUAGE
from bot.outbox.posting import Post, Writer
from bot.ui.public import public_words
from cogs.recaps.cards import recap_card


def recap_writer(bot: AlumniBot) -> Writer:
    """Write a summary as the numbers are now; it pings nobody."""

    async def write(row: Row) -> Post | None:
        recap = await bot.services.recaps.read(row)
        if recap is None:
            return None
        language = await bot.services.settings.get(recap.event.server_id, LANGUAGE)
        return Post(recap_card(recap, public_words(bot.catalogues, language)))

    return write
