"""Refusals about announcements."""

from __future__ import annotations

from bot.errors.base import UserError
from bot.i18n.markers import N_


class AnnouncementEmptyError(UserError):
    """No text in either language."""

    message = N_("Please write the announcement in English, in Japanese, or in both.")


class AnnouncementGoneError(UserError):
    """It was dropped, recalled or sent, or it is somebody else's draft."""

    message = N_(
        "There is no such announcement any more, or it is too late for that: it was sent, recalled "
        "or dropped. /announce list shows what there is."
    )


class AnnouncementAuthorsOnlyError(UserError):
    """Something for its author and for moderators."""

    message = N_(
        "Only its author and moderators may do that. Ask one of them; /announce status shows how "
        "it stands."
    )


class AnnouncementApprovedError(UserError):
    """A second person read the very words that were approved."""

    message = N_(
        "A second person approved these words. Ask them or a moderator to change them, or recall "
        "the announcement and write it anew."
    )


class AnnouncementLongError(UserError):
    """The two texts together do not fit in a message once they are made safe."""

    message = N_(
        "Both texts together are too long by {n} characters: marks such as * and _ need a sign "
        "more each. Press **Change the text** and shorten it."
    )


class AnnouncementLateError(UserError):
    """An approval that comes more than a day after the time for which it was planned."""

    message = N_(
        "It was to go {when}. **Send it back** returns it to its author, who can choose another "
        "time."
    )


class AnnouncementPlacesError(UserError):
    """Nowhere to post it."""

    message = N_(
        "There is no channel for that. Only regions have one of their own, once an admin made it "
        "with /region-admin apply: for everybody, a kind or a role say with channels: where it is "
        "to stand."
    )


class AnnouncementChannelError(UserError):
    """A named channel is none in which its author and the bot may write."""

    message = N_(
        "I cannot post in “{text}” for you. Name text channels, announcement channels or threads "
        "of this server in which you may write yourself."
    )


class OwnApprovalError(UserError):
    """Nobody approves what they wrote themselves."""

    message = N_(
        "This needs a second person: somebody else who organises or moderates here can use "
        "/announce approve."
    )


class PingChannelError(UserError):
    """Roles are chosen, and no channel in which they are pinged."""

    message = N_("Pick the one channel in which the roles are pinged, or take the roles out.")


class PingsError(UserError):
    """Too many roles for one message."""

    message = N_("At most {most} roles can be pinged at once. Please pick fewer.")


class PingEverybodyError(UserError):
    """@everyone and @here are never pinged."""

    message = N_("An announcement never pings everyone or here. Please pick other roles.")


class PingRightError(UserError):
    """A role that its author may not ping there themselves."""

    message = N_(
        "You may not ping {role} there yourself. Pick roles that everybody may mention, or another "
        "channel."
    )


class TermsError(UserError):
    """Too many regions, kinds and roles."""

    message = N_("That is too many at once; at most {most} can be named.")
