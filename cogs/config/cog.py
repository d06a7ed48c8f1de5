"""/config show, set and reset."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import AlumniBot
from bot.domain.rights import Right
from bot.i18n import N_
from bot.services.rights import Rights
from bot.services.settings import Settings
from bot.ui.asking import server_of, standing
from bot.ui.failures import answered_check
from bot.ui.reading import words_for
from cogs.config import suggestions
from cogs.config.cards import setting_card, settings_card
from cogs.config.named import as_stored

CHANGED = N_("Saved. It counts from now on.")
BACK_TO_DEFAULT = N_("Back to the default, from now on.")


@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
class ConfigCog(
    commands.GroupCog, group_name="config", group_description=N_("The settings of this server")
):
    """Let admins see and change what their server has set."""

    def __init__(self, settings: Settings, rights: Rights) -> None:
        self._settings = settings
        self._rights = rights

    @answered_check
    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Ask for the right itself: a server can show a command to whomever it likes."""
        await self._rights.require(standing(interaction), Right.ADMIN)
        return True

    @app_commands.command()
    @app_commands.describe(name=N_("One setting; leave it out to see all of them"))
    @app_commands.autocomplete(name=suggestions.names)
    async def show(
        self, interaction: discord.Interaction[AlumniBot], name: str | None = None
    ) -> None:
        """See what this server has set"""
        if name is not None:
            await self._answer(interaction, name)
            return
        values = await self._settings.all(server_of(interaction).id)
        card = settings_card(values, words_for(interaction))
        await interaction.response.send_message(view=card, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(name=N_("Which setting"), value=N_("Its new value"))
    @app_commands.autocomplete(name=suggestions.names, value=suggestions.values)
    async def set(self, interaction: discord.Interaction[AlumniBot], name: str, value: str) -> None:
        """Change one setting of this server"""
        server = server_of(interaction)
        await self._settings.set(server.id, name, as_stored(name, value, server))
        await self._answer(interaction, name, CHANGED)

    @app_commands.command()
    @app_commands.describe(name=N_("Which setting"))
    @app_commands.autocomplete(name=suggestions.names)
    async def reset(self, interaction: discord.Interaction[AlumniBot], name: str) -> None:
        """Set one setting back to its default"""
        await self._settings.reset(server_of(interaction).id, name)
        await self._answer(interaction, name, BACK_TO_DEFAULT)

    async def _answer(
        self, interaction: discord.Interaction[AlumniBot], name: str, notice: str | None = None
    ) -> None:
        setting, value = await self._settings.look_up(server_of(interaction).id, name)
        words = words_for(interaction)
        card = setting_card(setting, value, words, notice=words(notice) if notice else None)
        await interaction.response.send_message(view=card, ephemeral=True)
