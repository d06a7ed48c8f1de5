"""Messages of the queue, which can be found again by the number of their row.

The number stands in the integer ``id`` of the first component (Components V2), above the small
ones that Discord gives to components without one. Discord keeps it and shows it in the message
whenever that is read. A custom_id would carry it too, but a card need not have a button, and
buttons are matched whole against the templates of DynamicItems. The nonce, which Discord knows
for a few minutes only, guards against a look that came too early.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import discord
from discord import ui

from bot.domain.outbox import Row
from bot.outbox.carrier import CannotLook

LOOKED_THROUGH = 1_000
_ABOVE_OTHERS = 1_000_000
_LARGEST = 2**31 - 1
# The clocks of the machine and of Discord may differ by so much.
_CLOCKS = timedelta(minutes=5)


async def send(
    channel: discord.abc.Messageable, row: Row, view: ui.LayoutView, **more: Any
) -> discord.Message:
    """Send the message of a row, so that :func:`find` recognises it."""
    view.children[0].id = mark(row)
    return await channel.send(view=view, nonce=f"outbox-{row.id}", **more)


async def find(channel: discord.abc.Messageable, row: Row) -> discord.Message | None:
    """Return the message that an earlier attempt sent, or None; raise CannotLook.

    A message that was edited since is found as long as the edit keeps the mark.
    """
    if row.begun_at is None:
        return None
    if not may_look(channel):
        raise CannotLook
    seen = 0
    try:
        async for message in channel.history(limit=LOOKED_THROUGH, after=row.begun_at - _CLOCKS):
            seen += 1
            if is_marked(message, row):
                return message
    except (discord.Forbidden, discord.NotFound) as refusal:
        raise CannotLook from refusal
    if seen == LOOKED_THROUGH:
        raise CannotLook
    return None


def may_look(channel: object) -> bool:
    """Tell whether Discord shows what stands there: without the permission it shows nothing."""
    if isinstance(channel, discord.PartialMessageable) and channel.guild is not None:
        channel = channel.guild.get_channel_or_thread(channel.id)
    if isinstance(channel, discord.Thread):
        channel = channel.parent
    if not isinstance(channel, discord.abc.GuildChannel):
        return True
    return channel.permissions_for(channel.guild.me).read_message_history


def mark(row: Row) -> int:
    """Return the component id that stands for a row."""
    return _ABOVE_OTHERS + row.id % (_LARGEST - _ABOVE_OTHERS)


def is_marked(message: discord.Message, row: Row) -> bool:
    """Tell whether a message was sent for a row."""
    return any(getattr(component, "id", None) == mark(row) for component in message.components)


def link(message: discord.Message) -> Mapping[str, Any]:
    """Return what a recorder keeps of a message."""
    return {"channel": message.channel.id, "message": message.id, **file_of(message)}


def file_of(message: discord.Message) -> Mapping[str, Any]:
    """Return the name and number of the file that a message shows in a gallery, if it does."""
    for each in message.components:
        for part in each.children if isinstance(each, discord.Container) else (each,):
            for item in part.items if isinstance(part, discord.MediaGalleryComponent) else ():
                if item.media.attachment_id is not None:
                    name = urlsplit(item.media.url).path.rpartition("/")[2]
                    return {"attachment": item.media.attachment_id, "file": name}
    return {}
