"""Refusals about the layout of a server."""

from __future__ import annotations

from bot.errors.base import UserError
from bot.i18n.markers import N_


class LayoutBusyError(UserError):
    """A plan is being carried out, or its last step is under way."""

    message = N_(
        "A plan is being carried out just now. Please wait until its message says that it is done, "
        "or stop it with /region-admin undo and try again in a minute."
    )


class NothingToDoError(UserError):
    """The server is as it is wanted."""

    message = N_(
        "There is nothing to do: everything is as it is wanted. /region-admin layout changes what "
        "is wanted."
    )


class NothingToUndoError(UserError):
    """No plan was carried out that is not taken back already."""

    message = N_("There is no plan to take back.")


class BotMayNotError(UserError):
    """The bot lacks permissions that some steps need."""

    message = N_(
        "Nothing was started, because the bot may not do all of it:\n{lacks}\n\nGive its role "
        "these permissions in the server settings, then use the command again."
    )
