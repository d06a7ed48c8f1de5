"""Who may come to an event, and whom its hosts give seats."""

from __future__ import annotations

from discord import app_commands

from bot.client import AlumniBot
from cogs.admission.buttons import Asked, Ruled
from cogs.admission.commands import AdmissionCommands
from cogs.admission.desk import Desk


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py; the command joins those of /event, which are loaded before."""
    bot.add_dynamic_items(Asked, Ruled)
    group = bot.tree.get_command("event")
    assert isinstance(group, app_commands.Group)  # noqa: S101 - loaded before
    for command in AdmissionCommands(bot.services, Desk(bot.services)).commands:
        group.add_command(command)
