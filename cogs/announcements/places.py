"""The channels in which an announcement stands: named, offered, and looked at beforehand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import discord

from bot.domain.announcements import CHANNELS
from bot.errors import AnnouncementChannelError, RegionPlaceMissingError, TermsError
from bot.services.announcements import Heard, Preview
from bot.ui.allowed import require_allowed
from bot.ui.asking import server_of

Interaction = discord.Interaction[Any]

LONGEST, OFFERED = 100, 25
_ITEM = re.compile(r"<#(\d{15,20})>|[^,;、，；\s]+")
_LAST = re.compile(r"[^,;、，；\s>]*$")


@dataclass(frozen=True, slots=True)
class Sight:
    """What Discord tells of the places and people of an announcement before it goes.

    ``news`` are published to servers that follow them; in ``closed`` the bot may not write.
    """

    heard: Heard
    news: tuple[int, ...] = ()
    closed: tuple[int, ...] = ()


async def sight(interaction: Interaction, preview: Preview) -> Sight:
    """Look at the channels, and ask Discord how many people have the roles that matter.

    A region's own place is for its people, whoever else may read there; any other is for all.
    """
    server, reached, draft = server_of(interaction), preview.reached, preview.announcement
    counts = await _counts(server) if reached.roles or draft.roles else {}
    chosen = {*draft.channels, draft.pings_in}
    found = [server.get_channel_or_thread(each) for each in reached.channels]
    channels = [each for each in found if each is not None]
    is_open = any(
        each.permissions_for(server.default_role).view_channel
        for each in channels
        if each.id in chosen
    )
    return Sight(
        Heard(counts, (server.member_count or 0) if is_open else 0),
        tuple(each.id for each in channels if _is_news(each)),
        tuple(each.id for each in channels if not _may_write(each, server.me)),
    )


async def spots(interaction: Interaction, typed: str | None) -> tuple[int, ...]:
    """Return the channels that were named: the bot may write there, and so may the asker."""
    items = [match.group() for match in _ITEM.finditer(typed or "")]
    if len(items) > CHANNELS:
        raise TermsError(most=CHANNELS)
    return tuple(dict.fromkeys([await spot(interaction, item) for item in items]))


async def spot(interaction: Interaction, item: str) -> int:
    """Return one channel that was named, where both may write."""
    number = _number(server_of(interaction), item)
    if number is None:
        raise AnnouncementChannelError(text=item)
    try:
        channel = await require_allowed(interaction, number)
    except RegionPlaceMissingError as gone:
        raise AnnouncementChannelError(text=item) from gone
    member = interaction.user
    is_fit = isinstance(channel, discord.TextChannel | discord.Thread)
    if isinstance(channel, discord.Thread) and channel.is_private():
        is_fit = False
    if not is_fit or not isinstance(member, discord.Member) or not _may_write(channel, member):
        raise AnnouncementChannelError(text=item)
    return channel.id


def suggest(interaction: Interaction, typed: str) -> list[str]:
    """Return texts that complete the last channel named, those before it kept."""
    last = _LAST.search(typed)
    begun = last.group() if last else ""
    kept = typed[: len(typed) - len(begun)]
    wanted = begun.removeprefix("#").casefold()
    return [kept + each for each in _offered(interaction, wanted) if len(kept + each) <= LONGEST][
        :OFFERED
    ]


def _offered(interaction: Interaction, wanted: str) -> Iterator[str]:
    server, member = server_of(interaction), interaction.user
    names = [channel.name for channel in server.text_channels]
    for channel in server.text_channels:
        sees = isinstance(member, discord.Member) and _may_write(channel, member)
        if sees and wanted in channel.name.casefold():
            alone = names.count(channel.name) == 1
            yield f"#{channel.name}" if alone else channel.mention


def _number(server: discord.Guild, item: str) -> int | None:
    if mention := _ITEM.fullmatch(item):
        given = mention[1] or (item if item.isdecimal() else None)
        if given is not None:
            return int(given)
    wanted = item.removeprefix("#").casefold()
    found = [each for each in server.text_channels if each.name.casefold() == wanted]
    return found[0].id if len(found) == 1 else None


def _is_news(channel: object) -> bool:
    return isinstance(channel, discord.TextChannel) and channel.is_news()


def _may_write(channel: discord.abc.GuildChannel | discord.Thread, member: discord.Member) -> bool:
    held = channel.permissions_for(member)
    if isinstance(channel, discord.Thread):
        return held.view_channel and held.send_messages_in_threads
    return held.view_channel and held.send_messages


async def _counts(server: discord.Guild) -> dict[int, int]:
    """Return how many have each role; nothing where Discord does not say."""
    try:
        counts = await server.role_member_counts()
    except discord.HTTPException:
        return {}
    return {role.id: number for role, number in counts.items()}
