"""Forget what has been kept long enough."""

from __future__ import annotations

import logging

from discord.ext import commands, tasks

from bot.services.budgets import Budgets
from bot.services.search import Search
from bot.services.transfer import Transfer
from bot.ui.loops import keeps_going

log = logging.getLogger(__name__)


class RetentionCog(commands.Cog):
    """Look at the start and again and again for what has been kept long enough."""

    def __init__(self, transfer: Transfer, search: Search, budgets: Budgets) -> None:
        self._transfer = transfer
        self._search = search
        self._budgets = budgets

    async def cog_load(self) -> None:
        """Look at once, then daily, and hourly for what goes sooner."""
        self._forget.start()
        self._forget_hourly.start()

    async def cog_unload(self) -> None:
        """Stop looking."""
        self._forget.cancel()
        self._forget_hourly.cancel()

    @tasks.loop(hours=24)
    @keeps_going
    async def _forget(self) -> None:
        gone = await self._transfer.forget_unclaimed()
        if gone:
            log.info("forgot %d people who never claimed what was imported about them", gone)

    @tasks.loop(hours=1)
    @keeps_going
    async def _forget_hourly(self) -> None:
        await self._search.forget()
        await self._budgets.forget_full()
