"""Read a server as the planner sees it.

It is asked for: nobody tells the bot of messages, so what it knows of channels may be old.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import discord

from bot.domain.layout import Kind, Overwrite, Server, Shape, Thing
from bot.domain.layout.held import Held
from bot.domain.layout.server import BOT, EVERYONE

_KINDS = {
    discord.ChannelType.category: Kind.CATEGORY,
    discord.ChannelType.text: Kind.CHANNEL,
    discord.ChannelType.forum: Kind.FORUM,
}


@dataclass(frozen=True, slots=True)
class Found:
    """What Discord says of a server just now."""

    guild: discord.Guild
    channels: Sequence[discord.abc.GuildChannel]
    threads: Sequence[discord.Thread]


async def ask(guild: discord.Guild) -> Found:
    """Ask Discord for the channels and the active threads of a server."""
    return Found(guild, await guild.fetch_channels(), await guild.active_threads())


def read_server(
    found: Found,
    held: Mapping[str, Held],
    *,
    unsettled: Collection[int] = (),
    unwritten: Collection[int] = (),
) -> Server:
    """Return what exists.

    What has any message counts as written in, but for the ``unwritten``. Who holds an
    ``unsettled`` role is not known yet. Posts that sleep are not told of: they are taken to be
    as they were left.
    """
    ours = {thing.id: thing for thing in held.values()}
    awake = {thread.id: thread for thread in found.threads if thread.id in ours}
    things = [*_channels(found, ours, unwritten), *_roles(found.guild, ours, unsettled)]
    forums = {thing.id for thing in things if thing.kind is Kind.FORUM}
    things += [
        _post(thing, awake.get(thing.id), unwritten)
        for thing in held.values()
        if thing.asked.kind is Kind.POST and _forum(thing, held) in forums
    ]
    return Server(tuple(things), len(found.threads) - len(awake))


def last_written(found: Found, held: Mapping[str, Held]) -> dict[str, datetime]:
    """Return when the last message came in each region's channel or post, by its code."""
    places = {place.id: place for place in (*found.channels, *found.threads)}
    latest: dict[str, datetime] = {}
    for key, thing in held.items():
        last = getattr(places.get(thing.id), "last_message_id", None)
        if last is not None:
            code, at = key.partition(":")[2], discord.utils.snowflake_time(last)
            latest[code] = max(at, latest.get(code, at))
    return latest


def member_target(user_id: int) -> str:
    """Name a member whom an overwrite is for; roles are named by the digits alone."""
    return f"m{user_id}"


def _channels(
    found: Found, ours: Mapping[int, Held], unwritten: Collection[int]
) -> Iterator[Thing]:
    guild = found.guild
    for channel in found.channels:
        kind = _KINDS.get(channel.type, Kind.OTHER)
        topic = (
            channel.topic if isinstance(channel, discord.TextChannel | discord.ForumChannel) else ""
        )
        shape = Shape(
            kind,
            channel.name,
            None if channel.category_id is None else str(channel.category_id),
            channel.position,
            topic or "",
            tuple(sorted(_overwrites(channel, guild))),
        )
        last = getattr(channel, "last_message_id", None)
        is_written = last is not None and channel.id not in unwritten and last not in ours
        may = channel.permissions_for(guild.me)
        yield _thing(
            channel.id,
            shape,
            ours,
            written=is_written,
            reach=may.manage_channels and may.view_channel,
        )


def _roles(
    guild: discord.Guild, ours: Mapping[int, Held], unsettled: Collection[int]
) -> Iterator[Thing]:
    rights = discord.Permissions.elevated().value | discord.Permissions.all_channel().value
    harmless = ~(rights & ~guild.default_role.permissions.value)
    for role in guild.roles:
        if role.is_default():
            continue
        is_plain = role.permissions.value & ~harmless == 0 and not role.managed
        reach = is_plain and role < guild.me.top_role
        shape = Shape(Kind.ROLE, role.name, position=role.position)
        yield _thing(role.id, shape, ours, stored=role.id not in unsettled, reach=reach)


def _post(thing: Held, thread: discord.Thread | None, unwritten: Collection[int]) -> Thing:
    """Describe a post; one that sleeps may have been written in."""
    shape = thing.asked
    if thread is not None:
        closed = thread.archived and thread.locked
        shape = Shape(
            Kind.POST, thread.name, str(thread.parent_id), None, thing.asked.topic, (), closed
        )
    is_written = thing.id not in unwritten and (thread is None or thread.message_count > 0)
    return Thing(
        thing.id,
        shape,
        thing.key,
        thing.making,
        written=is_written,
        awake=thread is not None and not thread.archived,
        asked=thing.asked,
        kept=thing.kept,
    )


def _forum(post: Held, held: Mapping[str, Held]) -> int:
    parent = post.asked.parent or ""
    return held[parent].id if parent in held else int(parent) if parent.isdecimal() else 0


def _thing(
    thing_id: int,
    shape: Shape,
    ours: Mapping[int, Held],
    *,
    written: bool = False,
    stored: bool = True,
    reach: bool = True,
) -> Thing:
    mine = ours.get(thing_id)
    if mine is None:
        return Thing(thing_id, shape, written=written, stored=stored, reach=reach)
    return Thing(
        thing_id,
        shape,
        mine.key,
        mine.making,
        written=written,
        stored=stored,
        reach=reach,
        asked=mine.asked,
        kept=mine.kept,
    )


def _overwrites(channel: discord.abc.GuildChannel, guild: discord.Guild) -> Iterator[Overwrite]:
    for target, overwrite in channel.overwrites.items():
        allow, deny = overwrite.pair()
        if target.id == guild.id:
            name = EVERYONE
        elif target.id == guild.me.id:
            name = BOT
        else:
            is_role = isinstance(target, discord.Role) or guild.get_role(target.id) is not None
            name = str(target.id) if is_role else member_target(target.id)
        yield Overwrite(name, allow.value, deny.value)
