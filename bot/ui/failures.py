"""The one place that answers when something cannot be done or went wrong."""

from __future__ import annotations

import functools
import logging
import secrets
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any, TypeVar, cast

import discord
from discord import app_commands, ui

from bot.errors import UserError
from bot.i18n import Words
from bot.i18n.markers import N_
from bot.ui.reading import relative, shown, words_for

log = logging.getLogger(__name__)

UNEXPECTED = N_(
    "Something went wrong on our side. Please look whether it was done all the same, and if not, "
    "try again; if it happens again, tell a moderator this code: {code}"
)
NOT_ALLOWED = N_("You need other rights for this here. Use /help to see what you can do.")

_QUOTED = 300

_WRAPPING = (
    app_commands.CommandInvokeError,
    app_commands.TransformerError,
    app_commands.CheckFailure,
)

Callback = TypeVar("Callback", bound=Callable[..., Coroutine[Any, Any, None]])
Check = TypeVar("Check", bound=Callable[..., Coroutine[Any, Any, bool]])


async def answer_failure(interaction: discord.Interaction[Any], error: BaseException) -> None:
    """Turn a refusal into a private reply, anything else into a code with a logged traceback."""
    error = _cause(error)
    words = words_for(interaction)
    offer: tuple[str, str] | None = None
    if isinstance(error, UserError):
        text, offer = refusal(error, words), error.offer
    elif isinstance(error, app_commands.CheckFailure):
        text = words(NOT_ALLOWED)
    else:
        code = secrets.token_hex(3)
        log.error("unexpected failure, code %s", code, exc_info=error)
        text = words(UNEXPECTED, code=code)
    await _reply(interaction, _answer(text, offer, words))


def refusal(error: UserError, words: Words) -> str:
    """Tell why something cannot be done and what to do instead; typed texts do no harm."""
    return words(error.message, **{name: _harmless(value) for name, value in error.values.items()})


def answers_failures(callback: Callback) -> Callback:
    """Wrap what a listener does, whose errors discord.py would only log."""

    @functools.wraps(callback)
    async def wrapped(
        item: Any, interaction: discord.Interaction[Any], *args: Any, **kwargs: Any
    ) -> None:
        try:
            await callback(item, interaction, *args, **kwargs)
        except Exception as error:
            await answer_failure(interaction, error)

    return cast("Callback", wrapped)


def answered_check(check: Check) -> Check:
    """Wrap a cog's check, whose errors discord.py would only log."""

    @functools.wraps(check)
    async def wrapped(cog: Any, interaction: discord.Interaction[Any], /) -> bool:
        try:
            return await check(cog, interaction)
        except Exception as error:
            raise app_commands.CheckFailure from error

    return cast("Check", wrapped)


def _cause(error: BaseException) -> BaseException:
    """Return what a callback, a check or an option's transformer raised, without its wrapping."""
    return error.__cause__ if isinstance(error, _WRAPPING) and error.__cause__ else error


def _harmless(value: str | int | datetime) -> str | int:
    """Quote no more of what was typed than a message has room for."""
    match value:
        case str():
            return shown(value[:_QUOTED])
        case datetime():
            return relative(value)
        case _:
            return value


def _answer(text: str, offer: tuple[str, str] | None, words: Words) -> ui.LayoutView:
    """Frame the text like every panel, so that what is pressed below can take its place."""
    rows: list[ui.Item[Any]] = [ui.TextDisplay(text)]
    if offer:
        label, custom_id = offer
        rows.append(ui.ActionRow(ui.Button(label=words(label), custom_id=custom_id)))
    view = ui.LayoutView()
    view.add_item(ui.Container(*rows))
    # Finished at once: the button is a DynamicItem of its own feature.
    view.stop()
    return view


async def _reply(interaction: discord.Interaction[Any], view: ui.LayoutView) -> None:
    try:
        if interaction.response.is_done():
            await interaction.followup.send(view=view, ephemeral=True)
        else:
            await interaction.response.send_message(view=view, ephemeral=True)
    except discord.HTTPException:
        log.warning("a failure could not be answered: the interaction is gone")
