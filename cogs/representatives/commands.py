"""/region announce, ping, pin, unpin, archive and welcome."""

from __future__ import annotations

import re

import discord
from discord import app_commands

from bot.client import AlumniBot
from bot.domain.regions import Region
from bot.errors import MessageNotThereError
from bot.i18n import N_
from bot.services.services import Services
from bot.ui import regions
from bot.ui.asking import server_of, standing
from bot.ui.autocomplete import Choices
from bot.ui.reading import words_for
from cogs.representatives.desk import Desk

Interaction = discord.Interaction[AlumniBot]

_MESSAGE = re.compile(r"(?:https://\S+/channels/\d+/(?P<channel>\d{15,20})/)?(?P<id>\d{15,20})")
WHICH = N_("Which region; you represent it, or moderate here")
LINK = N_("The message: its link, or its ID")


class RepresentativeCommands(app_commands.Group):
    """Six commands in one region each, for its representatives and for moderators."""

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__(name="region", description="-")
        self._services = services
        self._desk = desk

    @app_commands.command()
    @app_commands.describe(region=WHICH)
    async def announce(self, interaction: Interaction, region: str) -> None:
        """Write an announcement in the region's channel or post"""
        await self._desk.write(interaction, await self._named(interaction, region))

    @app_commands.command()
    @app_commands.describe(region=WHICH)
    async def ping(self, interaction: Interaction, region: str) -> None:
        """Write to the region's people and ping them, once a week; first you see how many"""
        await self._desk.write(interaction, await self._named(interaction, region), pings=True)

    @app_commands.command()
    @app_commands.describe(region=WHICH, message=LINK)
    async def pin(self, interaction: Interaction, region: str, message: str) -> None:
        """Pin a message in the region's channel or post"""
        found = await self._named(interaction, region)
        await self._desk.pin(interaction, found, *_numbers(message), pinned=True)

    @app_commands.command()
    @app_commands.describe(region=WHICH, message=LINK)
    async def unpin(self, interaction: Interaction, region: str, message: str) -> None:
        """Take the pin off a message in the region's channel or post"""
        found = await self._named(interaction, region)
        await self._desk.pin(interaction, found, *_numbers(message), pinned=False)

    @app_commands.command()
    @app_commands.describe(region=WHICH)
    async def archive(self, interaction: Interaction, region: str) -> None:
        """Put the region's post in a forum to sleep; whoever writes in it wakes it"""
        await self._desk.archive(interaction, await self._named(interaction, region))

    @app_commands.command()
    @app_commands.describe(region=WHICH)
    async def welcome(self, interaction: Interaction, region: str) -> None:
        """See who joined the region last, to say hello"""
        await self._desk.welcome(interaction, await self._named(interaction, region))

    @announce.autocomplete("region")
    @ping.autocomplete("region")
    @pin.autocomplete("region")
    @unpin.autocomplete("region")
    @archive.autocomplete("region")
    @welcome.autocomplete("region")
    async def _regions(self, interaction: Interaction, typed: str) -> Choices:
        """Offer one's own regions; to moderators, who may in all of them, all of them."""
        found = await self._services.representatives.suggest(
            standing(interaction), typed, words_for(interaction).locale
        )
        return regions.choices(found, words_for(interaction))

    async def _named(self, interaction: Interaction, typed: str) -> Region:
        found = await self._services.regions.resolve(server_of(interaction).id, typed)
        return regions.settled(typed, found, words_for(interaction))


def _numbers(typed: str) -> tuple[int | None, int]:
    """Return the channel, if the link names it, and the message."""
    found = _MESSAGE.fullmatch(typed.strip())
    if found is None:
        raise MessageNotThereError
    return int(found["channel"]) if found["channel"] else None, int(found["id"])
