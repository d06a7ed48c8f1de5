"""Refusals about events and answers to them."""

from __future__ import annotations

from bot.errors.base import UserError
from bot.i18n.markers import N_


class EventCreatorsOnlyError(UserError):
    """Somebody who may not create events here."""

    message = N_(
        "Events here are made by organisers and moderators, and by representatives in their "
        "own region. Please ask one of them."
    )


class EventHostsOnlyError(UserError):
    """Somebody who does not host this event."""

    message = N_(
        "Only its host and co-hosts can change this event, besides moderators and the "
        "representatives of its region. To tell them something, use **Ask the host** under "
        "**More** on its card."
    )


class EventGoneError(UserError):
    """No such event here, or no longer."""

    message = N_("This event is no longer there. /event list shows what is coming.")


class EventAmbiguousError(UserError):
    """A title that several events have."""

    message = N_(
        "Several events have that in their title. Please pick the one you mean from those that "
        "are offered while you type."
    )


class EventOverError(UserError):
    """The event is over or cancelled."""

    message = N_("This event is over, or was cancelled. /event list shows what is coming.")


class EventTitleMissingError(UserError):
    """A title without a visible character."""

    message = N_("Please give the event a title that can be read.")


class EventWordsError(UserError):
    """More words than a card has room for."""

    message = N_(
        "The descriptions, what to bring and the plan for rain have {length} characters together; "
        "a card has room for {limit}."
    )


class PictureFormatError(UserError):
    """A file that is no picture which every Discord shows."""

    message = N_("That file is no picture: please choose a PNG, JPEG, WebP or GIF.")


class PictureSizeError(UserError):
    """A picture that is too large."""

    message = N_("That picture is too large: please choose one of at most {megabytes} MB.")


class PictureAltError(UserError):
    """A picture that nobody described."""

    message = N_(
        "Please say in a sentence what the picture shows: people who cannot see it hear that "
        "instead."
    )


class EventPastError(UserError):
    """A start that is not in the future."""

    message = N_("That time is past. Please choose one that is still to come.")


class EventLengthError(UserError):
    """A length that is none, or too long."""

    message = N_(
        "{text} is no length from 5 minutes to 14 days. Type it like 90 min, 2h, 1:30 or 2 days."
    )


class EventChannelError(UserError):
    """A channel in which the asker may not write themselves."""

    message = N_(
        "The card needs a text channel, or a public thread, in which you may write yourself."
    )


class CapacityError(UserError):
    """A number of seats that is none."""

    message = N_("Please type the number of seats as digits, at most {most}, or nothing.")


class GuestsRoomError(UserError):
    """Fewer seats are free than the guests would take."""

    message = N_(
        "There are not enough free seats for your guests: {n}. Your own seat stays as it is."
    )


class NotGoingError(UserError):
    """Something for those who are going."""

    message = N_("First press **Going** on the card; then this is for you to choose.")


class EventChangedError(UserError):
    """The event is no longer what its host was shown."""

    message = N_(
        "This was saved already, or the event was changed meanwhile. /event show shows how it is "
        "now; use /event edit or /event postpone again if it is to change."
    )


class PreviewGoneError(UserError):
    """A change that was dropped, or shown long ago."""

    message = N_(
        "This change is no longer kept, and nothing was changed. Please use /event edit or "
        "/event postpone again."
    )


class EventPlaceGoneError(UserError):
    """A card that is to be posted again where its channel is gone."""

    message = N_("Its channel was deleted. Please choose another for the card.")


class EventThreadPlaceError(UserError):
    """A card that stands where no thread can be opened."""

    message = N_(
        "No thread can be opened here: the card stands in a thread already, or its channel was "
        "deleted."
    )


class EventCardMissingError(UserError):
    """A thread that is to begin at a card which does not stand yet."""

    message = N_("The card is not there yet. Please try again in a moment.")


class EventThreadGoneError(UserError):
    """No thread, or no longer."""

    message = N_("This event has no thread, or no longer.")


class EventThreadFullError(UserError):
    """A thread with as many people as Discord allows."""

    message = N_(
        "The thread is full: Discord lets 1,000 people into one. When somebody leaves, there is "
        "room again; you can try later."
    )


class MirrorSettledError(UserError):
    """A change to Discord's own event that is no longer to be decided."""

    message = N_("This is settled already. /event show shows how the event is now.")


class EventClosedError(UserError):
    """After the time until which one may say that one comes."""

    message = N_(
        "One could answer until {when}. Whoever answered may still press **Can't**; please write "
        "to the host if you would like to come."
    )


class EventClosesLateError(UserError):
    """A last moment to answer that is after the start."""

    message = N_("People can answer until the start at most. Please choose an earlier time.")


class EventClosesPastError(UserError):
    """A draft whose last moment to answer came before it was published."""

    message = N_(
        "The time until which people could answer is past. Please choose another one under "
        "**Who may come**; then publish it."
    )


class AnswerInServerError(UserError):
    """An answer by direct message where roles decide, which are not known there."""

    message = N_(
        "This event is for people with a role, which I cannot see here. Please press the button "
        "on its card in the server."
    )


class RuleUnclearError(UserError):
    """Several sorts of people at once."""

    message = N_(
        "Please name one sort of people: a region, a kind, a role, or a prefecture. Its menu takes "
        "several kinds or roles."
    )


class SeatGoneError(UserError):
    """A yes to a seat that somebody no longer has."""

    message = N_(
        "This seat is no longer kept for you. Press **Going** to have one, or to wait for the next."
    )
