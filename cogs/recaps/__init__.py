"""What an event came to."""

from __future__ import annotations

from discord import app_commands

from bot.client import AlumniBot
from bot.outbox.posting import Poster
from bot.services.recaps import KIND
from cogs.recaps.buttons import Decided
from cogs.recaps.carriers import recap_writer
from cogs.recaps.commands import RecapCommands
from cogs.recaps.desk import Desk


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py; the command joins those of /event, which are loaded before."""
    bot.add_dynamic_items(Decided)
    bot.dispatcher.add_carrier(KIND, Poster(bot, recap_writer(bot)))
    group = bot.tree.get_command("event")
    assert isinstance(group, app_commands.Group)  # noqa: S101 - loaded before
    for command in RecapCommands(Desk(bot.services)).commands:
        group.add_command(command)
