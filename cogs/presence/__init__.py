"""Who is still there: people who leave are hidden at once."""

from __future__ import annotations

from bot.client import AlumniBot
from cogs.presence.cog import PresenceCog


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py."""
    services = bot.services
    await bot.add_cog(PresenceCog(bot, services.presence, services.hands, services.clock))
