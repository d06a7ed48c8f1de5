"""Listen to who comes and goes; nobody is cached."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, time
from typing import Any

import discord
from discord.ext import commands, tasks

from bot.client import AlumniBot
from bot.domain.hands import Holder
from bot.services.clock import Clock
from bot.services.hands import Hands
from bot.services.presence import Presence
from bot.ui.loops import keeps_going
from bot.ui.onboarding import OwnRoles

log = logging.getLogger(__name__)

NIGHT = time(hour=3, minute=30)
"""UTC; where it is day, nobody notices either."""
TOGETHER = 250
"""How many people's roles are compared at once."""


class PresenceCog(commands.Cog):
    """Tell the directory who is there, and with which roles.

    Every new session (on_ready fires again for each) compares all members, for Discord does
    not repeat what happened in between; a connection that was resumed missed nothing. Roles
    that change are not told without a cache, so every night everybody is compared again.
    """

    def __init__(self, bot: AlumniBot, presence: Presence, hands: Hands, clock: Clock) -> None:
        self._bot = bot
        self._presence = presence
        self._hands = hands
        self._clock = clock
        self._own_roles = OwnRoles(bot)
        self._comparing = asyncio.Lock()
        self._due: set[int] = set()

    async def cog_load(self) -> None:
        """Start trying again what could not be compared."""
        self._try_again.start()
        self._compare_nightly.start()

    async def cog_unload(self) -> None:
        """Stop trying."""
        self._try_again.cancel()
        self._compare_nightly.cancel()

    @commands.Cog.listener()
    async def on_raw_member_remove(self, payload: discord.RawMemberRemoveEvent) -> None:
        """Hide somebody who left or was kicked or banned."""
        await self._presence.left(payload.guild_id, payload.user.id)

    @commands.Cog.listener()
    async def on_member_ban(
        self, guild: discord.Guild, user: discord.User | discord.Member
    ) -> None:
        """Hide somebody who was banned, also where nobody tells who leaves."""
        await self._presence.left(guild.id, user.id)

    @commands.Cog.listener()
    async def on_member_join(self, member: discord.Member) -> None:
        """Show somebody who came back."""
        await self._presence.joined(member.guild.id, member.id)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Show somebody who came back, where nobody tells who comes."""
        if interaction.guild_id is not None and not self._bot.intents.members:
            await self._presence.joined(interaction.guild_id, interaction.user.id)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Hide everybody in a server that no longer has the bot."""
        await self._presence.server_gone(guild.id)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Catch up at every new session, with servers first, then with members."""
        await self._presence.only_servers({guild.id for guild in self._bot.guilds})
        await self._compare(*self._bot.guilds)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Compare a server that comes back after an outage; at the start, on_ready does."""
        if self._bot.is_ready():
            await self._compare(guild)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Compare the members of a server that took the bot in, perhaps again."""
        await self._compare(guild)

    async def _compare(self, *guilds: discord.Guild) -> None:
        if self._bot.intents.members:
            self._due.update(guild.id for guild in guilds)
            await self._compare_due()

    @tasks.loop(minutes=10)
    @keeps_going
    async def _try_again(self) -> None:
        await self._compare_due()

    @tasks.loop(time=NIGHT)
    @keeps_going
    async def _compare_nightly(self) -> None:
        await self._compare(*self._bot.guilds)

    async def _compare_due(self) -> None:
        """Compare one server after the other; one that fails stays due."""
        async with self._comparing:
            for guild in [guild for guild in self._bot.guilds if guild.id in self._due]:
                try:
                    await self._presence.compare(guild.id, self._members(guild))
                except Exception:
                    log.warning("the members of server %s could not be read", guild.id)
                else:
                    self._due.discard(guild.id)

    async def _members(self, guild: discord.Guild) -> AsyncIterator[int]:
        """Read all members' ids, a thousand a request, and keep none of them.

        Their roles come with them and are compared on the way.
        """
        since, holders = self._clock(), list[Holder]()
        async for member in guild.fetch_members(limit=None):
            if not member.bot:
                holders.append(Holder(member.id, frozenset(role.id for role in member.roles)))
            yield member.id
            if len(holders) == TOGETHER:
                await self._compare_roles(guild, holders, since)
                holders.clear()
        await self._compare_roles(guild, holders, since)

    async def _compare_roles(
        self, guild: discord.Guild, holders: Sequence[Holder], since: datetime
    ) -> None:
        """Compare some people's roles; who is there is recorded whatever becomes of that."""
        try:
            await self._hands.compare(
                guild.id,
                holders,
                existing=frozenset(role.id for role in guild.roles),
                since=since,
                own=self._own_roles.of(guild),
            )
        except Exception:
            log.exception("the roles of some members of server %s were not compared", guild.id)
