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


class NotSavedError(UserError):
    """The disk of the host takes nothing more."""

    message = N_(
        "Nothing can be saved at the moment: the disk this directory lives on is full. Nothing "
        "was changed. Please try again later, or tell a moderator."
    )


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


class UnknownChoiceError(UserError):
    """A code that is in none of the lists, for example from an old menu."""

    message = N_("“{text}” is not in the list. Please pick one of the suggestions.")


class FutureMonthError(UserError):
    """A placement begins or ends in the future."""

    message = N_(
        "{when} lies in the future. Give the month it began; leave the end at “now” while it "
        "goes on."
    )


class TooEarlyError(UserError):
    """A year long before any exchange."""

    message = N_("{when} is too long ago: years from {earliest} on are accepted.")


class EndBeforeStartError(UserError):
    """A placement ends before it begins."""

    message = N_("It cannot end ({until}) before it begins ({since}). Please check both.")


class NoPlacementsError(UserError):
    """The person has told of no placement to compare others with."""

    message = N_(
        "You have not said yet where in Japan you were. Add it with /profile placement add, and "
        "then ask again."
    )


class PlacementNotFoundError(UserError):
    """No such placement of this person."""

    message = N_("You have no such placement. Pick one from the list: /profile placement edit.")


class ServerNeededError(UserError):
    """Something that belongs to a server was asked for in a direct message."""

    message = N_("You are listed per server: please do this in the server itself.")


class ExcludedError(UserError):
    """A moderator took the person off this server's list."""

    message = N_(
        "A moderator took you off this server's list. The reason: {reason}. Please talk to the "
        "moderators here."
    )


class BudgetSpentError(UserError):
    """Somebody asked more than their budget holds just now."""

    message = N_(
        "That was a lot in a short time, so the directory takes a short rest. Please come back "
        "{when}."
    )


class SettingNotFoundError(UserError):
    """No setting has this name."""

    message = N_("There is no setting of that name. /config show lists them all.")


class ChoiceError(UserError):
    """A setting's value is none of its choices."""

    message = N_("{name} is one of these: {choices}. Please pick one of them.")


class NumberError(UserError):
    """A setting's value is no whole number within its limits."""

    message = N_("{name} is a whole number from {least} to {most}. Please type one.")


class RoleError(UserError):
    """A setting's value is no single role of this server."""

    message = N_(
        "{name} is one role of this server. Pick it from the list, mention it, or give its ID."
    )


class AdminsOnlyError(UserError):
    """Something for admins."""

    message = N_("This is for admins: people who may manage this server. Please ask one of them.")


class ModeratorsOnlyError(UserError):
    """Something for moderators."""

    message = N_(
        "This is for moderators: people who may time members out here, or have the role that "
        "an admin named with /config set moderator_role. Please ask one of them."
    )


class OrganisersOnlyError(UserError):
    """Something for organisers."""

    message = N_(
        "This is for organisers: people who may manage events here, or have the role that an "
        "admin named with /config set organiser_role. Please ask one of them."
    )


class DidYouMeanError(UserError):
    """A name that is in no list, but close to some that are."""

    message = N_("“{text}” is not in the list. Did you mean {suggestions}?")


class AmbiguousChoiceError(UserError):
    """A name that several things have."""

    message = N_("“{text}” can be {choices}. Please pick one of the suggestions.")


class NotAPrefectureError(UserError):
    """A place that is no prefecture of Japan, nor close to one."""

    message = N_(
        "“{text}” is not a prefecture of Japan. Prefectures are, for example, {examples}. Where "
        "you live now goes into /profile edit."
    )


class NotAMonthError(UserError):
    """A text that is neither a month nor a year."""

    message = N_("“{text}” is neither a month nor a year. Write 2008, 2008-08 or Aug 2008.")


class UnknownNameError(UserError):
    """A name typed into a form that is in no list, nor close to one that is."""

    message = N_(
        "“{text}” is not in our list. Check the spelling, or write it in another language you know."
    )


class UnclearNameError(UserError):
    """A name typed into a form that several things have; a menu follows."""

    message = N_("“{text}” can mean several things. Please pick the one you mean.")


class MisspeltNameError(UserError):
    """A name typed into a form that is in no list, but close to some; a menu follows."""

    message = N_("“{text}” is not in our list. Did you mean one of these?")


class TownNotFoundError(UserError):
    """A town that no longer exists, or never did; it may be kept as typed."""

    message = N_(
        "There is no “{text}” there today. Pick the town you mean, or keep what you typed: many "
        "towns have merged since."
    )


class ReasonMissingError(UserError):
    """A moderator gave no reason."""

    message = N_("Please say why, in a sentence: the person reads it.")


class NotExcludedError(UserError):
    """Nobody took this person off the list."""

    message = N_(
        "No moderator took this person off the list here. Whether they are listed is their own "
        "choice."
    )


class NoCityError(UserError):
    """Distances were asked for by somebody who did not say which city they live in."""

    message = N_(
        "Near what? Name a place in the command, or add the city you live in with /profile edit."
    )


class NoWordsError(UserError):
    """A text to search for has no letter in it."""

    message = N_("There is no word in “{text}” to look for. Please type a word or a name.")


class SearchGoneError(UserError):
    """A search that is forgotten, or never was this person's."""

    message = N_("This search is over: it is kept for a day. Please search again with /find.")


class WordMismatchError(UserError):
    """The word that confirms a deletion was not typed."""

    message = N_("Nothing was deleted. To delete everything, use /profile delete and type {word}.")


class HelloToOneselfError(UserError):
    """Somebody greets themselves."""

    message = N_("That is you. Find somebody to say hello to with /find people.")


class HelloEmptyError(UserError):
    """A hello without a visible character."""

    message = N_("Please write a few words, so that they know who says hello, and why.")


class HelloWaitsError(UserError):
    """An earlier hello to the same person was not accepted, or not yet."""

    message = N_(
        "You have said hello to them already. They decide in their own time; you hear from us "
        "if they accept."
    )


class HelloCameError(UserError):
    """The other one said hello first."""

    message = N_("They have said hello to you first. Read it and accept, and you are in touch.")
    offer = (N_("Read it"), "hello:waiting")


class HelloLimitError(UserError):
    """Somebody said hello to as many people as a day allows."""

    message = N_(
        "You have said hello to as many people as a day allows ({limit}). The next one can go "
        "{when}."
    )


class HelloOffError(UserError):
    """A server allows no hellos."""

    message = N_("The admins of this server have switched saying hello off.")


class HelloGoneError(UserError):
    """A hello that was answered, or whose sender is no longer there."""

    message = N_(
        "This hello is no longer there: it was answered, or its sender left. /help shows what "
        "waits for you."
    )
