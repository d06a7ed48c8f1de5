"""Refusals to say hello, or to answer one."""

from __future__ import annotations

from bot.errors.base import UserError
from bot.i18n.markers import N_


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
