"""Refusals about what representatives do in their region."""

from __future__ import annotations

from bot.errors.base import UserError
from bot.i18n.markers import N_


class RepresentativesOnlyError(UserError):
    """Something for the representatives of one region."""

    message = N_(
        "This is for the representatives of this very region, and for moderators. /region info "
        "shows who represents it."
    )


class RegionPlaceMissingError(UserError):
    """The region has neither a channel nor a post."""

    message = N_(
        "This region has no channel and no post here yet. Please ask an admin: /region-admin plan "
        "makes them."
    )


class RegionRoleMissingError(UserError):
    """Nobody can be pinged without a role."""

    message = N_(
        "This region has no role, so nobody can be pinged: its people follow a post in a forum. "
        "Use /region announce: whoever follows the post is told by Discord as they like."
    )


class RegionPostNeededError(UserError):
    """Only a forum's post can be put to sleep by a representative."""

    message = N_(
        "This region lives in a channel, and only admins archive a channel: /region-admin archive. "
        "You can archive a region that is a post in a forum."
    )


class PingTooSoonError(UserError):
    """The region's people were pinged not long ago."""

    message = N_(
        "The people of this region have been pinged within a week. The next ping can go {when}. "
        "/region announce posts without a ping."
    )


class NoticeEmptyError(UserError):
    """A notice without a visible character."""

    message = N_("Please write what you would like to announce.")


class NoticeGoneError(UserError):
    """A draft that was posted, dropped, or kept for a day."""

    message = N_(
        "This draft is no longer there: it was posted, dropped, or older than a day. Write it "
        "again with /region announce."
    )


class MessageNotThereError(UserError):
    """No message of the region's own channel or post was named."""

    message = N_(
        "That is no message of this region's channel or post. Copy its link (Copy Message Link) "
        "and paste it."
    )


class BotLacksError(UserError):
    """The bot may not do it there."""

    message = N_(
        "I am not allowed to do that in #{channel}. Please ask an admin to allow me there: "
        "{permissions}."
    )
