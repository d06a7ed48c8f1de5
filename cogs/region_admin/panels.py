"""Write the panel with which people find regions."""

from __future__ import annotations

from bot.client import AlumniBot
from bot.domain.outbox import Row
from bot.domain.settings import LANGUAGE
from bot.outbox.posting import Post, Writer
from bot.ui.public import public_words
from bot.ui.regions import regions_panel


def panel_writer(bot: AlumniBot) -> Writer:
    """Write it in the server's language or in both, with the parts that have regions then."""

    async def write(row: Row) -> Post | None:
        language = await bot.services.settings.get(row.server_id, LANGUAGE)
        parts = (await bot.services.regions.catalogue(row.server_id or 0)).parts()
        return Post(regions_panel(parts, public_words(bot.catalogues, language)))

    return write
