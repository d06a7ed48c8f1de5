"""/event feed: addresses to which calendars subscribe."""

from __future__ import annotations

from discord import app_commands

from bot.client import AlumniBot
from cogs.feeds.buttons import Chosen
from cogs.feeds.commands import FeedCommands
from cogs.feeds.desk import Desk


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py; the command joins those of /event, which are loaded before."""
    bot.add_dynamic_items(Chosen)
    group = bot.tree.get_command("event")
    assert isinstance(group, app_commands.Group)  # noqa: S101 - loaded before
    for command in FeedCommands(bot.services, Desk(bot)).commands:
        group.add_command(command)
