"""Refusals about regions and belonging to them."""

from __future__ import annotations

from bot.errors.base import UserError
from bot.i18n.markers import N_


class RegionNotFoundError(UserError):
    """No region has this code or name here."""

    message = N_(
        "There is no such region here. Look through them with /region browse, or ask for it with "
        "/region suggest."
    )


class RegionClosedError(UserError):
    """The region is archived."""

    message = N_(
        "This region is archived, so nobody joins it just now. See the others with /region browse."
    )


class NotInRegionError(UserError):
    """The person does not belong to the region."""

    message = N_("You do not belong to it. /region mine shows where you belong.")


class CannotFollowError(UserError):
    """Only those who belong openly follow a region's post."""

    message = N_(
        "Only people who belong to a region openly can follow its post, since followers are seen "
        "there. You can read it all the same: /region info has the link."
    )


class RegionExistsError(UserError):
    """A region of that name is there already."""

    message = N_("“{name}” is there already. See it with /region info.")


class RegionNameMissingError(UserError):
    """A name or a reason has nothing to see in it."""

    message = N_("Please type at least one visible character for each.")


class RegionMergeError(UserError):
    """A region cannot be merged into itself or into an archived one."""

    message = N_("A region can be merged only into another one that is open. Please pick another.")


class SuggestionLimitError(UserError):
    """Several suggestions of this person wait already."""

    message = N_(
        "{limit} suggestions of yours wait for the admins already. Please wait until they have "
        "looked at them."
    )


class SuggestionGoneError(UserError):
    """Another admin settled the suggestion."""

    message = N_("Somebody has settled this suggestion already. /region browse shows the rest.")
