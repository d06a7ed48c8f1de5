"""Bring letters: by direct message or, where those are refused, after the next command."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import discord
from discord import ui

from bot.domain.letters import Letter
from bot.domain.outbox import Row
from bot.outbox import messages
from bot.services.letters import REFUSED, TOLD, Letters

Writer = Callable[[Letter], Awaitable[ui.LayoutView | None]]
"""Puts a letter into words; None when there is nothing left to tell."""

# Direct messages switched off or blocked, or an account that is gone: trying again is no use.
_REFUSALS = frozenset({400, 403, 404})


class Postman:
    """The carrier of letters."""

    def __init__(self, client: discord.Client, letters: Letters) -> None:
        self._client = client
        self._letters = letters
        self._writers: dict[str, Writer] = {}
        self._at_the_door: set[int] = set()

    def add_writer(self, kind: str, writer: Writer) -> None:
        """Let a feature write its kind of letter."""
        self._writers[kind] = writer

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Send a letter, unless there is nothing left to tell."""
        letter = await self._letters.to_send(row)
        view = await self._writers[letter.kind](letter) if letter else None
        if letter is None or view is None:
            return TOLD
        try:
            await messages.send(await self._door(letter.user_id), row, view)
        except discord.HTTPException as refusal:
            if refusal.status not in _REFUSALS:
                raise
            return REFUSED
        return TOLD

    async def look(self, row: Row) -> Mapping[str, Any] | None:
        """Look into the conversation for the letter."""
        letter = await self._letters.to_send(row)
        if letter is None:
            return TOLD
        try:
            door = await self._door(letter.user_id)
        except discord.HTTPException as refusal:
            if refusal.status not in _REFUSALS:
                raise
            return None
        return TOLD if await messages.find(door, row) else None

    async def hand_over(self, interaction: discord.Interaction[Any]) -> None:
        """Show a person privately what could not be sent to them; once for commands at once."""
        reader = interaction.user.id
        if reader in self._at_the_door:
            return
        self._at_the_door.add(reader)
        try:
            for letter in await self._letters.to_hand_over(reader):
                view = await self._writers[letter.kind](letter)
                if view is not None:
                    await interaction.followup.send(view=view, ephemeral=True)
                await self._letters.told(letter)
        finally:
            self._at_the_door.discard(reader)

    async def _door(self, user_id: int) -> discord.DMChannel:
        return await self._client.create_dm(discord.Object(user_id))
