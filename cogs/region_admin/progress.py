"""The message that shows how far a job is, edited a few times."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord

from bot.client import AlumniBot
from bot.domain.outbox import Row
from bot.outbox import messages
from bot.services.layout_jobs import LayoutJobs
from cogs.region_admin.cards import progress_card


class ProgressCarrier:
    """Sends the message once, and edits it from then on; without it a job goes on all the same."""

    def __init__(self, client: AlumniBot, jobs: LayoutJobs) -> None:
        self._client = client
        self._jobs = jobs

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Show how far the job is by now."""
        job = await self._jobs.job(row.payload["job"])
        if job is None:
            return {}
        card = progress_card(job, self._client.catalogues.words(job.locale))
        channel = self._client.get_partial_messageable(job.channel_id, guild_id=job.server_id)
        try:
            if job.message_id is None:
                return messages.link(await messages.send(channel, row, card))
            await channel.get_partial_message(job.message_id).edit(view=card)
        except (discord.Forbidden, discord.NotFound):
            # An admin deleted it, or the bot may not write there: /region-admin plan tells it too.
            return {}
        return {}

    async def look(self, row: Row) -> Mapping[str, Any] | None:
        """Find the message; to edit it twice changes nothing."""
        job = await self._jobs.job(row.payload["job"])
        if job is None or job.message_id is not None:
            return None
        channel = self._client.get_partial_messageable(job.channel_id, guild_id=job.server_id)
        found = await messages.find(channel, row)
        return None if found is None else messages.link(found)
