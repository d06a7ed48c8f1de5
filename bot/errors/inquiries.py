"""Refusals about asking the host of an event."""

from __future__ import annotations

from bot.errors.base import UserError
from bot.i18n.markers import N_


class NoHostError(UserError):
    """Nobody hosts the event."""

    message = N_(
        "Nobody else hosts this event just now. Please ask in its channel, or a moderator."
    )


class InquiryEmptyError(UserError):
    """A question or an answer without a visible character."""

    message = N_("Please write something that can be read.")


class InquiryWaitsError(UserError):
    """A question of the same person about the same event waits."""

    message = N_(
        "Your question about this event is with its host. Please wait a day for the answer before "
        "you ask again."
    )


class InquiryLimitError(UserError):
    """As many questions as a day allows."""

    message = N_("You can ask {limit} questions in a day. The next one is free {when}.")


class InquiryGoneError(UserError):
    """Answered already, or nothing left to answer."""

    message = N_("This question is answered already, or no longer there.")
