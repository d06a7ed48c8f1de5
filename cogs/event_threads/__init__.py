"""The thread of an event: opened by its host, joined by whoever answered."""

from __future__ import annotations

from bot.client import AlumniBot
from bot.outbox.following import FollowCarrier
from bot.services.event_rows import IN_THREAD, PLACE_GONE, THREAD, THREAD_SLEEP
from cogs.event_threads.buttons import Threaded
from cogs.event_threads.carriers import SleepCarrier, ThreadCarrier


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py."""
    bot.add_dynamic_items(Threaded)
    bot.dispatcher.add_carrier(THREAD, ThreadCarrier(bot, bot.services.event_threads))
    bot.dispatcher.add_carrier(IN_THREAD, FollowCarrier(bot, where_gone=PLACE_GONE))
    bot.dispatcher.add_carrier(THREAD_SLEEP, SleepCarrier(bot))
