"""Whose language a text is in, and how user text is shown without harm."""

from __future__ import annotations

import math
import re
from datetime import datetime
from typing import Any, Protocol, cast

import discord

from bot.i18n import Catalogues, Words

# They open mentions, times and links over several lines, which discord.py leaves alone.
_OPENING = re.compile(r"(?<!\\)((?:\\\\)*)([<\[])")


class Speaks(Protocol):
    """A client that has the catalogues."""

    catalogues: Catalogues


def words_for(interaction: discord.Interaction[Any]) -> Words:
    """Return the words of the member's own Discord language."""
    return cast("Speaks", interaction.client).catalogues.words(interaction.locale.value)


def shown(text: str) -> str:
    """Escape what somebody typed, so that it neither pings nor formats."""
    plain = _OPENING.sub(r"\1\\\2", discord.utils.escape_markdown(text))
    return discord.utils.escape_mentions(plain)


def linked(safe: str, address: str) -> str:
    """Write a link whose label is what :func:`shown` made safe; the label cannot end early."""
    label = safe.replace("]", "\\]")
    return f"[{label}]({address})"


def exact(moment: datetime) -> str:
    """Write a moment so that each client says its day and minute, in the reader's own time."""
    return f"<t:{math.ceil(moment.timestamp())}:f>"


def relative(moment: datetime) -> str:
    """Write a moment so that each client says "in 3 minutes", rounded up to a second."""
    return f"<t:{math.ceil(moment.timestamp())}:R>"
