"""What people may do here, and what this is."""

from __future__ import annotations

from bot.client import AlumniBot
from cogs.help.cog import HelpCog


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py."""
    await bot.add_cog(HelpCog(bot.services.rights, bot.services.greetings))
