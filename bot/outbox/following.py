"""Add people to posts and threads, each alone and only who asked for it; or take them out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord

from bot.domain.outbox import Reason, Row
from bot.outbox.carrier import Refused
from bot.outbox.posting import found_gone

_NO_CHANNEL, _NO_MEMBER, _FULL = 10003, 10007, 30033
FULL: Mapping[str, Any] = {"full": True}
"""What became of adding somebody where Discord takes nobody more."""


class FollowCarrier:
    """Adds one person to a post or takes them out; if it sleeps, it is woken first.

    A full post takes nobody more, and who left cannot follow: that is done, not refused.
    ``where_gone`` is the result where the post was deleted; without it that is a dead letter.
    """

    def __init__(
        self, client: discord.Client, *, where_gone: Mapping[str, Any] | None = None
    ) -> None:
        self._client = client
        self._where_gone = where_gone

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Add the person, or take out who is there."""
        with found_gone(self._where_gone) as gone:
            return await self._carry(row)
        return gone.result

    async def look(self, row: Row) -> Mapping[str, Any] | None:
        """Ask whether the person is there, or no longer."""
        with found_gone(self._where_gone) as gone:
            is_there = await _is_there(await self._thread(row), row)
            return {} if is_there == row.payload["follows"] else None
        return gone.result

    async def _carry(self, row: Row) -> Mapping[str, Any]:
        thread, follows = await self._thread(row), row.payload["follows"]
        if not follows and not await _is_there(thread, row):
            return {}
        if thread.archived:
            await thread.edit(archived=False)
        person = discord.Object(row.payload["user"])
        try:
            await (thread.add_user(person) if follows else thread.remove_user(person))
        except discord.HTTPException as refusal:
            if refusal.code == _FULL:
                return FULL
            if refusal.code != _NO_MEMBER:
                raise
        return {}

    async def _thread(self, row: Row) -> discord.Thread:
        return await thread_of(self._client, row.payload["thread"])


async def thread_of(client: discord.Client, thread_id: int) -> discord.Thread:
    """Return a post or thread, asleep or not."""
    found = client.get_channel(thread_id) or await client.fetch_channel(thread_id)
    if not isinstance(found, discord.Thread):
        raise Refused(Reason.GONE, code=_NO_CHANNEL)
    return found


async def _is_there(thread: discord.Thread, row: Row) -> bool:
    try:
        await thread.fetch_member(row.payload["user"])
    except discord.NotFound:
        return False
    return True
