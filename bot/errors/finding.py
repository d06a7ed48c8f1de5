"""Refusals to search."""

from __future__ import annotations

from bot.errors.base import UserError
from bot.i18n.markers import N_


class BudgetSpentError(UserError):
    """Somebody asked more than their budget holds just now."""

    message = N_(
        "That was a lot in a short time, so the directory takes a short rest. Please come back "
        "{when}."
    )


class NoCityError(UserError):
    """Distances were asked for by somebody who did not say which city they live in."""

    message = N_(
        "Near what? Name a place in the command, or add the city you live in with /profile edit."
    )
    offer = (N_("Where you live now"), "start:open:edit:now:0")


class NoWordsError(UserError):
    """A text to search for has no letter in it."""

    message = N_("There is no word in “{text}” to look for. Please type a word or a name.")


class SearchGoneError(UserError):
    """A search that is forgotten, or never was this person's."""

    message = N_("This search is over: it is kept for a day. Please search again with /find.")
