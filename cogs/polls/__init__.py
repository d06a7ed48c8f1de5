"""Polls about when to meet."""

from __future__ import annotations

from discord import app_commands

from bot.client import AlumniBot
from bot.outbox.posting import Poster
from bot.services import poll_rows
from cogs.polls.buttons import Pressed
from cogs.polls.carriers import EditCarrier, card_writer
from cogs.polls.commands import PollCommands
from cogs.polls.desk import Desk


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py; the command joins those of /event, which are loaded before."""
    bot.add_dynamic_items(Pressed)
    bot.dispatcher.add_carrier(poll_rows.CARD, Poster(bot, card_writer(bot)))
    bot.dispatcher.add_carrier(poll_rows.EDIT, EditCarrier(bot))
    group = bot.tree.get_command("event")
    assert isinstance(group, app_commands.Group)  # noqa: S101 - loaded before
    for command in PollCommands(bot.services, Desk(bot.services)).commands:
        group.add_command(command)
