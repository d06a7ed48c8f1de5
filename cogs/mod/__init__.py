"""Moderators' say about who is listed."""

from __future__ import annotations

from bot.client import AlumniBot
from cogs.mod.cog import ModCog
from cogs.mod.letters import unlisted_writer


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py."""
    services = bot.services
    bot.postman.add_writer("unlisted", unlisted_writer(bot, services.moderation))
    await bot.add_cog(ModCog(services.rights, services.moderation))
