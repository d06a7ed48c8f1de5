"""/queue show, retry and drop."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import AlumniBot
from bot.domain.rights import Right
from bot.errors import DeadLetterGoneError
from bot.i18n import N_
from bot.services.outbox import Outbox
from bot.services.rights import Rights
from bot.ui.asking import server_of, standing
from bot.ui.reading import words_for
from cogs.queue import suggestions
from cogs.queue.cards import dead_letters_card, dropped_card, retried_card

LISTED = 8


@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
class QueueCog(
    commands.GroupCog, group_name="queue", group_description=N_("What the bot could not carry out")
):
    """Let admins see what is stuck in their server, and settle it."""

    def __init__(self, rights: Rights, outbox: Outbox) -> None:
        self._rights = rights
        self._outbox = outbox

    @app_commands.command()
    async def show(self, interaction: discord.Interaction[AlumniBot]) -> None:
        """See what is stuck, and why"""
        await self._rights.require(standing(interaction), Right.ADMIN)
        server = server_of(interaction).id
        letters = await self._outbox.dead(server, limit=LISTED)
        count = await self._outbox.count_dead(server)
        card = dead_letters_card(letters, count, words_for(interaction))
        await interaction.response.send_message(view=card, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(letter=N_("What to try again"))
    @app_commands.autocomplete(letter=suggestions.letters)
    async def retry(self, interaction: discord.Interaction[AlumniBot], letter: str) -> None:
        """Try something again that is stuck"""
        await self._rights.require(standing(interaction), Right.ADMIN)
        tried = await self._outbox.retry(server_of(interaction).id, _number(letter))
        card = retried_card(tried, words_for(interaction))
        await interaction.response.send_message(view=card, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(letter=N_("What to give up"))
    @app_commands.autocomplete(letter=suggestions.letters)
    async def drop(self, interaction: discord.Interaction[AlumniBot], letter: str) -> None:
        """Give something up that is stuck"""
        await self._rights.require(standing(interaction), Right.ADMIN)
        dropped = await self._outbox.drop(server_of(interaction).id, _number(letter))
        card = dropped_card(dropped, words_for(interaction))
        await interaction.response.send_message(view=card, ephemeral=True)


def _number(typed: str) -> int:
    """Read a number as picked from the list or seen in /queue show; raise DeadLetterGoneError."""
    digits = typed.strip().removeprefix("#")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 19):
        raise DeadLetterGoneError
    return int(digits)
