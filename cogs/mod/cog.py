"""/mod unlist and relist."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import AlumniBot
from bot.domain.rights import Right
from bot.i18n import N_
from bot.services.moderation import REASON_LENGTH, Moderation
from bot.services.rights import Rights
from bot.ui.asking import server_of, standing
from bot.ui.reading import words_for
from cogs.mod.cards import relisted_card, unlisted_card


@app_commands.guild_only()
class ModCog(commands.GroupCog, group_name="mod", group_description=N_("For moderators")):
    """Let moderators take people off the list, with a reason, and back on."""

    def __init__(self, rights: Rights, moderation: Moderation) -> None:
        self._rights = rights
        self._moderation = moderation

    @app_commands.command()
    @app_commands.describe(
        member=N_("Who is no longer to be listed here"), reason=N_("Why; the person reads it")
    )
    async def unlist(
        self,
        interaction: discord.Interaction[AlumniBot],
        member: discord.User,
        reason: app_commands.Range[str, 1, REASON_LENGTH],
    ) -> None:
        """Take somebody off this server's list, with a reason they read"""
        await self._rights.require(standing(interaction), Right.MODERATOR)
        await self._moderation.unlist(
            server_of(interaction).id, member.id, moderator_id=interaction.user.id, reason=reason
        )
        card = unlisted_card(member.mention, words_for(interaction))
        await interaction.response.send_message(view=card, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(member=N_("Who may be listed here again"))
    async def relist(
        self, interaction: discord.Interaction[AlumniBot], member: discord.User
    ) -> None:
        """Let somebody be listed here again"""
        await self._rights.require(standing(interaction), Right.MODERATOR)
        await self._moderation.relist(server_of(interaction).id, member.id)
        card = relisted_card(member.mention, words_for(interaction))
        await interaction.response.send_message(view=card, ephemeral=True)
