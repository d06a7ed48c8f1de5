"""Refusals about the list of those who come, and about checking in."""

from __future__ import annotations

from bot.errors.base import UserError
from bot.i18n.markers import N_


class NotOnListError(UserError):
    """Somebody who is not in the list of an event."""

    message = N_(
        "{text} is not on the list of this event. Pick somebody from the suggestions, or see "
        "everybody with /event attendees."
    )


class NotTheirsToGiveError(UserError):
    """A seat for somebody who did not say that they come."""

    message = N_(
        "This person did not say that they are coming, and only they can: by pressing **Going** on "
        "the card."
    )


class AlreadySeatedError(UserError):
    """Somebody who has a seat."""

    message = N_("This person has a seat already. /event attendees shows everybody.")


class NotSeatedError(UserError):
    """Somebody without a seat, who can lose none."""

    message = N_("This person has no seat. /event attendees shows everybody.")


class SeatsFullError(UserError):
    """Fewer seats are free than are needed."""

    message = N_(
        "There are not enough free seats: {size} needed, {n} free. Raise the limit with "
        "/event edit, or make room with /event manage first."
    )


class GuestNameError(UserError):
    """A guest without a name."""

    message = N_("Please type the name of the guest, at most 40 characters.")


class GuestListFullError(UserError):
    """As many guests without Discord as there may be."""

    message = N_("At most {most} guests without Discord can be on the list. Remove one first.")


class CheckinEarlyError(UserError):
    """Checking in before the doors open."""

    message = N_("Checking in begins an hour before the start: {when}. Please come back then.")


class NoWordError(UserError):
    """No word was set."""

    message = N_("No word was set for this event. Please ask its host to check you in.")


class WordMissingError(UserError):
    """Checking in without the word."""

    message = N_("Please add the word that the host says at the event: /event checkin word.")


class WrongWordError(UserError):
    """Not the word."""

    message = N_("That is not the word. Tries left: {n}. Ask its host what it is.")


class TriesSpentError(UserError):
    """Too many wrong words."""

    message = N_("Too many wrong words. Please ask the host to check you in.")
