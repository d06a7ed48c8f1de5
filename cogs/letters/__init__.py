"""Bringing people what they are to be told."""

from __future__ import annotations

from bot.client import AlumniBot
from bot.services.letters import KIND
from cogs.letters.cog import LettersCog


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py."""
    bot.dispatcher.add_carrier(KIND, bot.postman)
    await bot.add_cog(LettersCog(bot.postman, bot.services.letters))
