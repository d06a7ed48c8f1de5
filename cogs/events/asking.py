"""Who asks about events, what they see, and where their card may stand."""

from __future__ import annotations

from typing import Any

import discord

from bot.services.answers import Asker
from bot.services.event_drafts import Spot
from bot.ui.allowed import require_writable

Interaction = discord.Interaction[Any]


def asker(interaction: Interaction) -> Asker:
    """Describe who answers, as the interaction tells it."""
    user = interaction.user
    roles = frozenset(role.id for role in user.roles) if isinstance(user, discord.Member) else None
    locale = interaction.locale.value
    return Asker(user.id, interaction.guild_id, user.display_name, locale, roles)


async def spot(interaction: Interaction, channel_id: int) -> Spot:
    """Return where a card is to stand: the bot may write there, and so may the asker."""
    return Spot(*await require_writable(interaction, channel_id))
