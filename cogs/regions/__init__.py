"""Regions: to find them, to belong to them, and to carry their roles."""

from __future__ import annotations

from bot.client import AlumniBot
from bot.outbox.following import FollowCarrier
from cogs.regions.buttons import Pressed
from cogs.regions.cog import RegionCog
from cogs.regions.desk import Desk
from cogs.regions.roles import RoleCarrier


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py."""
    bot.add_dynamic_items(Pressed)
    bot.dispatcher.add_carrier("role", RoleCarrier(bot))
    bot.dispatcher.add_carrier("follow", FollowCarrier(bot))
    await bot.add_cog(RegionCog(bot.services, Desk(bot.services)))
