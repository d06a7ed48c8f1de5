"""Discord's own events beside cards: written by the queue, watched for what others change."""

from __future__ import annotations

from bot.client import AlumniBot
from bot.services.mirrors import MIRROR
from cogs.mirrors.buttons import Mirrored
from cogs.mirrors.carriers import MirrorCarrier
from cogs.mirrors.watching import MirrorCog


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py."""
    bot.add_dynamic_items(Mirrored)
    bot.dispatcher.add_carrier(MIRROR, MirrorCarrier(bot, bot.services.mirrors))
    await bot.add_cog(MirrorCog(bot, bot.services.mirrors))
