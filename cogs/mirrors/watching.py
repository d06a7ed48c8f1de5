"""Notice what people do with Discord's own events: nobody's name is read or kept."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import discord
from discord.ext import commands

from bot.client import AlumniBot
from bot.domain.mirrors import Face, Status
from bot.services.mirrors import Found, Mirrors
from cogs.mirrors import reading

log = logging.getLogger(__name__)

QUIET = 60.0
"""Seconds until interest is counted: many press within one minute."""
_INTEREST = frozenset({"GUILD_SCHEDULED_EVENT_USER_ADD", "GUILD_SCHEDULED_EVENT_USER_REMOVE"})


class MirrorCog(commands.Cog):
    """Compare at once what Discord tells, and everything at the start."""

    def __init__(self, bot: AlumniBot, mirrors: Mirrors) -> None:
        self._bot = bot
        self._mirrors = mirrors
        self._counting: asyncio.Task[None] | None = None

    async def cog_unload(self) -> None:
        """Count no more."""
        if self._counting is not None:
            self._counting.cancel()

    @commands.Cog.listener()
    async def on_scheduled_event_update(
        self, _: discord.ScheduledEvent, after: discord.ScheduledEvent
    ) -> None:
        """Offer what somebody changed."""
        await self._mirrors.noticed(after.guild_id, _found(after))

    @commands.Cog.listener()
    async def on_scheduled_event_delete(self, event: discord.ScheduledEvent) -> None:
        """Ask the host."""
        await self._mirrors.gone(event.guild_id, event.id)

    @commands.Cog.listener()
    async def on_socket_event_type(self, kind: str) -> None:
        """Count soon: who is interested is told of people who are not cached, so nobody knows."""
        if kind in _INTEREST and (self._counting is None or self._counting.done()):
            self._counting = asyncio.create_task(self._count_soon())

    @commands.Cog.listener()
    async def on_guild_channel_update(
        self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        """Look again where not everybody sees a channel any more, or everybody does now."""
        everybody = after.guild.default_role
        was, now = (each.permissions_for(everybody).view_channel for each in (before, after))
        if was != now:
            await self._mirrors.look_again(after.guild.id, after.id)

    @commands.Cog.listener()
    async def on_guild_role_update(self, before: discord.Role, after: discord.Role) -> None:
        """Make what was forbidden, once it no longer is; look again where nobody sees anything."""
        seen = after.permissions.view_channel != before.permissions.view_channel
        if seen and after.is_default():
            await self._mirrors.look_again(after.guild.id)
        gained = after.permissions.create_events and not before.permissions.create_events
        if gained and after in after.guild.me.roles:
            await self._mirrors.try_again(after.guild.id)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Compare everything: nobody repeats what happened meanwhile."""
        for guild in self._bot.guilds:
            if not guild.unavailable:
                await self._compare(guild)
                await self._mirrors.try_again(guild.id)
                await self._mirrors.look_at_standing(guild.id)

    async def _count_soon(self) -> None:
        await asyncio.sleep(QUIET)
        for guild in self._bot.guilds:
            await self._compare(guild)

    async def _compare(self, guild: discord.Guild) -> None:
        """Look at the events of one server, if any is a mirror; whatever is missing was deleted."""
        standing = await self._mirrors.standing(guild.id)
        if not standing:
            return
        try:
            told: Any = await self._bot.http.get_scheduled_events(guild.id, True)
        except discord.DiscordException as trouble:
            log.warning("events of server %s could not be read: %s", guild.id, trouble)
            return
        there = {int(each["id"]): each for each in told}
        for mirror in standing:
            each = there.get(mirror.mirror_id or 0)
            if each is not None:
                await self._mirrors.noticed(guild.id, reading.found(each))
            else:
                await self._mirrors.gone(guild.id, mirror.mirror_id or 0)


def _found(event: discord.ScheduledEvent) -> Found:
    face = Face(
        name=event.name,
        description=event.description or "",
        location=reading.location(event.location, event.channel_id),
        starts_at=event.start_time.replace(microsecond=0),
        ends_at=(event.end_time or event.start_time).replace(microsecond=0),
    )
    return Found(event.id, face, Status(event.status.value))
