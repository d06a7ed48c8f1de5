"""Who asks about events, what they see, and where their card may stand."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain.rights import Standing
from bot.errors import EventChannelError, RegionPlaceMissingError
from bot.services.answers import Asker
from bot.services.hosting import Spot
from bot.ui.allowed import require_allowed
from bot.ui.asking import standing

Interaction = discord.Interaction[Any]


def asker(interaction: Interaction) -> Asker:
    """Describe who answers, as the interaction tells it."""
    user = interaction.user
    return Asker(user.id, interaction.guild_id, user.display_name, interaction.locale.value)


def standing_in(interaction: Interaction, server_id: int) -> Standing:
    """Describe who decides; by direct message they have no rights but those of a host."""
    if interaction.guild_id is None:
        return Standing(interaction.user.id, server_id)
    return standing(interaction)


async def spot(interaction: Interaction, channel_id: int) -> Spot:
    """Return where a card is to stand: the bot may write there, and so may the asker."""
    try:
        channel = await require_allowed(interaction, channel_id)
    except RegionPlaceMissingError as gone:
        raise EventChannelError from gone
    member = interaction.user
    if not isinstance(member, discord.Member):
        raise EventChannelError
    held = channel.permissions_for(member)
    if isinstance(channel, discord.Thread):
        may = held.view_channel and held.send_messages_in_threads and not channel.is_private()
        parent = channel.parent_id
    else:
        may = isinstance(channel, discord.TextChannel) and held.view_channel and held.send_messages
        parent = None
    if not may:
        raise EventChannelError
    return Spot(channel.id, parent)
