"""Refusals about what the bot carries out by itself."""

from __future__ import annotations

from bot.errors.base import UserError
from bot.i18n.markers import N_


class DeadLetterGoneError(UserError):
    """No dead letter of this server has this number."""

    message = N_("That is settled, or it is not one of this server. /queue show lists what is not.")
