"""Bring letters: by direct message or, where those are refused, after the next command."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import ui

from bot.domain.letters import Letter
from bot.services.letters import Letters

log = logging.getLogger(__name__)

Writer = Callable[[Letter], Awaitable[ui.LayoutView | None]]
"""Puts a letter into words; None when there is nothing left to tell."""

# Direct messages switched off or blocked, or an account that is gone: trying again is no use.
_REFUSED = frozenset({400, 403, 404})


class Postman:
    """Carry letters; safe to repeat, for Discord posts a number only once within minutes."""

    def __init__(self, client: discord.Client, letters: Letters) -> None:
        self._client = client
        self._letters = letters
        self._writers: dict[str, Writer] = {}
        self._walking = asyncio.Lock()
        self._at_the_door: set[int] = set()

    def add_writer(self, kind: str, writer: Writer) -> None:
        """Let a feature write its kind of letter."""
        self._writers[kind] = writer

    async def send(self) -> None:
        """Send what is to be sent; what fails is tried again the next time."""
        async with self._walking:
            for letter in await self._letters.to_send():
                try:
                    await self._send(letter)
                except Exception:
                    log.exception("letter %s could not be sent; it is tried again", letter.id)

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

    async def _send(self, letter: Letter) -> None:
        view = await self._writers[letter.kind](letter)
        if view is not None:
            try:
                channel = await self._client.create_dm(discord.Object(letter.user_id))
                await channel.send(view=view, nonce=f"letter-{letter.id}")
            except discord.HTTPException as refusal:
                if refusal.status not in _REFUSED:
                    raise
                await self._letters.refused(letter)
                return
        await self._letters.told(letter)
