"""Who is new: the weekly line, what newcomers are told, and consent to either."""

from __future__ import annotations

from bot.client import AlumniBot
from bot.outbox.posting import Poster
from bot.services import arrivals, newcomers
from cogs.newcomers.buttons import Consented
from cogs.newcomers.carriers import ArrivalCarrier, WeekCarrier, line_writer
from cogs.newcomers.cog import NewcomersCog


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py."""
    bot.add_dynamic_items(Consented)
    bot.dispatcher.add_carrier(newcomers.WEEK_BEGINS, WeekCarrier())
    bot.dispatcher.add_carrier(newcomers.LINE, Poster(bot, line_writer(bot)))
    bot.dispatcher.add_carrier(arrivals.KIND, ArrivalCarrier(bot))
    await bot.add_cog(NewcomersCog(bot.services.arrivals))
