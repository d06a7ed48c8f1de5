"""Events: to make them, to answer them, and to be reminded."""

from __future__ import annotations

from discord import app_commands

from bot.client import AlumniBot
from bot.outbox.direct import Messenger
from bot.outbox.moments import MomentCarrier
from bot.outbox.posting import Poster
from bot.services import event_rows, reminders, series_rows
from cogs.events.buttons import Answered, Decided, Turned
from cogs.events.carriers import (
    EditCarrier,
    ReminderCarrier,
    call_writer,
    card_writer,
    note_writer,
)
from cogs.events.cog import EventCog
from cogs.events.places import PlaceChosen, PlaceCog
from cogs.events.series import SeriesCommands
from cogs.events.templates import TemplateCommands


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py."""
    bot.add_dynamic_items(Answered, Decided, PlaceChosen, Turned)
    cards = Poster(bot, card_writer(bot), where_gone=event_rows.PLACE_GONE)
    bot.dispatcher.add_carrier(event_rows.CARD, cards)
    bot.dispatcher.add_carrier(event_rows.EDIT, EditCarrier(bot))
    bot.dispatcher.add_carrier(event_rows.TELL, MomentCarrier())
    bot.dispatcher.add_carrier(event_rows.CONFIRM, MomentCarrier())
    bot.dispatcher.add_carrier(event_rows.NOTE, Messenger(bot, note_writer(bot)))
    bot.dispatcher.add_carrier(
        event_rows.CALL, Poster(bot, call_writer(bot), where_gone=event_rows.PLACE_GONE)
    )
    bot.dispatcher.add_carrier(reminders.DUE, MomentCarrier())
    bot.dispatcher.add_carrier(reminders.REMINDER, ReminderCarrier(bot))
    bot.dispatcher.add_carrier(series_rows.NEXT, MomentCarrier())
    await bot.add_cog(EventCog(bot.services))
    group = bot.tree.get_command("event")
    assert isinstance(group, app_commands.Group)  # noqa: S101 - the cog's
    group.add_command(TemplateCommands(bot.services))
    for command in SeriesCommands(bot.services).commands:
        group.add_command(command)
    await bot.add_cog(PlaceCog(bot, bot.services.event_places))
