"""Add people to the posts of regions, each alone and only who asked for it; or take them out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord

from bot.domain.outbox import Reason, Row
from bot.outbox.carrier import Refused

_NO_CHANNEL, _NO_MEMBER, _FULL = 10003, 10007, 30033


class FollowCarrier:
    """Adds one person to a post or takes them out; if it sleeps, it is woken first.

    A full post takes nobody more, and who left cannot follow: that is done, not refused.
    """

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Add the person, or take out who is there."""
        thread, follows = await self._thread(row), row.payload["follows"]
        if not follows and not await _is_there(thread, row):
            return {}
        if thread.archived:
            await thread.edit(archived=False)
        person = discord.Object(row.payload["user"])
        try:
            await (thread.add_user(person) if follows else thread.remove_user(person))
        except discord.HTTPException as refusal:
            if refusal.code not in (_FULL, _NO_MEMBER):
                raise
        return {}

    async def look(self, row: Row) -> Mapping[str, Any] | None:
        """Ask whether the person is there, or no longer."""
        is_there = await _is_there(await self._thread(row), row)
        return {} if is_there == row.payload["follows"] else None

    async def _thread(self, row: Row) -> discord.Thread:
        thread_id = row.payload["thread"]
        found = self._client.get_channel(thread_id) or await self._client.fetch_channel(thread_id)
        if not isinstance(found, discord.Thread):
            raise Refused(Reason.GONE, code=_NO_CHANNEL)
        return found


async def _is_there(thread: discord.Thread, row: Row) -> bool:
    try:
        await thread.fetch_member(row.payload["user"])
    except discord.NotFound:
        return False
    return True
