"""The buttons of a hello, alive as long as the message they stand on."""

from __future__ import annotations

import re
from typing import Any

import discord
from discord import ui

from bot.client import AlumniBot
from bot.ui.membership import membership
from bot.ui.reading import words_for
from bot.ui.views import Rebuilt
from cogs.hello.accounts import account
from cogs.hello.cards import (
    contact_card,
    hello_card,
    later_card,
    nothing_waits_card,
    refused_card,
    said_card,
)
from cogs.hello.form import HelloForm


class SayHello(Rebuilt, template=r"hello:to:(?P<user>\d+)"):
    """On a profile card: open the form, after everything that could stand in the way."""

    def __init__(self, item: ui.Item[Any], bot: AlumniBot, match: re.Match[str]) -> None:
        super().__init__(item, bot, match)
        self._greetings = bot.services.greetings
        self._is_member = membership(bot)
        self._recipient_id = int(match["user"])

    async def press(self, interaction: discord.Interaction[Any]) -> None:
        """Ask for the message."""
        seen = await self._greetings.check(
            interaction.user.id,
            self._recipient_id,
            server_id=interaction.guild_id,
            is_member=self._is_member,
        )
        words = words_for(interaction)

        async def submit(submitted: discord.Interaction[Any], message: str, reason: str) -> None:
            await self._greetings.say(
                submitted.user.id,
                self._recipient_id,
                server_id=submitted.guild_id,
                message=message,
                reason=reason,
            )
            card = said_card(seen.name, words)
            await submitted.response.send_message(view=card, ephemeral=True)

        await interaction.response.send_modal(HelloForm(seen.name, words, submit))


class AnswerHello(Rebuilt, template=r"hello:(?P<answer>accept|later|no|never):(?P<id>\d+)"):
    """Below a hello: one of the four answers."""

    def __init__(self, item: ui.Item[Any], bot: AlumniBot, match: re.Match[str]) -> None:
        super().__init__(item, bot, match)
        self._greetings = bot.services.greetings
        self._answer = match["answer"]
        self._greeting_id = int(match["id"])

    async def press(self, interaction: discord.Interaction[Any]) -> None:
        """Do what was answered; the hello makes room for what came of it."""
        words, user_id = words_for(interaction), interaction.user.id
        match self._answer:
            case "accept":
                seen = await self._greetings.accept(self._greeting_id, user_id)
                await interaction.response.defer()  # Discord is asked for the account
                theirs = await account(interaction.client, seen.user_id)
                await interaction.edit_original_response(view=contact_card(seen, theirs, words))
            case "later":
                await interaction.response.send_message(view=later_card(words), ephemeral=True)
            case answer:
                silence = answer == "never"
                await self._greetings.refuse(self._greeting_id, user_id, silence=silence)
                card = refused_card(words, silenced=silence)
                await interaction.response.edit_message(view=card)


class WaitingHellos(Rebuilt, template=r"hello:waiting"):
    """In /help and elsewhere: show the oldest hello that waits for an answer."""

    def __init__(self, item: ui.Item[Any], bot: AlumniBot, match: re.Match[str]) -> None:
        super().__init__(item, bot, match)
        self._greetings = bot.services.greetings

    async def press(self, interaction: discord.Interaction[Any]) -> None:
        """Show it privately."""
        words = words_for(interaction)
        waiting = await self._greetings.waiting(interaction.user.id)
        card = nothing_waits_card(words)
        if waiting:
            card = hello_card(waiting[0], words, more=len(waiting) - 1)
        await interaction.response.send_message(view=card, ephemeral=True)
