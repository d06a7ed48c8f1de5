"""Discord's own Onboarding, read and written raw: discord.py would give everything new ids."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import discord
from discord.http import Route

log = logging.getLogger(__name__)

COMMUNITY = "COMMUNITY"
KEPT_FOR = 600.0
"""Seconds for which the roles that people choose for themselves are not asked for again."""
_PATH = "/guilds/{guild_id}/onboarding"


async def read(client: discord.Client, guild_id: int) -> Mapping[str, Any]:
    """Return what a server asks newcomers, as Discord writes it."""
    return await client.http.request(Route("GET", _PATH, guild_id=guild_id))


async def write(
    client: discord.Client, guild_id: int, prompts: Sequence[Mapping[str, Any]]
) -> None:
    """Replace the prompts and leave all else as it is; to do so twice changes nothing."""
    route = Route("PUT", _PATH, guild_id=guild_id)
    await client.http.request(route, json={"prompts": prompts}, reason="Regions")


class OwnRoles:
    """Know which roles people choose for themselves in Onboarding."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._known: dict[int, tuple[float, frozenset[int]]] = {}

    def of(self, guild: discord.Guild) -> Callable[[], Awaitable[frozenset[int]]]:
        """Return how to ask for those of a server."""

        async def ask() -> frozenset[int]:
            return await self._ask(guild)

        return ask

    async def _ask(self, guild: discord.Guild) -> frozenset[int]:
        if COMMUNITY not in guild.features:
            return frozenset()
        at, roles = self._known.get(guild.id, (0.0, frozenset[int]()))
        if at and time.monotonic() - at < KEPT_FOR:
            return roles
        try:
            roles = _granted(await read(self._client, guild.id))
        except discord.HTTPException as refusal:
            # What was known before is the best guess: a repair would take people's own choice.
            log.warning("the onboarding of server %s could not be read: %s", guild.id, refusal)
        self._known[guild.id] = (time.monotonic(), roles)
        return roles


def _granted(onboarding: Mapping[str, Any]) -> frozenset[int]:
    return frozenset(
        int(role)
        for prompt in onboarding["prompts"]
        for option in prompt["options"]
        for role in option["role_ids"]
    )
