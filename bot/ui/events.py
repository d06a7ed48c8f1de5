"""What several features show of events, and who sees that."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import discord

from bot.domain.events import Event
from bot.i18n import Words
from bot.ui.asking import server_of
from bot.ui.panel import Row, text
from bot.ui.reading import shown


def title(event: Event) -> str:
    """Return the title, safe to show."""
    return shown(event.title)


def start(event: Event) -> str:
    """Write when an event starts so that everybody reads their own time."""
    return f"<t:{int(event.starts_at.timestamp())}:F>"


def sees(interaction: discord.Interaction[Any]) -> Callable[[Event], bool]:
    """Return what tells whether the asker sees the channel of an event."""
    server, member = server_of(interaction), interaction.user

    def visible(event: Event) -> bool:
        channel = server.get_channel(event.parent_id or event.channel_id)
        if channel is None or not isinstance(member, discord.Member):
            return False
        return channel.permissions_for(member).view_channel

    return visible


def next_rows(found: Iterable[Event], words: Words) -> list[Row]:
    """Return the next events of a region, for the card about it; nothing when there is none."""
    lines = [f"- **{title(event)}**, {start(event)}" for event in found]
    return [text("\n".join([words("**Next events**"), *lines]))] if lines else []
