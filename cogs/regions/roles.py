"""Give and take the roles of regions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord

from bot.domain.outbox import Row
from bot.outbox.carrier import CannotLook, Refused

ROLE_GONE, ROLE_FORBIDDEN, SERVER_GONE = "role_gone", "role_forbidden", "server_gone"
_NO_MEMBER, _NO_ROLE, _NO_USER = 10007, 10011, 10013


class RoleCarrier:
    """Gives a role to one member or takes it; to do so twice changes nothing.

    Whoever left meanwhile has no roles to change: that is done, not refused.
    """

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Give or take the role."""
        guild = self._guild(row)
        user, role = row.payload["user"], row.payload["role"]
        change = (
            self._client.http.add_role if row.payload["give"] else self._client.http.remove_role
        )
        try:
            await change(guild.id, user, role, reason="Region")
        except discord.NotFound as missing:
            if missing.code in (_NO_MEMBER, _NO_USER):
                return {}
            # A role that is gone is taken from everybody already.
            if missing.code == _NO_ROLE and not row.payload["give"]:
                return {}
            raise Refused(ROLE_GONE, role=role) from missing
        except discord.Forbidden as forbidden:
            raise Refused(ROLE_FORBIDDEN, role=role) from forbidden
        return {}

    async def look(self, row: Row) -> Mapping[str, Any] | None:
        """Ask whether the member has the role, or has it no more."""
        guild = self._guild(row)
        try:
            # Raw: a role that the bot has not been told of yet counts too.
            member = await self._client.http.get_member(guild.id, row.payload["user"])
        except discord.NotFound:
            return {}
        except discord.Forbidden as forbidden:
            raise CannotLook from forbidden
        has_it = str(row.payload["role"]) in map(str, member["roles"])
        return {} if has_it == row.payload["give"] else None

    def _guild(self, row: Row) -> discord.Guild:
        guild = self._client.get_guild(row.server_id or 0)
        if guild is None:
            raise Refused(SERVER_GONE)
        return guild
