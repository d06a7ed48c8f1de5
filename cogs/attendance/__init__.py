"""Who comes to an event and who came, for its hosts."""

from __future__ import annotations

from discord import app_commands

from bot.client import AlumniBot
from cogs.attendance.buttons import Raised, Turned
from cogs.attendance.commands import AttendanceCommands
from cogs.attendance.desk import Desk


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py; the commands join those of /event, which are loaded before."""
    bot.add_dynamic_items(Raised, Turned)
    group = bot.tree.get_command("event")
    assert isinstance(group, app_commands.Group)  # noqa: S101 - loaded before
    for command in AttendanceCommands(Desk(bot.services)).commands:
        group.add_command(command)
