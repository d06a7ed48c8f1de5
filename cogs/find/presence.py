"""Whoever asks must still be there themselves."""

from __future__ import annotations

from typing import Any

import discord

from bot.services.presence import Presence
from bot.ui.membership import membership


async def check_presence(interaction: discord.Interaction[Any], presence: Presence) -> None:
    """Hide whoever asks by direct message in servers they left, where nobody tells who leaves.

    In a server nothing needs asking: they are there.
    """
    is_member = membership(interaction.client)
    if is_member is not None and interaction.guild_id is None:
        await presence.still_there(interaction.user.id, is_member)
