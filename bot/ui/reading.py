"""Whose language a text is in, and how user text is shown without harm."""

from __future__ import annotations

from typing import Any, Protocol, cast

import discord

from bot.i18n import Catalogues, Words


class Speaks(Protocol):
    """A client that has the catalogues."""

    catalogues: Catalogues


def words_for(interaction: discord.Interaction[Any]) -> Words:
    """Return the words of the member's own Discord language."""
    return cast("Speaks", interaction.client).catalogues.words(interaction.locale.value)


def shown(text: str) -> str:
    """Escape what somebody typed, so that it neither pings nor formats."""
    return discord.utils.escape_mentions(discord.utils.escape_markdown(text))
