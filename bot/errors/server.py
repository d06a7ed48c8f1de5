"""Refusals about a server: its list, its settings and rights in it."""

from __future__ import annotations

from bot.errors.base import UserError
from bot.i18n.markers import N_


class ServerNeededError(UserError):
    """Something that belongs to a server was asked for in a direct message."""

    message = N_("You are listed per server: please do this in the server itself.")


class ExcludedError(UserError):
    """A moderator took the person off this server's list."""

    message = N_(
        "**The moderators took you off this server's list.** Their reason:\n> {reason}\n\n"
        "Please talk to them if you think this is a mistake."
    )


class NotExcludedError(UserError):
    """Nobody took this person off the list."""

    message = N_(
        "No moderator took this person off the list here. Whether they are listed is their own "
        "choice."
    )


class ReasonMissingError(UserError):
    """A moderator gave no reason."""

    message = N_("Please say why, in a sentence: the person reads it.")


class SettingNotFoundError(UserError):
    """No setting has this name."""

    message = N_("There is no setting of that name. /config show lists them all.")


class NumberError(UserError):
    """A setting's value is no whole number within its limits."""

    message = N_("{name} is a whole number from {least} to {most}. Please type one.")


class RoleError(UserError):
    """A setting's value is no single role of this server."""

    message = N_(
        "{name} is one role of this server. Pick it from the list, mention it, or give its ID."
    )


class ChannelError(UserError):
    """A setting's value is no single channel of this server that can be read."""

    message = N_(
        "{name} is one text channel of this server. Pick it from the list, mention it, or give "
        "its ID."
    )


class ChoiceError(UserError):
    """A setting's value is none of the few that fit."""

    message = N_("{name} is one of these: {values}. Please pick one.")


class AdminsOnlyError(UserError):
    """Something for admins."""

    message = N_("This is for admins: people who may manage this server. Please ask one of them.")


class ModeratorsOnlyError(UserError):
    """Something for moderators."""

    message = N_(
        "This is for moderators: people who may time members out here, or have the role that "
        "an admin named with /config set moderator_role. Please ask one of them."
    )


class OrganisersOnlyError(UserError):
    """Something for organisers."""

    message = N_(
        "This is for organisers: people who may manage events here, or have the role that an "
        "admin named with /config set organiser_role. Please ask one of them."
    )
