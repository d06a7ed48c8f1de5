"""Post in a channel, or in a forum's post, which may sleep: it is woken first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import discord
from discord import ui

from bot.domain.outbox import Reason, Row
from bot.outbox import messages
from bot.outbox.carrier import Refused

_UNKNOWN_CHANNEL = 10003

Place = discord.TextChannel | discord.Thread


@dataclass(frozen=True, slots=True)
class Post:
    """What is posted; nobody is pinged but by ``mentions``."""

    view: ui.LayoutView
    mentions: discord.AllowedMentions = field(default_factory=discord.AllowedMentions.none)


Writer = Callable[[Row], Awaitable[Post | None]]
"""Makes the words when they go; None when there is nothing left to say."""


class Poster:
    """The carrier of what one feature posts; a row's payload names its ``channel``."""

    def __init__(self, client: discord.Client, write: Writer) -> None:
        self._client = client
        self._write = write

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Post it, unless there is nothing left to say."""
        post = await self._write(row)
        if post is None:
            return {}
        place = await awake(self._client, row.payload["channel"])
        sent = await messages.send(place, row, post.view, allowed_mentions=post.mentions)
        return messages.link(sent)

    async def look(self, row: Row) -> Mapping[str, Any] | None:
        """Look for it where it was to be."""
        place = await named(self._client, row.payload["channel"])
        found = await messages.find(place, row)
        return None if found is None else messages.link(found)


async def named(client: discord.Client, channel_id: int) -> Place:
    """Return a text channel or a thread, asleep or not; Discord knows those that sleep."""
    found = client.get_channel(channel_id) or await client.fetch_channel(channel_id)
    if not isinstance(found, discord.TextChannel | discord.Thread):
        raise Refused(Reason.GONE, code=_UNKNOWN_CHANNEL)
    return found


async def awake(client: discord.Client, channel_id: int) -> Place:
    """Return the same, ready to be written in."""
    place = await named(client, channel_id)
    if isinstance(place, discord.Thread) and place.archived:
        return await place.edit(archived=False)
    return place
