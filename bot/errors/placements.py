"""Refusals about where and when somebody was in Japan."""

from __future__ import annotations

from bot.errors.base import UserError
from bot.i18n.markers import N_


class FutureMonthError(UserError):
    """A placement begins or ends in the future."""

    message = N_(
        "{when} lies in the future. Give the month it began; leave the end empty, or at “now”, "
        "while it goes on."
    )


class TooEarlyError(UserError):
    """A year long before any exchange."""

    message = N_("{when} is too long ago: years from {earliest} on are accepted.")


class EndBeforeStartError(UserError):
    """A placement ends before it begins."""

    message = N_("It cannot end ({until}) before it begins ({since}). Please check both.")


class NoPlacementsError(UserError):
    """The person has told of no placement to compare others with."""

    message = N_(
        "You have not said yet where in Japan you were. Add it with /profile placement add, and "
        "then ask again."
    )
    offer = (N_("Add"), "start:open:edit:placement:0")


class PlacementNotFoundError(UserError):
    """No such placement of this person."""

    message = N_("You have no such placement. Pick one from the list: /profile placement edit.")
