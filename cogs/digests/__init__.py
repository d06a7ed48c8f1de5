"""The weekly digest of each region."""

from __future__ import annotations

from bot.client import AlumniBot
from bot.outbox.posting import Poster
from bot.services import digests
from cogs.digests.carriers import WeekCarrier, digest_writer


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py."""
    bot.dispatcher.add_carrier(digests.WEEK_BEGINS, WeekCarrier())
    bot.dispatcher.add_carrier(digests.POST, Poster(bot, digest_writer(bot)))
