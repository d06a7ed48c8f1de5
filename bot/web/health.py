"""How the bot is, for whoever watches over it: no names, no numbers of anybody."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from aiohttp import web

from bot.services.health import Health
from bot.web.gate import Gate

PATIENCE = 5.0
"""Seconds for the database to answer."""
LATE = timedelta(minutes=15)
"""A queue later than that is stuck; a crowd's reminders take a few minutes."""

log = logging.getLogger(__name__)


class HealthPage:
    """Answers 200 while all is well, else 503, and what is not."""

    def __init__(self, health: Health, gate: Gate) -> None:
        self._health = health
        self._gate = gate

    async def get(self, _: web.Request) -> web.Response:
        """Look now."""
        late = await self._lateness()
        is_connected = self._gate.is_connected
        is_well = is_connected and late is not None and late <= LATE
        told = {
            "status": "ok" if is_well else "unwell",
            "gateway": is_connected,
            "database": late is not None,
            "queue_late_seconds": None if late is None else round(late.total_seconds(), 1),
        }
        headers = {"Cache-Control": "no-store"}
        return web.json_response(told, status=200 if is_well else 503, headers=headers)

    async def _lateness(self) -> timedelta | None:
        """Return how late the queue is; None where the database does not answer."""
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._health.lateness()
        except Exception:
            log.warning("the database does not answer", exc_info=True)
            return None
