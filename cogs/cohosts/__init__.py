"""Co-hosts of an event, and handing it on."""

from __future__ import annotations

from discord import app_commands

from bot.client import AlumniBot
from bot.outbox.direct import Messenger
from bot.services import host_notes, takeovers
from cogs.cohosts.buttons import Answered
from cogs.cohosts.carriers import TakeoverCarrier, note_writer
from cogs.cohosts.commands import CohostCommands
from cogs.cohosts.desk import Desk


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py; the commands join those of /event, which are loaded before."""
    bot.add_dynamic_items(Answered)
    bot.dispatcher.add_carrier(host_notes.NOTE, Messenger(bot, note_writer(bot)))
    bot.dispatcher.add_carrier(takeovers.KIND, TakeoverCarrier(bot))
    group = bot.tree.get_command("event")
    assert isinstance(group, app_commands.Group)  # noqa: S101 - loaded before
    for command in CohostCommands(Desk(bot.services)).commands:
        group.add_command(command)
