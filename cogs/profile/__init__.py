"""Looking at people, and one's own profile: placements, privacy, preview, deletion."""

from __future__ import annotations

from bot.client import AlumniBot
from cogs.profile.buttons import Pressed
from cogs.profile.cog import ProfileCog


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py."""
    bot.add_dynamic_items(Pressed)
    await bot.add_cog(ProfileCog(bot.services, bot.tree))
