"""Answer privately, at once or after an acknowledgement."""

from __future__ import annotations

from collections.abc import Sequence
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


async def take_time(interaction: discord.Interaction[Any]) -> None:
    """Tell Discord that an answer will come, where :func:`answer` puts it."""
    if _is_private(interaction):
        await interaction.response.defer()
    else:
        await acknowledge(interaction)


async def answer(
    interaction: discord.Interaction[Any],
    view: ui.LayoutView,
    files: Sequence[discord.File] = (),
) -> None:
    """Put the answer in the place of a private message; what is public stays as it is."""
    if files and not interaction.response.is_done():
        # To send them may take longer than Discord waits for the first sign.
        await take_time(interaction)
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view, attachments=files)
    elif _is_private(interaction):
        await interaction.response.edit_message(view=view, attachments=[])
    else:
        await interaction.response.send_message(view=view, ephemeral=True)


def _is_private(interaction: discord.Interaction[Any]) -> bool:
    message = interaction.message
    return message is not None and message.flags.ephemeral
