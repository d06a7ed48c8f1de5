"""Open threads of events, and put them to sleep after their end."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from datetime import datetime, timedelta
from typing import Any

import discord

from bot.domain.events import Event
from bot.domain.outbox import Reason, Row
from bot.outbox.carrier import CannotLook, Refused
from bot.outbox.following import thread_of
from bot.outbox.posting import found_gone, named
from bot.services.event_rows import GONE, PLACE_GONE
from bot.services.event_threads import EventThreads, Task

A_WEEK = 10_080
"""Minutes without a message after which Discord itself puts a thread to sleep."""
NAME_LENGTH = PAGE = 100
THREADS_FULL = "threads_full"
_NO_MESSAGE, _THERE_ALREADY, _TOO_MANY = 10008, 160004, 160006
_PRIVATE = 12
# The clocks of the machine and of Discord may differ by so much.
_CLOCKS = timedelta(minutes=2)

Json = Mapping[str, Any]


class ThreadCarrier:
    """Opens the thread of an event.

    A message has one thread at most, with the message's number: a public one cannot be doubled.
    A private one is found by its name, its maker and its age.
    """

    def __init__(self, client: discord.Client, threads: EventThreads) -> None:
        self._client = client
        self._threads = threads

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Open it, unless there is one."""
        task = await self._threads.task(row)
        if task is None:
            return {}
        with found_gone(PLACE_GONE) as gone:
            channel = await named(self._client, task.event.channel_id)
            if not isinstance(channel, discord.TextChannel):
                raise Refused(Reason.GONE, code=10003)
            return await self._open(channel, task)
        return gone.result

    async def look(self, row: Row) -> Mapping[str, Any] | None:
        """Look for the thread that an earlier attempt opened."""
        task = await self._threads.task(row)
        if task is None:
            return {}
        event, begun = task.event, row.begun_at
        found = (
            await self._private(task, begun)
            if task.is_private and begun
            else await self._public(event.message_id)
        )
        return None if found is None else {"thread": found}

    async def _open(self, channel: discord.TextChannel, task: Task) -> Mapping[str, Any]:
        try:
            made = await _made(channel, task)
        except discord.HTTPException as refusal:
            match refusal.code:
                case code if code == _THERE_ALREADY:
                    return {"thread": task.event.message_id}
                case code if code == _NO_MESSAGE:
                    return GONE
                case code if code == _TOO_MANY:
                    raise Refused(THREADS_FULL) from refusal
                case _:
                    raise
        return {"thread": made.id}

    async def _public(self, message_id: int | None) -> int | None:
        if message_id is None:
            return None
        try:
            return (await self._client.fetch_channel(message_id)).id
        except discord.NotFound:
            return None

    async def _private(self, task: Task, begun: datetime) -> int | None:
        since, me = begun - _CLOCKS, self._client.user
        first = discord.utils.time_snowflake(since)
        wanted = (_name(task.event), None if me is None else str(me.id))
        try:
            found = {
                int(each["id"])
                async for each in self._candidates(task.event, since)
                if (each["name"], each.get("owner_id")) == wanted
            }
        except (discord.Forbidden, discord.NotFound) as refusal:
            raise CannotLook from refusal
        mine = {each for each in found if each >= first} - task.known
        if len(mine) > 1:
            raise CannotLook
        return next(iter(mine), None)

    async def _candidates(self, event: Event, since: datetime) -> AsyncGenerator[Json, None]:
        """Yield the private threads of a channel; of those that sleep the ones that did lately."""
        http = self._client.http
        active: Any = await http.get_active_threads(event.server_id)
        for each in active["threads"]:
            if each["type"] == _PRIVATE and int(each["parent_id"]) == event.channel_id:
                yield each
        before: Any = None
        while True:
            page: Any = await http.get_joined_private_archived_threads(
                event.channel_id, before, PAGE
            )
            for each in page["threads"]:
                yield each
            # By number, which tells when a thread was made, latest first.
            if not page["has_more"] or not page["threads"]:
                return
            before = page["threads"][-1]["id"]
            if int(before) < discord.utils.time_snowflake(since):
                return


class SleepCarrier:
    """Puts a thread to sleep; to do so twice changes nothing."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Let it sleep, unless it does, or is gone."""
        with found_gone({}) as gone:
            thread = await thread_of(self._client, row.payload["thread"])
            if not thread.archived:
                await thread.edit(archived=True)
            return {}
        return gone.result

    async def look(self, row: Row) -> None:
        """Let it be done once more."""


async def _made(channel: discord.TextChannel, task: Task) -> discord.Thread:
    name, message_id = _name(task.event), task.event.message_id
    if task.is_private or message_id is None:
        return await channel.create_thread(
            name=name,
            type=discord.ChannelType.private_thread,
            invitable=False,
            auto_archive_duration=A_WEEK,
        )
    card = channel.get_partial_message(message_id)
    return await card.create_thread(name=name, auto_archive_duration=A_WEEK)


def _name(event: Event) -> str:
    return event.title[:NAME_LENGTH]
