"""Ask the host of an event, and answer once."""

from __future__ import annotations

from bot.client import AlumniBot
from bot.outbox.direct import Messenger
from bot.services.inquiries import KIND
from cogs.inquiries.buttons import Asked
from cogs.inquiries.carriers import inquiry_writer


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py."""
    bot.add_dynamic_items(Asked)
    bot.dispatcher.add_carrier(KIND, Messenger(bot, inquiry_writer(bot)))
