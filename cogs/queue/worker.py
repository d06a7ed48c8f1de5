"""When the queue begins, and when it tries again."""

from __future__ import annotations

from discord.ext import commands

from bot.outbox.dispatcher import Dispatcher


class WorkerCog(commands.Cog):
    """Begin once the servers are known, and go on whenever Discord is back."""

    def __init__(self, dispatcher: Dispatcher) -> None:
        self._dispatcher = dispatcher

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Start with what an earlier run left; later sessions find it at work."""
        self._dispatcher.start()
        self._dispatcher.hurry()

    @commands.Cog.listener()
    async def on_resumed(self) -> None:
        """Try what waits because there was no answer."""
        self._dispatcher.hurry()
