"""Which roles may be pinged where: by the author themselves, and by the bot."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import discord

from bot.errors import PingEverybodyError, PingRightError
from bot.ui.allowed import require_allowed
from bot.ui.asking import server_of

Interaction = discord.Interaction[Any]


async def require_pings(
    interaction: Interaction, roles: Iterable[int], channels: Iterable[int]
) -> None:
    """Raise what forbids to ping a role in any of some channels."""
    server, closed = server_of(interaction), list[discord.Role]()
    for number in roles:
        role = server.get_role(number)
        if role is None:
            continue
        if role.is_default():
            raise PingEverybodyError
        if not role.mentionable:
            closed.append(role)
    if closed:
        await _require_right(interaction, closed[0], list(channels))


async def _require_right(interaction: Interaction, role: discord.Role, channels: list[int]) -> None:
    """Roles that not everybody may mention take the right to mention all, of both."""
    server, member = server_of(interaction), interaction.user
    for number in channels:
        channel = server.get_channel_or_thread(number)
        if channel is None or not isinstance(member, discord.Member):
            continue
        if channel.permissions_for(member).mention_everyone:
            await require_allowed(interaction, number, ["mention_everyone"])
            return
    raise PingRightError(role=f"@{role.name}")
