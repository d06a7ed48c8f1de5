"""Make, change and cancel Discord's own events, one request each."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import discord

from bot.domain.events import State
from bot.domain.mirrors import Face, Standing, Status, card_link, changed
from bot.domain.outbox import Row
from bot.outbox.carrier import CannotLook
from bot.services.mirrors import Mirrors, Task
from cogs.mirrors.reading import Json, found

ELSEWHERE, FOR_THE_SERVER = 3, 2
"""Discord's kind of an event outside its channels, and its only audience."""
_FULL = 30038
# The clocks of the machine and of Discord may differ by so much.
_CLOCKS = timedelta(minutes=2)


class MirrorCarrier:
    """Does what the mirror of an event lacks; it changes only what the bot itself wants anew.

    What somebody else changed meanwhile is in the answer, and the recorder offers it.
    """

    def __init__(self, client: discord.Client, mirrors: Mirrors) -> None:
        self._client = client
        self._mirrors = mirrors

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Make it, change it, or take it away."""
        task = await self._mirrors.task(row)
        guild = None if task is None else self._client.get_guild(task.event.server_id)
        if task is None or guild is None:
            return {}
        if task.wanted is None:
            return await self._end(task)
        if not _is_for_everybody(guild, task):
            return await self._hide(task)
        if not guild.me.guild_permissions.create_events:
            return _became(Standing.FORBIDDEN, task)
        if task.mirror_id is None:
            return await self._make(task, task.wanted)
        return await self._change(task, task.wanted, task.mirror_id)

    async def look(self, row: Row) -> Mapping[str, Any] | None:
        """Find what an earlier attempt made: everything else leads to the same end again."""
        task = await self._mirrors.task(row)
        if task is None or task.mirror_id is not None or task.wanted is None or not row.begun_at:
            return None
        made = await self._find(task, task.wanted, row.begun_at)
        return None if made is None else _stands(made, task.wanted)

    async def _make(self, task: Task, wanted: Face) -> Mapping[str, Any]:
        try:
            made: Json = await self._client.http.create_guild_scheduled_event(
                task.event.server_id,
                privacy_level=FOR_THE_SERVER,
                entity_type=ELSEWHERE,
                **_payload(changed(_NOTHING, wanted)),
            )
        except discord.Forbidden:
            return _became(Standing.FORBIDDEN, task)
        except discord.HTTPException as refusal:
            if refusal.code == _FULL:
                return _became(Standing.FULL, task)
            raise
        return _stands(made, wanted)

    async def _change(self, task: Task, wanted: Face, mirror_id: int) -> Mapping[str, Any]:
        http, server_id = self._client.http, task.event.server_id
        written = wanted if task.mirror is None else task.mirror.written
        try:
            now: Json = await http.get_scheduled_event(server_id, mirror_id, True)
            changes = dict(changed(written, wanted))
            if now["status"] in (Status.COMPLETED, Status.CANCELLED):
                return _became(Standing.DELETED, task)
            if now["status"] == Status.ACTIVE and "starts_at" in changes:
                # One that has begun cannot begin again: it ends, and another is made.
                await http.edit_scheduled_event(server_id, mirror_id, status=Status.COMPLETED)
                return _became(Standing.HIDDEN, task, written=_NOTHING)
            payload = _payload(changes)
            if "location" in changes:  # somebody may have moved it into a channel
                payload |= {"entity_type": ELSEWHERE, "channel_id": None}
            told: Json = (
                await http.edit_scheduled_event(server_id, mirror_id, **payload) if payload else now
            )
        except discord.NotFound:
            return _became(Standing.DELETED, task)
        except discord.Forbidden:
            return _became(Standing.FORBIDDEN, task)
        return _stands({**told, "user_count": now.get("user_count")}, wanted)

    async def _end(self, task: Task) -> Mapping[str, Any]:
        """Cancel one whose event was, and delete one that nobody wants any more."""
        http, server_id, mirror_id = self._client.http, task.event.server_id, task.mirror_id
        if mirror_id is None:
            return {}
        is_cancelled = task.event.state is State.CANCELLED
        try:
            if not is_cancelled:
                await http.delete_scheduled_event(server_id, mirror_id)
                return _became(Standing.HIDDEN, task, written=_NOTHING)
            now: Json = await http.get_scheduled_event(server_id, mirror_id, False)
            if now["status"] in (Status.SCHEDULED, Status.ACTIVE):
                is_early = now["status"] == Status.SCHEDULED
                status = Status.CANCELLED if is_early else Status.COMPLETED
                await http.edit_scheduled_event(server_id, mirror_id, status=status)
        except discord.NotFound:
            pass
        return _became(Standing.OVER if is_cancelled else Standing.HIDDEN, task)

    async def _hide(self, task: Task) -> Mapping[str, Any]:
        """Let nobody learn of it who does not see the card."""
        if task.mirror_id is not None:
            with contextlib.suppress(discord.NotFound):
                await self._client.http.delete_scheduled_event(task.event.server_id, task.mirror_id)
        return _became(Standing.HIDDEN, task)

    async def _find(self, task: Task, wanted: Face, begun: datetime) -> Json | None:
        """Return what the bot made since, is not known yet, and leads to the card."""
        since, me = discord.utils.time_snowflake(begun - _CLOCKS), self._client.user
        try:
            there: Any = await self._client.http.get_scheduled_events(task.event.server_id, True)
        except discord.Forbidden as refusal:
            raise CannotLook from refusal
        mine: list[Json] = [
            each
            for each in there
            if me is not None
            and str(each.get("creator_id")) == str(me.id)
            and int(each["id"]) >= since
            and int(each["id"]) not in task.known
        ]
        link = card_link(task.event)
        alike = [each for each in mine if link in (each.get("description") or "")]
        # The card may have been posted again meanwhile, and so have another address.
        alike = alike or [each for each in mine if _is_like(each, wanted)]
        if len(alike) > 1:
            raise CannotLook
        return alike[0] if alike else None


_LONG_AGO = datetime.fromtimestamp(0).astimezone()
_NOTHING = Face("", "", "", _LONG_AGO, _LONG_AGO)


def _is_for_everybody(guild: discord.Guild, task: Task) -> bool:
    """Tell whether everybody sees the card; where its channel is gone, nothing is made anew."""
    channel = guild.get_channel(task.event.parent_id or task.event.channel_id)
    if channel is None:
        return task.mirror_id is not None
    return channel.permissions_for(guild.default_role).view_channel


def _is_like(each: Json, wanted: Face) -> bool:
    there, same = found(each).face, ("name", "starts_at", "ends_at")
    return all(getattr(there, name) == getattr(wanted, name) for name in same)


def _payload(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return what differs, as Discord writes it."""
    payload: dict[str, Any] = {
        name: changes[name] for name in ("name", "description") if name in changes
    }
    for name, theirs in (("starts_at", "start"), ("ends_at", "end")):
        if name in changes:
            payload[f"scheduled_{theirs}_time"] = changes[name].isoformat()
    if "location" in changes:
        payload["entity_metadata"] = {"location": changes["location"]}
    return payload


def _stands(told: Json, wanted: Face) -> Mapping[str, Any]:
    return {"standing": Standing.STANDS, "found": found(told), "written": wanted}


def _became(standing: Standing, task: Task, *, written: Face | None = None) -> Mapping[str, Any]:
    return {"standing": standing, "written": written or task.wanted}
