"""Look in Discord for what an earlier attempt made, and for what people wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

import discord

from bot.domain.layout import Kind
from bot.domain.layout.jobs import Task
from bot.outbox.carrier import CannotLook

_TYPES = {Kind.CATEGORY: 4, Kind.CHANNEL: 0, Kind.FORUM: 15}
# The clocks of the machine and of Discord may differ by so much.
_CLOCKS = timedelta(minutes=2)
READ = 25
"""So many messages are read of a place; one with more of them is taken to be people's."""

Json = Mapping[str, Any]


async def find_made(client: discord.Client, task: Task, begun_at: datetime) -> int | None:
    """Return the id of what looks as it was asked for, came since, and is not known yet."""
    try:
        candidates = await _like(client, task)
    except (discord.Forbidden, discord.NotFound) as refusal:
        raise CannotLook from refusal
    first = discord.utils.time_snowflake(begun_at - _CLOCKS)
    ids = (int(each["id"]) for each in candidates)
    return min((each for each in ids if each >= first and each not in task.known), default=None)


async def _like(client: discord.Client, task: Task) -> Iterable[Json]:
    shape, http, server_id = task.step.shape, client.http, task.server_id
    parent = None if shape.parent is None else task.id_of(shape.parent)
    match shape.kind:
        case Kind.ROLE:
            roles: list[Any] = await http.get_roles(server_id)
            return [role for role in roles if role["name"] == shape.name]
        case Kind.POST:
            active: Any = await http.get_active_threads(server_id)
            mine = str(client.user.id) if client.user else ""
            found = (each for each in active["threads"] if each.get("owner_id") == mine)
        case kind:
            channels: list[Any] = await http.get_all_guild_channels(server_id)
            found = (each for each in channels if each["type"] == _TYPES[kind])
    return [
        each
        for each in found
        if each["name"] == shape.name and _number(each.get("parent_id")) == parent
    ]


async def people_wrote(client: discord.Client, thing: int, kind: Kind) -> bool:
    """Tell whether somebody else than the bot wrote in a channel or a post.

    A forum's posts are looked at by whoever planned; categories hold no messages.
    """
    if kind not in (Kind.CHANNEL, Kind.POST):
        return False
    mine = 0 if client.user is None else client.user.id
    messages: list[Any] = await client.http.logs_from(thing, READ)
    return len(messages) == READ or any(int(each["author"]["id"]) != mine for each in messages)


def _number(value: Any) -> int | None:
    return None if value is None else int(value)
