"""Who asks about events, what they see, and where their card may stand."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain.rights import Standing
from bot.services.answers import Asker
from bot.services.hosting import Spot
from bot.ui.allowed import require_writable
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
    return Spot(*await require_writable(interaction, channel_id))
