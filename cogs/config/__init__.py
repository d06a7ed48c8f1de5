"""The settings of a server, for its admins."""

from __future__ import annotations

from bot.client import AlumniBot
from cogs.config.cog import ConfigCog


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py."""
    await bot.add_cog(ConfigCog(bot.services.settings, bot.services.rights))
