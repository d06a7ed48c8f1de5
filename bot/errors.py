"""Every refusal a member can meet: the class is the meaning, its values are named.

The message says what to do next. It is translated and filled in by
:func:`bot.ui.failures.answer_failure`, and only there.
"""

from __future__ import annotations

from typing import ClassVar

from bot.i18n.markers import N_


class UserError(Exception):
    """Something a member asked for that cannot be done, and what to do instead."""

    message: ClassVar[str]
    offer: ClassVar[tuple[str, str] | None] = None
    """A button below the message: its label and its custom_id."""

    def __init__(self, **values: str | int) -> None:
        super().__init__(type(self).__name__)
        self.values = values


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
