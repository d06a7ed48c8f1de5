"""Refusals about summaries of events."""

from __future__ import annotations

from bot.errors.base import UserError
from bot.i18n.markers import N_


class EventNotOverError(UserError):
    """An event that is still to come, or under way."""

    message = N_("This event is over {when}. Then /event summary shows what it came to.")


class RecapPostedError(UserError):
    """Its summary stands already."""

    message = N_("The summary of this event was posted already.")
