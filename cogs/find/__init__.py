"""Find people: by what they are, by where they were, and by where they live."""

from __future__ import annotations

from bot.client import AlumniBot
from cogs.find.buttons import Pressed
from cogs.find.cog import FindCog


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py."""
    services = bot.services
    bot.add_dynamic_items(Pressed)
    await bot.add_cog(FindCog(services.search, services.directory, services.presence))
