"""The one question before everything goes."""

from __future__ import annotations

from typing import Any

import discord
from discord import ui

from bot.domain.profiles import Profile
from bot.errors import WordMismatchError
from bot.i18n import N_, Words
from bot.services.profiles import Profiles
from bot.ui.reading import words_for
from bot.ui.views import Form

WORD = N_("DELETE")


class DeletionForm(Form):
    """Say exactly what goes; a typed word, in either language, lets it go."""

    def __init__(self, mine: Profile | None, words: Words, profiles: Profiles) -> None:
        super().__init__(title=words("Delete your profile"), timeout=600)
        self._profiles = profiles
        self._answer: ui.TextInput[Form] = ui.TextInput(custom_id="word", max_length=20)
        self.add_item(ui.TextDisplay(_what_goes(mine, words)))
        self.add_item(ui.TextDisplay(_what_stays(words)))
        self.add_item(
            ui.Label(
                text=words("Type {word} to delete all of it", word=words(WORD)),
                component=self._answer,
            )
        )

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Delete everything, if the word is right."""
        words = words_for(interaction)
        if self._answer.value.strip().casefold() not in {WORD.casefold(), words(WORD).casefold()}:
            raise WordMismatchError(word=words(WORD))
        await self._profiles.delete(interaction.user.id)
        told = words("All of it is deleted. If you ever want to come back, use /start.")
        await interaction.response.send_message(told, ephemeral=True)


def _what_goes(mine: Profile | None, words: Words) -> str:
    regions = words("the regions you belong to, with their roles, and regions you suggested")
    events = words("your answers to events and drafts of events; what you host loses its host")
    zone = words("your time zone, if you gave one with /time set")
    goes = [*(_of_profile(mine, words) if mine else ()), regions, events, zone]
    return "\n".join(
        [
            words("This goes, at once and in every server:"),
            *(f"- {each}" for each in goes),
        ]
    )


def _of_profile(mine: Profile, words: Words) -> list[str]:
    stays, servers = len(mine.placements), len(mine.listed_in)
    return [
        words("your name and everything else in your profile"),
        words.n("{n} placement", "{n} placements", stays),
        words.n("your listing in {n} server", "your listings in {n} servers", servers),
        words("the record of your consent, and your choices who may see what"),
        words("hellos you sent and got, and whom you asked not to hear from"),
        words("forms you have not sent yet, and your recent searches"),
    ]


def _what_stays(words: Words) -> str:
    return words(
        "What stays: moderators' decisions to keep somebody off a server's list, other "
        "people's wish to hear no more from somebody, and, while it counts, how much you have "
        "searched and greeted."
    )
