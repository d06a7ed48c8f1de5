"""Refusals about series of events."""

from __future__ import annotations

from bot.errors.base import UserError
from bot.i18n.markers import N_


class RepeatMismatchError(UserError):
    """A rule that does not begin with the first date."""

    message = N_(
        "That repetition does not begin at the time you gave. Please fill in **when** first, then "
        "pick under **repeat** what is offered for it."
    )


class SeriesBetweenError(UserError):
    """A new time that is not between the dates before and after; those between would get lost."""

    message = N_(
        "A single date stays between the ones before and after it. Please choose a time between "
        "them, or skip this date and create an event of its own."
    )


class SeriesOrderError(UserError):
    """A new time before a date that was earlier in the series."""

    message = N_(
        "With that time it would come before an earlier date of its series. Please move only this "
        "date, or choose a later time."
    )


class SeriesMissingError(UserError):
    """An event that does not repeat."""

    message = N_("This event does not repeat, so there is only one date of it to change.")


class SeriesDateError(UserError):
    """A date that is none of the series, or no longer to come."""

    message = N_("That is no date of the series that is still to come. Pick one that is offered.")


class SeriesEndError(UserError):
    """An end that is neither a day nor a number of times."""

    message = N_(
        "{text} is no end of a series. Type a day like 2027-03-31, a number of times like 10 "
        "times, or never."
    )


class RepeatUnknownError(UserError):
    """A repetition that is none of those that fit the first date."""

    message = N_(
        "{text} does not fit the date under **when**, or I do not know it. These do: {choices}"
    )


class MoveTimeMissingError(UserError):
    """A date that is to be moved nowhere."""

    message = N_("Say under **when** to which time this date moves.")


class SeriesEndAloneError(UserError):
    """An end without anything that repeats."""

    message = N_("**until** says when something stops repeating: say under **repeat** how it does.")


class SeriesEndMissingError(UserError):
    """Nothing that says for how long a series goes on."""

    message = N_("Say under **until** how long it goes on: a day, so many more times, or never.")


class SeriesEndEarlyError(UserError):
    """An end before the first date."""

    message = N_("The day under **until** is before the first date. Please choose a later one.")
