"""Answer privately, at once or after an acknowledgement."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable, Sequence
from typing import Any

import discord
from discord import ui

PATIENCE = 1.5
"""Seconds after which Discord is told that an answer will come; it waits for three."""


async def acknowledge(interaction: discord.Interaction[Any]) -> None:
    """Tell Discord that an answer will come: it waits three seconds for the first sign."""
    await interaction.response.defer(ephemeral=True, thinking=True)


@contextlib.asynccontextmanager
async def in_time(interaction: discord.Interaction[Any]) -> AsyncGenerator[None]:
    """Acknowledge what takes long, and only that: hundreds may press a button in one moment.

    Afterwards :func:`answer` puts the answer in its place. No form can be opened any more.
    """
    begun: list[asyncio.Task[None]] = []
    timer = after_patience(lambda: begun.append(asyncio.create_task(_take_time(interaction))))
    try:
        yield
    finally:
        timer.cancel()
        # Not side by side with the answer: Discord takes one first sign.
        for task in begun:
            await task


def after_patience(act: Callable[[], None]) -> asyncio.Handle:
    """Do something when it has taken long."""
    return asyncio.get_running_loop().call_later(PATIENCE, act)


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


async def _take_time(interaction: discord.Interaction[Any]) -> None:
    with contextlib.suppress(discord.HTTPException):
        await take_time(interaction)
