"""Nothing is kept longer than promised."""

from __future__ import annotations

from bot.client import AlumniBot
from cogs.retention.cog import RetentionCog


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py."""
    services = bot.services
    await bot.add_cog(RetentionCog(services.transfer, services.search, services.budgets))
