"""Listen to who joins a server; nothing is posted there."""

from __future__ import annotations

import discord
from discord.ext import commands

from bot.services.arrivals import Arrivals


class NewcomersCog(commands.Cog):
    """Let people who come be written to, where the server wants that."""

    def __init__(self, arrivals: Arrivals) -> None:
        self._arrivals = arrivals

    @commands.Cog.listener()
    async def on_member_join(self, member: discord.Member) -> None:
        """Let their message wait for its turn."""
        if not member.bot:
            await self._arrivals.joined(member.guild.id, member.id)

    @commands.Cog.listener()
    async def on_raw_member_remove(self, payload: discord.RawMemberRemoveEvent) -> None:
        """Write nothing to who has gone again."""
        await self._arrivals.left(payload.guild_id, payload.user.id)
