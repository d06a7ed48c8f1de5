"""Refusals about templates of events."""

from __future__ import annotations

from bot.errors.base import UserError
from bot.i18n.markers import N_


class TemplateGoneError(UserError):
    """No such template, or several of that name."""

    message = N_("There is no such template. /event template list shows them all.")


class TemplateKeptError(UserError):
    """A template that is not for this person to delete."""

    message = N_(
        "Only whoever made a template, organisers and moderators can delete it; those that came "
        "with the bot stay."
    )


class TemplateExistsError(UserError):
    """A template of that name, which somebody else made."""

    message = N_("Somebody else made a template of that name. Please choose another name.")


class TemplateNameError(UserError):
    """A name without a letter."""

    message = N_("Please give the template a name that can be read, not only a number.")
