"""Refusals of names that mean nothing, or several things."""

from __future__ import annotations

from bot.errors.base import UserError
from bot.i18n.markers import N_


class UnknownChoiceError(UserError):
    """A code that is in none of the lists, for example from an old menu."""

    message = N_("“{text}” is not in the list. Please pick one of the suggestions.")


class DidYouMeanError(UserError):
    """A name that is in no list, but close to some that are."""

    message = N_("“{text}” is not in the list. Did you mean {suggestions}?")


class AmbiguousChoiceError(UserError):
    """A name that several things have."""

    message = N_("“{text}” can be any of these:\n{choices}\nPlease pick one of the suggestions.")


class NotAPrefectureError(UserError):
    """A place that is no prefecture of Japan, nor close to one."""

    message = N_(
        "“{text}” is not a prefecture of Japan. Prefectures are, for example, {examples}. Where "
        "you live now goes into /profile edit; for people near a place, use /find near."
    )


class NotAMonthError(UserError):
    """A text that is neither a month nor a year."""

    message = N_("“{text}” is neither a month nor a year. Write 2008, 2008-08 or Aug 2008.")


class UnknownNameError(UserError):
    """A name typed into a form that is in no list, nor close to one that is."""

    message = N_(
        "“{text}” is not in our list. Check the spelling, or write it in another language you know."
    )


class UnclearNameError(UserError):
    """A name typed into a form that several things have; a menu follows."""

    message = N_("“{text}” can mean several things. Please pick the one you mean.")


class MisspeltNameError(UserError):
    """A name typed into a form that is in no list, but close to some; a menu follows."""

    message = N_("“{text}” is not in our list. Did you mean one of these?")


class TownNotFoundError(UserError):
    """A town that no longer exists, or never did; it may be kept as typed."""

    message = N_(
        "There is no “{text}” there today. Pick the town you mean, or keep what you typed: many "
        "towns have merged since."
    )
