"""Where a card goes whose channel was deleted, and notice when one is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import discord
from discord import ui
from discord.ext import commands

from bot.client import AlumniBot
from bot.domain.events import Event
from bot.errors import EventChannelError
from bot.i18n import Words
from bot.services.event_drafts import Spot
from bot.services.event_places import EventPlaces
from bot.services.services import Services
from bot.ui.asking import standing_in
from bot.ui.events import title
from bot.ui.panel import Panel, text
from bot.ui.reading import words_for
from bot.ui.replies import answer
from bot.ui.views import Rebuilt
from cogs.events import hosting
from cogs.events.asking import Interaction

MOST = 25
"""So many channels a menu holds."""


class PlaceChosen(Rebuilt, template=r"event-place:(?P<id>\d+):(?P<server>\d+)"):
    """The channel in which a card goes on."""

    def __init__(self, item: ui.Item[Any], bot: AlumniBot, match: re.Match[str]) -> None:
        super().__init__(item, bot, match)
        self._services = bot.services
        self._event_id, self._server_id = int(match["id"]), int(match["server"])

    async def press(self, interaction: Interaction) -> None:
        """Post the card there."""
        open_to_both = await _open_to_both(interaction, self._server_id)
        channel_id = int(self.picked[0])
        if channel_id not in {each.id for each in open_to_both}:
            raise EventChannelError
        stands = standing_in(interaction, self._server_id)
        event = await self._services.hosting.repost(stands, self._event_id, Spot(channel_id))
        await answer(interaction, hosting.reposted_card(event, words_for(interaction)))


class PlaceCog(commands.Cog):
    """Take note at once of channels and threads that are deleted by hand."""

    def __init__(self, bot: AlumniBot, places: EventPlaces) -> None:
        self._bot = bot
        self._places = places

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Take note of a channel, and of the threads in it."""
        await self._places.gone(channel.guild.id, channel.id)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """Take note of a thread."""
        await self._places.gone(payload.guild_id, payload.thread_id)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Compare: nobody repeats what happened meanwhile."""
        for guild in self._bot.guilds:
            # Of a server that Discord has trouble with it tells no channels at all.
            if guild.channels and not guild.unavailable:
                await self._places.settle(guild.id, {each.id for each in guild.channels})


async def ask_where(
    interaction: Interaction, services: Services, event: Event, server_id: int
) -> None:
    """Offer the channels in which the card may go on."""
    channels = await _open_to_both(interaction, server_id)
    places = await services.regions.places(server_id)
    home = places[event.code].home if event.code in places else None
    nearest = (home, interaction.channel_id)
    channels.sort(key=lambda each: (each.id not in nearest, each.position))
    await answer(interaction, place_card(event, channels[:MOST], words_for(interaction)))


def place_card(event: Event, channels: Sequence[discord.TextChannel], words: Words) -> Panel:
    """Ask in which channel the card goes on."""
    told = words("**Where shall the card of {title} stand?**", title=title(event))
    if not channels:
        none = words("There is no channel in which both of us may write. Ask an admin for one.")
        return Panel((text(f"{told}\n{none}"),))
    menu: ui.Select[Any] = ui.Select(
        custom_id=f"event-place:{event.id}:{event.server_id}",
        placeholder=words("Pick a channel"),
        options=[
            discord.SelectOption(label=f"#{each.name}"[:100], value=str(each.id))
            for each in channels
        ],
    )
    return Panel((text(told), ui.ActionRow(menu)))


async def _open_to_both(interaction: Interaction, server_id: int) -> list[discord.TextChannel]:
    """Return the channels of a server in which the asker and the bot may write."""
    guild = interaction.client.get_guild(server_id)
    if guild is None:
        raise EventChannelError
    try:
        member = await guild.fetch_member(interaction.user.id)
    except discord.NotFound as gone:
        raise EventChannelError from gone
    both = (member, guild.me)
    return [each for each in guild.text_channels if all(_may_write(each, who) for who in both)]


def _may_write(channel: discord.TextChannel, member: discord.Member) -> bool:
    held = channel.permissions_for(member)
    return held.view_channel and held.send_messages
