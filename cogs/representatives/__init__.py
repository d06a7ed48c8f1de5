"""What representatives do in their region: post, ping, pin, put to sleep, welcome."""

from __future__ import annotations

from discord import app_commands

from bot.client import AlumniBot
from bot.outbox.posting import Poster
from bot.services import representatives
from cogs.representatives.buttons import Decided
from cogs.representatives.carriers import PinCarrier, SleepCarrier, notice_writer
from cogs.representatives.commands import RepresentativeCommands
from cogs.representatives.desk import Desk


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py; the commands join those of /region, which are loaded before."""
    bot.add_dynamic_items(Decided)
    bot.dispatcher.add_carrier(representatives.POST, Poster(bot, notice_writer(bot)))
    bot.dispatcher.add_carrier(representatives.PIN, PinCarrier(bot))
    bot.dispatcher.add_carrier(representatives.SLEEP, SleepCarrier(bot))
    group = bot.tree.get_command("region")
    assert isinstance(group, app_commands.Group)  # noqa: S101 - loaded before
    for command in RepresentativeCommands(bot.services, Desk(bot.services)).commands:
        group.add_command(command)
