"""Refusals about feeds for calendars."""

from __future__ import annotations

from bot.errors.base import UserError
from bot.i18n.markers import N_


class FeedsOffError(UserError):
    """The host has no web server for feeds, or no address for it."""

    message = N_(
        "The host of this bot has not switched feeds on. **Add to calendar**, under **More** on "
        "a card, gives you one event as a file."
    )


class FeedRegionError(UserError):
    """A region without asking for one, or the other way round."""

    message = N_(
        "For the events of one region, choose **a region** under what and name it under region; "
        "for anything else, leave region out."
    )


class FeedGoneError(UserError):
    """There is no such address to take back."""

    message = N_("You have no such address here, so nothing had to be stopped.")


class FeedLimitError(UserError):
    """More addresses than one person may have in a server."""

    message = N_(
        "You have {limit} addresses in this server, which is the most. Stop one first: "
        "/event feed with revoke."
    )
