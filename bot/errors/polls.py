"""Refusals about polls."""

from __future__ import annotations

from bot.errors.base import UserError
from bot.i18n.markers import N_


class PollGoneError(UserError):
    """No such poll here."""

    message = N_("This poll is no longer there. /event list shows what is coming.")


class PollOverError(UserError):
    """A poll that is closed, or about times that are all past."""

    message = N_("This poll is over. /event list shows what is coming.")


class PollAuthorOnlyError(UserError):
    """Somebody who may not close this poll."""

    message = N_(
        "Only whoever asked can close this poll, besides moderators and the representatives of "
        "its region."
    )


class PollMovedError(UserError):
    """A choice among times that are no longer level."""

    message = N_(
        "While you decided, somebody answered: the times are no longer level. Please look again "
        "how it stands."
    )


class PollTimesError(UserError):
    """Too few times, too many, or one that is past."""

    message = N_(
        "A poll is about {fewest} to {most} different times that are still to come. Write them "
        "with semicolons between: Fri 7pm; Sat 3pm; 12 Dec 19:00"
    )
