"""Add people to the posts of regions, each alone and only who asked for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord

from bot.domain.outbox import Reason, Row
from bot.outbox.carrier import Refused

_NO_CHANNEL, _NO_MEMBER, _FULL = 10003, 10007, 30033


class FollowCarrier:
    """Adds one person to a post, which may sleep: it is woken first.

    A full post takes nobody more, and who left cannot follow: that is done, not refused.
    """

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Add the person."""
        thread = await self._thread(row)
        if thread.archived:
            await thread.edit(archived=False)
        try:
            await thread.add_user(discord.Object(row.payload["user"]))
        except discord.HTTPException as refusal:
            if refusal.code not in (_FULL, _NO_MEMBER):
                raise
        return {}

    async def look(self, row: Row) -> Mapping[str, Any] | None:
        """Ask whether the person is there."""
        thread = await self._thread(row)
        try:
            await thread.fetch_member(row.payload["user"])
        except discord.NotFound:
            return None
        return {}

    async def _thread(self, row: Row) -> discord.Thread:
        thread_id = row.payload["thread"]
        found = self._client.get_channel(thread_id) or await self._client.fetch_channel(thread_id)
        if not isinstance(found, discord.Thread):
            raise Refused(Reason.GONE, code=_NO_CHANNEL)
        return found
