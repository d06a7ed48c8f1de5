"""By which clock somebody's times are read."""

from __future__ import annotations

from bot.client import AlumniBot
from cogs.time.cog import TimeCog


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py."""
    await bot.add_cog(TimeCog(bot.services.zones))
