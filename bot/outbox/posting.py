"""Post in a channel, or in a forum's post, which may sleep: it is woken first."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import discord
from discord import ui

from bot.domain.outbox import Reason, Row
from bot.outbox import messages
from bot.outbox.carrier import Refused

_UNKNOWN_CHANNEL = 10003
_BAD_REQUEST = 400

Place = discord.TextChannel | discord.Thread


@dataclass(frozen=True, slots=True)
class Post:
    """What is posted; nobody is pinged but by ``mentions``."""

    view: ui.LayoutView
    mentions: discord.AllowedMentions = field(default_factory=discord.AllowedMentions.none)
    file: Callable[[], Awaitable[discord.File | None]] | None = None
    """Loads the file that the view refers to, only where it has to be sent."""
    kept: int | None = None
    """Discord's number of that file, where the message has it already."""

    async def files(self) -> list[discord.File]:
        """Load what has to be sent."""
        found = await self.file() if self.file else None
        return [] if found is None else [found]


Writer = Callable[[Row], Awaitable[Post | None]]
"""Makes the words when they go; None when there is nothing left to say."""


@dataclass(slots=True)
class Gone:
    """What is returned of a place that was deleted."""

    result: Mapping[str, Any]


class Poster:
    """The carrier of what one feature posts; a row's payload names its ``channel``.

    ``where_gone`` is the result where that was deleted; without it that is a dead letter.
    """

    def __init__(
        self,
        client: discord.Client,
        write: Writer,
        *,
        where_gone: Mapping[str, Any] | None = None,
    ) -> None:
        self._client = client
        self._write = write
        self._where_gone = where_gone

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Post it, unless there is nothing left to say."""
        post = await self._write(row)
        if post is None:
            return {}
        with found_gone(self._where_gone) as gone:
            place = await awake(self._client, row.payload["channel"])
            files = await post.files()
            sent = await messages.send(
                place, row, post.view, files=files, allowed_mentions=post.mentions
            )
            return messages.link(sent)
        return gone.result

    async def look(self, row: Row) -> Mapping[str, Any] | None:
        """Look for it where it was to be."""
        with found_gone(self._where_gone) as gone:
            place = await named(self._client, row.payload["channel"])
            found = await messages.find(place, row)
            return None if found is None else messages.link(found)
        return gone.result


@contextlib.contextmanager
def found_gone(result: Mapping[str, Any] | None) -> Generator[Gone]:
    """Leave the block where a channel or thread turns out to be deleted; None raises instead."""
    try:
        yield Gone(result or {})
    except discord.NotFound as missing:
        if result is None or missing.code != _UNKNOWN_CHANNEL:
            raise
    except Refused as verdict:
        if result is None or verdict.reason != Reason.GONE:
            raise


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


async def edit(message: discord.PartialMessage, post: Post) -> Mapping[str, Any]:
    """Let a message show something else; a file that it has already is not sent again."""
    if post.kept is not None:
        try:
            return await _edit(message, post, [_Kept(post.kept)])
        except discord.HTTPException as refusal:
            # Whoever manages messages may have taken the file away.
            if refusal.status != _BAD_REQUEST:
                raise
    return await _edit(message, post, await post.files())


async def _edit(
    message: discord.PartialMessage, post: Post, files: Sequence[Any]
) -> Mapping[str, Any]:
    edited = await message.edit(view=post.view, attachments=files, allowed_mentions=post.mentions)
    return messages.file_of(edited)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A file of a message that stays, as discord.py writes it."""

    id: int

    def to_dict(self) -> dict[str, int]:
        """Name it by its number alone; what else an attachment has is Discord's."""
        return {"id": self.id}
