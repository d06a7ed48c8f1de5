"""What several features show of events, and who sees that."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import discord
from discord import ui

from bot.domain.events import Event
from bot.i18n import Words
from bot.ui.asking import server_of
from bot.ui.panel import Row, button, text
from bot.ui.reading import shown


def title(event: Event, words: Words | None = None) -> str:
    """Return the title, safe to show; in the language of who reads alone."""
    return shown(event.titled(words.locale) if words else event.title)


def start(event: Event) -> str:
    """Write when an event starts so that everybody reads their own time."""
    return f"<t:{int(event.starts_at.timestamp())}:F>"


def link(event: Event) -> str | None:
    """Return the address of the card, once it stands."""
    if event.message_id is None:
        return None
    path = f"{event.server_id}/{event.channel_id}/{event.message_id}"
    return f"https://discord.com/channels/{path}"


def to_card(event: Event, words: Words) -> list[ui.Button[Any]]:
    """Return the button that leads to the card, once that stands."""
    address = link(event)
    return [] if address is None else [ui.Button(label=words("To the card"), url=address)]


def join_buttons(event: Event, words: Words) -> list[ui.Button[Any]]:
    """Return the button that lets somebody into the thread, where there is one."""
    if event.thread_id is None:
        return []
    return [button(words("Join the thread"), f"event-thread:join:{event.id}")]


def sees(interaction: discord.Interaction[Any]) -> Callable[[Event], bool]:
    """Return what tells whether the asker sees the channel of an event."""
    member = interaction.user
    server_of(interaction)

    def visible(event: Event) -> bool:
        return isinstance(member, discord.Member) and is_seen_by(member, event)

    return visible


def is_seen_by(member: discord.Member, event: Event) -> bool:
    """Tell whether a member sees the channel of an event."""
    channel = member.guild.get_channel(event.parent_id or event.channel_id)
    return channel is not None and channel.permissions_for(member).view_channel


def next_rows(found: Iterable[Event], words: Words) -> list[Row]:
    """Return the next events of a region, for the card about it; nothing when there is none."""
    lines = [f"- **{title(event, words)}**, {start(event)}" for event in found]
    return [text("\n".join([words("**Next events**"), *lines]))] if lines else []
