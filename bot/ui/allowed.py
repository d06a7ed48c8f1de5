"""Whether the bot itself may do something in a channel, asked before anything starts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import discord

from bot.errors import BotLacksError, EventChannelError, RegionPlaceMissingError
from bot.i18n.markers import N_
from bot.ui.asking import server_of
from bot.ui.reading import words_for

PERMISSIONS: Mapping[str, str] = {
    "view_channel": N_("View Channel"),
    "send_messages": N_("Send Messages"),
    "send_messages_in_threads": N_("Send Messages in Threads"),
    "create_public_threads": N_("Create Public Threads"),
    "create_private_threads": N_("Create Private Threads"),
    "manage_threads": N_("Manage Threads"),
    "pin_messages": N_("Pin Messages"),
    "attach_files": N_("Attach Files"),
    "read_message_history": N_("Read Message History"),
    "mention_everyone": N_("Mention @everyone, @here and All Roles"),
}
"""Discord's own names of what is asked for here."""


async def require_allowed(
    interaction: discord.Interaction[Any], channel_id: int, needed: Iterable[str] = ()
) -> discord.abc.GuildChannel | discord.Thread:
    """Return the channel, where the bot may write and do what else is needed; else say so."""
    server = server_of(interaction)
    channel = server.get_channel_or_thread(channel_id)
    if channel is None:
        try:
            channel = await server.fetch_channel(channel_id)
        except discord.NotFound as gone:
            raise RegionPlaceMissingError from gone
        except discord.Forbidden as hidden:
            raise _lacks(interaction, str(channel_id), ["view_channel"]) from hidden
    in_thread = isinstance(channel, discord.Thread)
    writing = ("send_messages_in_threads", "manage_threads") if in_thread else ("send_messages",)
    held = channel.permissions_for(server.me)
    missing = [name for name in ("view_channel", *writing, *needed) if not getattr(held, name)]
    if missing:
        raise _lacks(interaction, channel.name, missing)
    return channel


async def require_writable(
    interaction: discord.Interaction[Any], channel_id: int
) -> tuple[int, int | None]:
    """Return a channel and, if it is a thread, the one around it: bot and asker may write there."""
    try:
        channel = await require_allowed(interaction, channel_id)
    except RegionPlaceMissingError as gone:
        raise EventChannelError from gone
    member = interaction.user
    if not isinstance(member, discord.Member):
        raise EventChannelError
    held = channel.permissions_for(member)
    if isinstance(channel, discord.Thread):
        may = held.view_channel and held.send_messages_in_threads and not channel.is_private()
        parent = channel.parent_id
    else:
        may = isinstance(channel, discord.TextChannel) and held.view_channel and held.send_messages
        parent = None
    if not may:
        raise EventChannelError
    return channel.id, parent


def _lacks(
    interaction: discord.Interaction[Any], channel: str, missing: Iterable[str]
) -> BotLacksError:
    words = words_for(interaction)
    names = [words(PERMISSIONS[name]) for name in missing]
    return BotLacksError(channel=channel, permissions=words.list(names))
