"""When the queue works, and what admins see of it."""

from __future__ import annotations

from bot.client import AlumniBot
from cogs.queue.cog import QueueCog
from cogs.queue.worker import WorkerCog


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py."""
    await bot.add_cog(WorkerCog(bot.dispatcher))
    await bot.add_cog(QueueCog(bot.services.rights, bot.services.outbox))
