"""Forget day by day what is due to be forgotten."""

from __future__ import annotations

import logging

from discord.ext import commands, tasks

from bot.services.transfer import Transfer
from bot.ui.loops import keeps_going

log = logging.getLogger(__name__)


class RetentionCog(commands.Cog):
    """Look at the start and every day after for what has been kept long enough."""

    def __init__(self, transfer: Transfer) -> None:
        self._transfer = transfer

    async def cog_load(self) -> None:
        """Look at once, then daily."""
        self._forget.start()

    async def cog_unload(self) -> None:
        """Stop looking."""
        self._forget.cancel()

    @tasks.loop(hours=24)
    @keeps_going
    async def _forget(self) -> None:
        gone = await self._transfer.forget_unclaimed()
        if gone:
            log.info("forgot %d people who never claimed what was imported about them", gone)
