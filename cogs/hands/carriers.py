"""Walk through a server's members for the holders of new roles."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import discord

from bot.domain.hands import Holder
from bot.domain.outbox import Row
from bot.outbox.carrier import Refused
from bot.services.clock import Clock
from bot.services.intakes import Intakes

PAGE = 1_000
CHUNK = 100
"""People in one transaction: short enough not to keep anybody waiting."""
BREATH = 0.02
"""Seconds between two of them, in which others are answered; Discord takes longer for a page."""
NO_MEMBERS_INTENT = "no_members_intent"


class Walker:
    """Reads one page of members; nobody is kept, and a page that is read twice changes nothing."""

    def __init__(self, client: discord.Client, intakes: Intakes, clock: Clock) -> None:
        self._client = client
        self._intakes = intakes
        self._clock = clock

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Take in those of one page, and tell where the next begins."""
        if not self._client.intents.members:
            raise Refused(NO_MEMBERS_INTENT)
        server_id, since = row.server_id or 0, self._clock()
        roles = await self._intakes.to_walk(row)
        if not roles:
            return {"after": None, "roles": []}
        # Raw: to make a thousand objects would hold up answers.
        page = await self._client.http.get_members(server_id, PAGE, row.payload["after"])
        for start in range(0, len(page), CHUNK):
            await asyncio.sleep(BREATH if start else 0)
            holders = [
                Holder(int(each["user"]["id"]), frozenset(map(int, each["roles"])))
                for each in page[start : start + CHUNK]
                if not each["user"].get("bot")
            ]
            await self._intakes.take_in(server_id, holders, roles, since=since)
        last = int(page[-1]["user"]["id"]) if len(page) == PAGE else None
        return {"after": last, "roles": roles}

    async def look(self, row: Row) -> Mapping[str, Any] | None:
        """Read the page again: whoever is taken in already stays as they are."""
        return None


class Nothing:
    """Does nothing by itself: all there is to do is done while the row is recorded."""

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Let it be recorded."""
        return {}

    async def look(self, row: Row) -> Mapping[str, Any] | None:
        """Nothing can have happened unrecorded."""
        return None
