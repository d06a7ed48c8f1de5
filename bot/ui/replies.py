"""Answer privately, at once or after an acknowledgement."""

from __future__ import annotations

from typing import Any

import discord
from discord import ui


async def acknowledge(interaction: discord.Interaction[Any]) -> None:
    """Tell Discord that an answer will come: it waits three seconds for the first sign."""
    await interaction.response.defer(ephemeral=True, thinking=True)


async def reply(interaction: discord.Interaction[Any], view: ui.LayoutView) -> None:
    """Show something to whoever asked, and to nobody else."""
    if interaction.response.is_done():
        await interaction.followup.send(view=view, ephemeral=True)
    else:
        await interaction.response.send_message(view=view, ephemeral=True)


async def answer(interaction: discord.Interaction[Any], view: ui.LayoutView) -> None:
    """Put the answer in the place of a private message; what is public stays as it is."""
    message = interaction.message
    if message is not None and message.flags.ephemeral:
        await interaction.response.edit_message(view=view)
    else:
        await interaction.response.send_message(view=view, ephemeral=True)
