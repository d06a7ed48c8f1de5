"""Series of events: their dates, each made when its time comes."""

from __future__ import annotations

from bot.client import AlumniBot
from bot.outbox.moments import MomentCarrier
from bot.services import series_rows


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py; the commands join those of /event, which are loaded before."""
    bot.dispatcher.add_carrier(series_rows.NEXT, MomentCarrier())
