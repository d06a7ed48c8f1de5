"""Who asks, and from where, as the interaction itself tells it: nothing is cached."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain.rights import Standing
from bot.errors import ServerNeededError


def server_of(interaction: discord.Interaction[Any]) -> discord.Guild:
    """Return the server; raise ServerNeededError in a direct message."""
    if interaction.guild is None:
        raise ServerNeededError
    return interaction.guild


def standing_in(interaction: discord.Interaction[Any], server_id: int) -> Standing:
    """Describe who decides; by direct message they have no rights but those of a host."""
    if interaction.guild_id is None:
        return Standing(interaction.user.id, server_id)
    return standing(interaction)


def standing(interaction: discord.Interaction[Any]) -> Standing:
    """Describe who asks; outside a server nobody has any rights."""
    user = interaction.user
    if interaction.guild_id is None or not isinstance(user, discord.Member):
        return Standing(user.id)
    held = interaction.permissions
    return Standing(
        user.id,
        server_id=interaction.guild_id,
        manages_server=held.manage_guild,
        moderates_members=held.moderate_members,
        manages_events=held.manage_events,
        roles=frozenset(role.id for role in user.roles),
    )
