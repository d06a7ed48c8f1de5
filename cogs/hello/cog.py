"""Hellos do not wait for ever."""

from __future__ import annotations

from discord.ext import commands, tasks

from bot.services.greetings import Greetings
from bot.ui.loops import keeps_going


class HelloCog(commands.Cog):
    """Forget old hellos once a day."""

    def __init__(self, greetings: Greetings) -> None:
        self._greetings = greetings

    async def cog_load(self) -> None:
        """Start forgetting."""
        self._forget.start()

    async def cog_unload(self) -> None:
        """Stop."""
        self._forget.cancel()

    @tasks.loop(hours=24)
    @keeps_going
    async def _forget(self) -> None:
        await self._greetings.forget_old()
