"""Notice roles that were given or taken by hand; nobody is cached."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord
from discord.ext import commands

from bot.client import AlumniBot
from bot.domain.hands import Holder
from bot.services.clock import Clock
from bot.services.hands import Hands
from bot.ui.onboarding import OwnRoles

# Discord wrote an interaction a moment before it arrives here.
ON_THE_WAY = timedelta(seconds=5)
MOST_SEEN = 10_000


class RolesCog(commands.Cog):
    """Listen to the audit log, and look at the roles that come with what people do."""

    def __init__(self, bot: AlumniBot, hands: Hands, clock: Clock, own: OwnRoles) -> None:
        self._bot = bot
        self._hands = hands
        self._clock = clock
        self._own = own
        # With which roles (hashed) somebody was last looked at: most people's never change.
        self._seen: dict[tuple[int, int], int] = {}

    @commands.Cog.listener()
    async def on_audit_log_entry_create(self, entry: discord.AuditLogEntry) -> None:
        """Settle what somebody else did, where the bot may read the audit log."""
        is_ours = self._bot.user is not None and entry.user_id == self._bot.user.id
        if entry.action is not discord.AuditLogAction.member_role_update or is_ours:
            return
        if entry.target is None:
            return
        await self._hands.noticed(
            entry.guild.id,
            int(entry.target.id),
            given=_ids(entry.after),
            taken=_ids(entry.before),
            by_themselves=entry.user_id == entry.target.id,
        )

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Compare the roles of whoever does something; once, until they change."""
        guild, user = interaction.guild, interaction.user
        is_typing = interaction.type is discord.InteractionType.autocomplete
        if guild is None or is_typing or not isinstance(user, discord.Member):
            return
        roles = frozenset(role.id for role in user.roles)
        if self._seen.get((guild.id, user.id)) == hash(roles):
            return
        since = self._clock() - ON_THE_WAY
        await self._hands.compare(
            guild.id,
            [Holder(user.id, roles)],
            existing=frozenset(role.id for role in guild.roles),
            since=since,
            own=self._own.of(guild),
        )
        if len(self._seen) >= MOST_SEEN:
            self._seen.clear()
        self._seen[guild.id, user.id] = hash(roles)


def _ids(changes: discord.audit_logs.AuditLogDiff) -> frozenset[int]:
    """Return the roles that one side of an entry names."""
    return frozenset(role.id for role in getattr(changes, "roles", ()))
