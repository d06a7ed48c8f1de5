"""What every refusal is."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from bot.i18n.markers import N_


class UserError(Exception):
    """Something a member asked for that cannot be done, and what to do instead."""

    message: ClassVar[str]
    offer: ClassVar[tuple[str, str] | None] = None
    """A button below the message: its label and its custom_id."""

    def __init__(self, **values: str | int | datetime) -> None:
        super().__init__(type(self).__name__)
        self.values = values


class NotSavedError(UserError):
    """The disk of the host takes nothing more."""

    message = N_(
        "Nothing can be saved at the moment: the disk this directory lives on is full. Nothing "
        "was changed. Please try again later, or tell a moderator."
    )
