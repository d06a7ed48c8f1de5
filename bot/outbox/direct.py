"""Write to single people, with or without a profile; who takes no messages is no failure."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import discord
from discord import ui

from bot.domain.outbox import Row
from bot.outbox import messages
from bot.services.outbox import REFUSED

Writer = Callable[[Row], Awaitable[ui.LayoutView | None]]
"""Makes the words when they go; None when there is nothing left to say."""

# Direct messages switched off or blocked, or an account that is gone: trying again is no use.
_REFUSALS = frozenset({400, 403, 404})


class Messenger:
    """The carrier of what one feature tells people; a row's place is "user:" and who it is."""

    def __init__(self, client: discord.Client, write: Writer) -> None:
        self._client = client
        self._write = write

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Send it, unless there is nothing left to say."""
        view = await self._write(row)
        if view is None:
            return {}
        try:
            return messages.link(await messages.send(await self._door(row), row, view))
        except discord.HTTPException as refusal:
            if refusal.status not in _REFUSALS:
                raise
            return REFUSED

    async def look(self, row: Row) -> Mapping[str, Any] | None:
        """Look into the conversation for it."""
        try:
            door = await self._door(row)
        except discord.HTTPException as refusal:
            if refusal.status not in _REFUSALS:
                raise
            return None
        found = await messages.find(door, row)
        return None if found is None else messages.link(found)

    async def _door(self, row: Row) -> discord.DMChannel:
        user_id = int(row.place.partition(":")[2])
        return await self._client.create_dm(discord.Object(user_id))
