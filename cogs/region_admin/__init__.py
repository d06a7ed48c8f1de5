"""The layout of the regions, planned, built, kept and taken back; for admins."""

from __future__ import annotations

from bot.client import AlumniBot
from bot.outbox.posting import Poster
from bot.services.layout_jobs import MOVED, PROGRESS, STEP
from bot.services.panels import PANEL
from cogs.region_admin.buttons import Pressed
from cogs.region_admin.cog import RegionAdminCog
from cogs.region_admin.desk import Desk
from cogs.region_admin.moves import move_writer
from cogs.region_admin.panels import panel_writer
from cogs.region_admin.progress import ProgressCarrier
from cogs.region_admin.steps import StepCarrier


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py."""
    jobs, clock = bot.services.layout_jobs, bot.services.clock
    bot.add_dynamic_items(Pressed)
    bot.dispatcher.add_carrier(STEP, StepCarrier(bot, jobs, clock))
    bot.dispatcher.add_carrier(PROGRESS, ProgressCarrier(bot, jobs))
    bot.dispatcher.add_carrier(MOVED, Poster(bot, move_writer(bot)))
    bot.dispatcher.add_carrier(PANEL, Poster(bot, panel_writer(bot)))
    await bot.add_cog(RegionAdminCog(bot.services, Desk(bot)))
