"""Notice channels, posts and roles that were deleted, renamed or moved by hand."""

from __future__ import annotations

import asyncio
import logging
from datetime import time

import discord
from discord.ext import commands, tasks

from bot.client import AlumniBot
from bot.services.layout_hands import LayoutHands
from bot.services.layouts import Layouts
from bot.ui.loops import keeps_going
from bot.ui.server_reading import ask, read_server

log = logging.getLogger(__name__)

NIGHT = time(hour=3, minute=30)
QUIET = 60.0
"""Seconds without any change before a server is looked at: what the bot does itself is told
to it late, and whoever tidies up changes much at once."""
LONGEST = 3_600.0


class LayoutCog(commands.Cog):
    """Look at a server soon after something in it changed, at the start, and every night."""

    def __init__(self, bot: AlumniBot, layouts: Layouts, hands: LayoutHands) -> None:
        self._bot = bot
        self._layouts = layouts
        self._hands = hands
        self._waiting: dict[int, asyncio.Task[None]] = {}
        self._deleted_posts: set[int] = set()

    async def cog_load(self) -> None:
        """Begin to look every night."""
        self._look_nightly.start()

    async def cog_unload(self) -> None:
        """Stop looking."""
        self._look_nightly.cancel()
        for waiting in self._waiting.values():
            waiting.cancel()

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Look soon."""
        self._look_soon(channel.guild.id)

    @commands.Cog.listener()
    async def on_guild_channel_update(
        self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        """Look soon where a name or a category is another."""
        if (before.name, before.category_id) != (after.name, after.category_id):
            self._look_soon(after.guild.id)

    @commands.Cog.listener()
    async def on_guild_role_delete(self, role: discord.Role) -> None:
        """Look soon."""
        self._look_soon(role.guild.id)

    @commands.Cog.listener()
    async def on_guild_role_update(self, before: discord.Role, after: discord.Role) -> None:
        """Look soon where the name is another."""
        if before.name != after.name:
            self._look_soon(after.guild.id)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """Look soon; a post that is not told of may as well sleep, so its end is remembered."""
        held = await self._layouts.held(payload.guild_id)
        if any(thing.id == payload.thread_id for thing in held.values()):
            self._deleted_posts.add(payload.thread_id)
            self._look_soon(payload.guild_id)

    @commands.Cog.listener()
    async def on_thread_update(self, before: discord.Thread, after: discord.Thread) -> None:
        """Look soon where the name is another."""
        if before.name != after.name:
            self._look_soon(after.guild.id)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Look at every server: nobody repeats what happened meanwhile."""
        for guild in self._bot.guilds:
            self._look_soon(guild.id)

    @tasks.loop(time=NIGHT)
    @keeps_going
    async def _look_nightly(self) -> None:
        for guild in self._bot.guilds:
            self._look_soon(guild.id)

    def _look_soon(self, server_id: int) -> None:
        waiting = self._waiting.pop(server_id, None)
        if waiting is not None:
            waiting.cancel()
        self._waiting[server_id] = asyncio.create_task(self._look(server_id))

    async def _look(self, server_id: int) -> None:
        """Look once it is quiet; while the bot itself is at work there, again later."""
        quiet = QUIET
        while True:
            await asyncio.sleep(quiet)
            quiet = min(2 * quiet, LONGEST)
            try:
                if await self._settle(server_id):
                    break
            except Exception:
                log.exception("server %s could not be compared", server_id)
                break
        self._waiting.pop(server_id, None)

    async def _settle(self, server_id: int) -> bool:
        guild = self._bot.get_guild(server_id)
        if guild is None:
            return True
        held = await self._layouts.held(server_id)
        if not held:
            return True
        if await self._hands.is_busy(server_id):
            return False
        server = read_server(await ask(guild), held)
        deleted = [thing for thing in server.things if thing.id in self._deleted_posts]
        return await self._hands.settle(server_id, server.without(deleted), held)
