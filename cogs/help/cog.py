"""/help and /about."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.i18n import N_
from bot.services.greetings import Greetings
from bot.services.rights import Rights
from bot.ui.asking import standing
from bot.ui.reading import words_for
from cogs.help.cards import about_card, overview_card, topic_card
from cogs.help.topics import TOPICS, Topic


class HelpCog(commands.Cog):
    """Explain what this person may do, here and with their rights."""

    def __init__(self, rights: Rights, greetings: Greetings) -> None:
        self._rights = rights
        self._greetings = greetings

    @app_commands.command()
    @app_commands.describe(topic=N_("What you would like to know more about"))
    @app_commands.choices(
        topic=[app_commands.Choice(name=topic.title, value=name) for name, topic in TOPICS.items()]
    )
    async def help(self, interaction: discord.Interaction[Any], topic: str | None = None) -> None:
        """See what you can do here"""
        words = words_for(interaction)
        waiting = await self._greetings.waiting(interaction.user.id)
        if topic is not None:
            card = topic_card(topic, TOPICS[topic], words, waiting=len(waiting))
        else:
            card = overview_card(await self._topics(interaction), words, waiting=len(waiting))
        await interaction.response.send_message(view=card, ephemeral=True)

    @app_commands.command()
    async def about(self, interaction: discord.Interaction[Any]) -> None:
        """See what this is, and how it keeps your data"""
        card = about_card(words_for(interaction))
        await interaction.response.send_message(view=card, ephemeral=True)

    async def _topics(self, interaction: discord.Interaction[Any]) -> dict[str, Topic]:
        held = await self._rights.held(standing(interaction))
        return {
            name: topic
            for name, topic in TOPICS.items()
            if topic.right is None or topic.right in held
        }
