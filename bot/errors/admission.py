"""Refusals of people for whom an event is not."""

from __future__ import annotations

from bot.domain.events import Event
from bot.errors.base import UserError
from bot.i18n.markers import N_


class NotAdmittedError(UserError):
    """Somebody for whom an event is not; the desk says what it asks for, by its name."""

    message = N_("This event is for some people only. Its card says for whom.")

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.event = event


class RegionOnlyError(UserError):
    """Somebody who does not belong to the region."""

    message = N_(
        "This event is for people of {regions}. Are you one? Use /region join, then press the "
        "button again."
    )
    offer = (N_("Regions"), "region:browse")


class KindOnlyError(UserError):
    """Somebody whose profile says another kind, or none."""

    message = N_(
        "This event is for: {kinds}. Are you one? Say so under **About you** in /profile edit, "
        "then press the button again. Only your own profile was looked at, and nobody is told."
    )
    offer = (N_("My profile"), "start:show:edit")


class PlacedOnlyError(UserError):
    """Somebody without a placement there."""

    message = N_(
        "This event is for people who were placed in {prefectures}. Were you? Use /profile "
        "placement add, then press the button again. Only your own profile was looked at, and "
        "nobody is told."
    )
    offer = (N_("My profile"), "start:show:edit")


class RoleOnlyError(UserError):
    """Somebody without the role."""

    message = N_(
        "This event is for people with the role {roles}. Please ask its host, or a moderator, "
        "whether you may have it; then press the button again."
    )
