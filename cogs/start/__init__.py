"""Filling in a profile: the four steps of /start, and the forms of /profile edit."""

from __future__ import annotations

from bot.client import AlumniBot
from cogs.start.buttons import Pressed
from cogs.start.cog import StartCog
from cogs.start.guide import Guide


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py."""
    bot.add_dynamic_items(Pressed)
    await bot.add_cog(StartCog(Guide(bot.services)))
