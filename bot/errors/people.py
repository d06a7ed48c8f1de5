"""Refusals about who somebody is and whom they may see."""

from __future__ import annotations

from bot.errors.base import UserError
from bot.i18n.markers import N_


class NotListedError(UserError):
    """The viewer is not listed, so they see nobody."""

    message = N_(
        "The directory is open to the people in it. Press **List me** to join it, or use "
        "/start to set up your profile first."
    )
    offer = (N_("List me"), "profile:list")


class ProfileNotFoundError(UserError):
    """Nobody visible to the asker matches; hidden and absent people raise the same."""

    message = N_("Nobody here matches. Check the name, or search with /find people.")


class NoProfileError(UserError):
    """The person has no profile yet."""

    message = N_("You have no profile yet. Use /start to make one: it takes two minutes.")
    offer = (N_("Begin"), "start:show:start")


class NameMissingError(UserError):
    """A name has nothing to see in it."""

    message = N_("Please type the name that people know you by: at least one visible character.")


class TextTooLongError(UserError):
    """A text is longer than its place allows."""

    message = N_(
        "“{start}…” is {length} characters long; at most {limit} fit here. Please shorten it."
    )


class LinkError(UserError):
    """A link is not a plain https address."""

    message = N_("“{link}” cannot be kept. A link looks like https://example.org/you.")


class TooManyError(UserError):
    """More entries than a profile holds."""

    message = N_("That is {given} entries; at most {limit} fit here. Please leave some out.")


class WordMismatchError(UserError):
    """The word that confirms a deletion was not typed."""

    message = N_("Nothing was deleted. To delete everything, use /profile delete and type {word}.")
