"""Look in Discord for what an earlier attempt made, and for what people left there."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

import discord

from bot.domain.layout import Kind
from bot.domain.layout.jobs import Task
from bot.domain.layout.server import BOT
from bot.outbox.carrier import CannotLook
from bot.outbox.messages import may_look

_TYPES = {Kind.CATEGORY: 4, Kind.CHANNEL: 0, Kind.FORUM: 15}
# The clocks of the machine and of Discord may differ by so much.
_CLOCKS = timedelta(minutes=2)
READ = 25
"""So many messages are read of a place; one with more of them is taken to be people's."""
PAGE = 100

Json = Mapping[str, Any]


async def find_made(client: discord.Client, task: Task, begun_at: datetime) -> int | None:
    """Return the id of what looks as it was asked for, came since, and is not known yet.

    Where two look so, nobody can tell which is the bot's.
    """
    since = begun_at - _CLOCKS
    try:
        candidates = await _like(client, task, since)
    except (discord.Forbidden, discord.NotFound) as refusal:
        raise CannotLook from refusal
    first = discord.utils.time_snowflake(since)
    ids = {int(each["id"]) for each in candidates}
    found = {each for each in ids if each >= first and each not in task.known}
    if len(found) > 1:
        raise CannotLook
    return next(iter(found), None)


async def _like(client: discord.Client, task: Task, since: datetime) -> Iterable[Json]:
    shape, http, server_id = task.step.shape, client.http, task.server_id
    parent = None if shape.parent is None else task.id_of(shape.parent)
    match shape.kind:
        case Kind.ROLE:
            roles: list[Any] = await http.get_roles(server_id)
            return [role for role in roles if role["name"] == shape.name and _is_plain(role)]
        case Kind.POST:
            posts = _posts(client, server_id, parent or 0, since)
            wanted = (shape.name, _me(client))
            return [each async for each in posts if (each["name"], each.get("owner_id")) == wanted]
        case kind:
            channels: list[Any] = await http.get_all_guild_channels(server_id)
            return [
                each
                for each in channels
                if (each["type"], each["name"]) == (_TYPES[kind], shape.name)
                and _number(each.get("parent_id")) == parent
                and (each.get("topic") or "") == shape.topic.strip()
                and (BOT not in shape.targets or _is_open_to(client, each))
            ]


def _is_plain(role: Json) -> bool:
    """Tell whether a role gives nothing, as the bot's do; those made by hand give what all may."""
    return int(role["permissions"]) == 0 and not role["hoist"] and not role["mentionable"]


def _is_open_to(client: discord.Client, channel: Json) -> bool:
    """Tell whether a channel speaks of the bot itself, as all of its own do."""
    return any(
        str(each["id"]) == _me(client) for each in channel.get("permission_overwrites") or ()
    )


async def _posts(
    client: discord.Client, server_id: int, forum: int, since: datetime | None = None
) -> AsyncGenerator[Json, None]:
    """Yield every post of a forum; of those that sleep only the ones put to sleep since."""
    active: Any = await client.http.get_active_threads(server_id)
    for post in active["threads"]:
        if _number(post.get("parent_id")) == forum:
            yield post
    before: Any = None
    while True:
        page: Any = await client.http.get_public_archived_threads(forum, before, PAGE)
        for post in page["threads"]:
            yield post
        if not page["has_more"]:
            return
        before = page["threads"][-1]["thread_metadata"]["archive_timestamp"]
        if since is not None and discord.utils.parse_time(before) < since:
            return


async def people_wrote(client: discord.Client, thing: int, kind: Kind) -> bool:
    """Tell whether somebody else than the bot wrote in a channel or a post, or may have."""
    if kind not in (Kind.CHANNEL, Kind.POST):
        return False
    if not may_look(client.get_channel(thing)):
        return True
    messages: list[Any] = await client.http.logs_from(thing, READ)
    return len(messages) == READ or any(each["author"]["id"] != _me(client) for each in messages)


async def others_inside(client: discord.Client, task: Task, category: int) -> bool:
    """Tell whether a category holds a channel that is not known; the cache may be late."""
    channels: list[Any] = await client.http.get_all_guild_channels(task.server_id)
    inside = (each for each in channels if _number(each.get("parent_id")) == category)
    return any(int(each["id"]) not in task.known for each in inside)


async def people_posted(client: discord.Client, server_id: int, forum: int) -> bool:
    """Tell whether a forum has a post of somebody else, or one in which they wrote."""
    async for post in _posts(client, server_id, forum):
        if post.get("owner_id") != _me(client):
            return True
        if post.get("message_count") and await people_wrote(client, int(post["id"]), Kind.POST):
            return True
    return False


def _me(client: discord.Client) -> str:
    return "" if client.user is None else str(client.user.id)


def _number(value: Any) -> int | None:
    return None if value is None else int(value)
