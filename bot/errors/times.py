"""Refusals of times that are unclear, and of zones that are unknown."""

from __future__ import annotations

from bot.errors.base import UserError
from bot.i18n.markers import N_


class NotATimeError(UserError):
    """A text in which no day and time can be read."""

    message = N_("“{text}” is not a day and time that I can read. Write, for example, {examples}.")


class ClockMissingError(UserError):
    """A day without a time of day."""

    message = N_("“{text}” does not say at what time. For example:\n{choices}")


class AmbiguousTimeError(UserError):
    """A text that can be several moments."""

    message = N_(
        "“{text}” can be any of these:\n{choices}\nPick one while you type, or write the month as "
        "a word, and the hour from 0 to 23 or with am or pm."
    )


class WrongWeekdayError(UserError):
    """A date whose weekday is another than what was written."""

    message = N_("In “{text}” the weekday and the date do not fit. Do you mean:\n{choices}")


class PastTimeError(UserError):
    """A moment that is over."""

    message = N_("“{text}” is over. Do you mean:\n{choices}")


class LongPastTimeError(UserError):
    """A moment that is over, and nothing near to suggest."""

    message = N_("“{text}” is over. Give a time that is still to come.")


class FarTimeError(UserError):
    """A moment too far away to be meant."""

    message = N_("“{text}” is more than {years} years away. Please check the year.")


class ZoneMissingError(UserError):
    """Nobody knows which clock to read a time by."""

    message = N_(
        "I do not know your time zone yet. Give it with /time set, or say in /profile edit which "
        "city you live in, and then try again. Nobody else sees it."
    )
