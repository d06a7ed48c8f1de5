"""What people are called in a server, asked of Discord when it is needed: nobody is cached."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterable, Mapping
from typing import Any

import discord

AT_ONCE = 100
"""So many Discord tells in one answer."""
PATIENCE = 2.0
"""Seconds; an answer to somebody who types has three."""


async def names(
    server: discord.Guild, user_ids: Iterable[int], *, patience: float = PATIENCE
) -> dict[int, str]:
    """Return what these people are called, as far as Discord tells in time."""
    found: dict[int, str] = {}
    rest = iter(user_ids)
    while some := list(itertools.islice(rest, AT_ONCE)):
        found |= await _asked(server, patience, limit=AT_ONCE, user_ids=some)
    return found


async def beginning_with(server: discord.Guild, typed: str) -> Mapping[int, str]:
    """Return who is called so, by the beginning of a name; nobody by none."""
    if not typed:
        return {}
    return await _asked(server, PATIENCE, limit=AT_ONCE, query=typed)


async def _asked(server: discord.Guild, patience: float, **asked: Any) -> dict[int, str]:
    try:
        async with asyncio.timeout(patience):
            found = await server.query_members(cache=False, **asked)
    except (TimeoutError, discord.DiscordException):
        return {}
    return {member.id: member.display_name for member in found}
