"""What is changed by hand in Discord, and the people of roles that are new to a region."""

from __future__ import annotations

from bot.client import AlumniBot
from bot.services.hands import HANDS
from bot.services.intakes import SPREAD, WALK
from bot.services.layout_hands import CHANGED
from bot.ui.onboarding import OwnRoles
from cogs.hands.carriers import Nothing, Walker
from cogs.hands.layout import LayoutCog
from cogs.hands.roles import RolesCog


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py."""
    services = bot.services
    bot.dispatcher.add_carrier(WALK, Walker(bot, services.intakes, services.clock))
    bot.dispatcher.add_carrier(SPREAD, Nothing())
    bot.dispatcher.add_carrier(HANDS, Nothing())
    bot.dispatcher.add_carrier(CHANGED, Nothing())
    await bot.add_cog(LayoutCog(bot, services.layouts, services.layout_hands))
    await bot.add_cog(RolesCog(bot, services.hands, services.clock, OwnRoles(bot)))
