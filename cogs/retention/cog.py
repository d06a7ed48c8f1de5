"""Forget what has been kept long enough."""

from __future__ import annotations

import logging

from discord.ext import commands, tasks

from bot.services.services import Services
from bot.ui.loops import keeps_going

log = logging.getLogger(__name__)


class RetentionCog(commands.Cog):
    """Look at the start and again and again for what has been kept long enough."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def cog_load(self) -> None:
        """Look at once, then daily; hourly for what is kept only for hours."""
        self._forget_daily.start()
        self._forget_hourly.start()

    async def cog_unload(self) -> None:
        """Stop looking."""
        self._forget_daily.cancel()
        self._forget_hourly.cancel()

    @tasks.loop(hours=24)
    @keeps_going
    async def _forget_daily(self) -> None:
        gone = await self._services.transfer.forget_unclaimed()
        if gone:
            log.info("forgot %d people who never claimed what was imported about them", gone)
        await self._services.greetings.forget_old()
        await self._services.inquiries.forget_old()
        await self._services.memberships.forget_gone()
        await self._services.hands.forget_old()
        await self._services.announcements.forget_old()
        await self._services.polls.forget_old()
        await self._services.outbox.forget_old()

    @tasks.loop(hours=1)
    @keeps_going
    async def _forget_hourly(self) -> None:
        await self._services.search.forget()
        await self._services.drafts.forget_old()
        await self._services.representatives.forget_drafts()
        await self._services.budgets.forget_full()
