"""Refusals about who hosts an event."""

from __future__ import annotations

from bot.errors.base import UserError
from bot.i18n.markers import N_


class EventDraftError(UserError):
    """Something for events that others know of."""

    message = N_("This is a draft, which only you see. Publish it first: /event mine opens it.")


class AlreadyHostError(UserError):
    """Somebody who hosts it already."""

    message = N_("This person hosts the event already.")


class NoCohostError(UserError):
    """Somebody who does not help to host it."""

    message = N_("This person is no co-host of the event. /event cohost makes them one.")


class CohostsFullError(UserError):
    """As many co-hosts as there may be."""

    message = N_("An event has at most {most} co-hosts. Take one off first: /event cohost.")


class BotHostError(UserError):
    """A bot as a host."""

    message = N_("A bot cannot host an event. Please choose a person.")


class HostSeesNotError(UserError):
    """Somebody who does not see the card."""

    message = N_(
        "This person cannot see the channel of the event. Please choose somebody who can, or ask "
        "a moderator to let them in."
    )


class OfferGoneError(UserError):
    """An event that one is asked to host no longer."""

    message = N_("This is settled already. /event mine shows what you host.")
