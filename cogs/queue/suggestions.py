"""What /queue offers while an admin types."""

from __future__ import annotations

import discord

from bot.client import AlumniBot
from bot.domain.rights import Right
from bot.ui.asking import standing
from bot.ui.autocomplete.base import SHOWN, Choices, labelled
from bot.ui.reading import words_for
from cogs.queue.cards import label

LOOKED_AT = 4 * SHOWN


async def letters(interaction: discord.Interaction[AlumniBot], typed: str) -> Choices:
    """Offer the dead letters of this server that have what was typed in their line."""
    services, words = interaction.client.services, words_for(interaction)
    asker = standing(interaction)
    if asker.server_id is None or Right.ADMIN not in await services.rights.held(asker):
        return []
    found = await services.outbox.dead(asker.server_id, limit=LOOKED_AT)
    lines = ((label(letter, words), str(letter.row.id)) for letter in found)
    wanted = typed.strip().casefold()
    return labelled(line for line in lines if wanted in line[0].casefold())
