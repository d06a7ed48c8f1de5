"""Ask Discord itself who is in a server, where nobody tells who leaves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import discord


def membership(client: discord.Client) -> Callable[[int, int], Awaitable[bool]] | None:
    """Return how to ask whether (server, person) is a member.

    None with the members intent: then Discord says so by itself when somebody leaves.
    """
    if client.intents.members:
        return None

    async def is_member(server_id: int, user_id: int) -> bool:
        guild = client.get_guild(server_id)
        if guild is None:  # not there yet, shortly after the start: nothing is known
            return True
        try:
            await guild.fetch_member(user_id)
        except discord.NotFound:
            return False
        return True

    return is_member
