"""Announcements: said in several channels at once, and kept in hand."""

from __future__ import annotations

from bot.client import AlumniBot
from bot.outbox.direct import Messenger
from bot.outbox.posting import Poster
from bot.services import announcement_rows as rows
from cogs.announcements.buttons import Pressed
from cogs.announcements.carriers import (
    CopyCarrier,
    EditCarrier,
    MomentCarrier,
    PublishCarrier,
    RecallCarrier,
    note_writer,
    request_writer,
)
from cogs.announcements.cog import AnnounceCog
from cogs.announcements.desk import Desk


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py."""
    bot.add_dynamic_items(Pressed)
    bot.dispatcher.add_carrier(rows.DUE, MomentCarrier())
    bot.dispatcher.add_carrier(rows.EXPIRY, MomentCarrier())
    bot.dispatcher.add_carrier(rows.COPY, CopyCarrier(bot))
    bot.dispatcher.add_carrier(rows.EDIT, EditCarrier(bot))
    bot.dispatcher.add_carrier(rows.RECALL, RecallCarrier(bot))
    bot.dispatcher.add_carrier(rows.PUBLISH, PublishCarrier(bot))
    bot.dispatcher.add_carrier(rows.REQUEST, Poster(bot, request_writer(bot)))
    bot.dispatcher.add_carrier(rows.NOTE, Messenger(bot, note_writer(bot)))
    await bot.add_cog(AnnounceCog(Desk(bot.services), bot.services.announcement_rows))
