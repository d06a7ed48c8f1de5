"""Nothing is kept longer than promised."""

from __future__ import annotations

from bot.client import AlumniBot
from cogs.retention.cog import RetentionCog


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py."""
    await bot.add_cog(RetentionCog(bot.services))
