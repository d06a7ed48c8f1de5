"""Bring questions and answers to people, in their language."""

from __future__ import annotations

from discord import ui

from bot.client import AlumniBot
from bot.domain.outbox import Row
from bot.outbox import direct
from cogs.inquiries.cards import brought_card


def inquiry_writer(bot: AlumniBot) -> direct.Writer:
    """Write what a row brings; nothing once that is settled."""

    async def write(row: Row) -> ui.LayoutView | None:
        found = await bot.services.inquiries.read(row)
        return None if found is None else brought_card(found, bot.catalogues.words(found.locale))

    return write
