"""Events: to make them, to answer them, and to be reminded."""

from __future__ import annotations

from bot.client import AlumniBot
from bot.outbox.direct import Messenger
from bot.outbox.posting import Poster
from bot.services import event_rows, reminders
from cogs.events.buttons import Answered, Decided, Turned
from cogs.events.carriers import (
    EditCarrier,
    MomentCarrier,
    ReminderCarrier,
    card_writer,
    note_writer,
)
from cogs.events.cog import EventCog


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py."""
    bot.add_dynamic_items(Answered, Decided, Turned)
    bot.dispatcher.add_carrier(event_rows.CARD, Poster(bot, card_writer(bot)))
    bot.dispatcher.add_carrier(event_rows.EDIT, EditCarrier(bot))
    bot.dispatcher.add_carrier(event_rows.TELL, MomentCarrier())
    bot.dispatcher.add_carrier(event_rows.NOTE, Messenger(bot, note_writer(bot)))
    bot.dispatcher.add_carrier(reminders.DUE, MomentCarrier())
    bot.dispatcher.add_carrier(reminders.REMINDER, ReminderCarrier(bot))
    await bot.add_cog(EventCog(bot.services))
