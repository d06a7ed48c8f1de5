"""Carry the steps of a plan out, one request each, and find again what a lost answer made."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Mapping
from datetime import timedelta
from typing import Any

import discord
from discord.http import handle_message_parameters

from bot.domain.layout import Kind, Overwrite, Shape, Verb
from bot.domain.layout.jobs import Task
from bot.domain.layout.server import BOT, EVERYONE
from bot.domain.outbox import Row
from bot.outbox.carrier import Pause, Refused
from bot.services.clock import Clock
from bot.services.layout_jobs import LayoutJobs
from cogs.region_admin import refusals
from cogs.region_admin.traces import find_made, others_inside, people_posted, people_wrote

PATIENCE = 60.0
"""Seconds; at the silent cap on new roles Discord lets a request wait for days."""
CAPPED_FOR = timedelta(hours=1)
_TYPES: Mapping[Kind, Any] = {Kind.CATEGORY: 4, Kind.CHANNEL: 0, Kind.FORUM: 15}
_REASON = "Layout of the regions"


class _Capped(Exception):  # noqa: N818 - a verdict, not an error
    """Discord lets the request for a new role wait."""


class StepCarrier:
    """Carries one step; what is there already in the wanted shape is simply so."""

    def __init__(
        self, client: discord.Client, jobs: LayoutJobs, clock: Clock, *, patience: float = PATIENCE
    ) -> None:
        self._client = client
        self._jobs = jobs
        self._clock = clock
        self._patience = patience

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Do it; a refusal says what an admin can do, a limit becomes a pause that is shown."""
        task = await self._jobs.task(row)
        if task is None:
            return {}
        try:
            return await self._carry(task)
        except discord.RateLimited as limit:
            raise await self._pause(row, timedelta(seconds=limit.retry_after)) from limit
        except _Capped as capped:
            raise await self._pause(row, CAPPED_FOR, certain=False) from capped
        except discord.HTTPException as refusal:
            if refusal.status >= 500 or refusal.status in (401, 429):
                raise
            raise refusals.read(
                refusal, task.step, self._client.get_guild(task.server_id)
            ) from refusal

    async def look(self, row: Row) -> Mapping[str, Any] | None:
        """Find what was made; all other steps lead to the same end when done twice."""
        task = await self._jobs.task(row)
        if task is None:
            return {}
        if task.step.verb is not Verb.CREATE or row.begun_at is None:
            return None
        found = await find_made(self._client, task, row.begun_at)
        return None if found is None else {"id": found}

    async def _pause(self, row: Row, wait: timedelta, *, certain: bool = True) -> Pause:
        until = self._clock() + wait
        await self._jobs.pause(row, until)
        return Pause(until, certain=certain)

    async def _carry(self, task: Task) -> Mapping[str, Any]:
        match task.step.verb:
            case Verb.CREATE:
                return {"id": await self._create(task)}
            case Verb.DELETE:
                return await self._delete(task)
            case _:
                return await self._change(task)

    async def _create(self, task: Task) -> int:
        shape, http = task.step.shape, self._client.http
        match shape.kind:
            case Kind.ROLE:
                return await self._create_role(task)
            case Kind.POST:
                return await self._create_post(task)
            case kind:
                options: dict[str, Any] = {"name": shape.name, **self._placed(task, shape)}
                options |= {"topic": shape.topic} if shape.topic else {}
                made = await http.create_channel(
                    task.server_id, _TYPES[kind], reason=_REASON, **options
                )
                return int(made["id"])

    async def _create_role(self, task: Task) -> int:
        async with self._until_capped():
            made = await self._client.http.create_role(
                task.server_id,
                reason=_REASON,
                name=task.step.shape.name,
                permissions="0",
                hoist=False,
                mentionable=False,
            )
        return int(made["id"])

    @contextlib.asynccontextmanager
    async def _until_capped(self) -> AsyncGenerator[None, None]:
        try:
            async with asyncio.timeout(self._patience):
                yield
        except TimeoutError as waiting:
            raise _Capped from waiting

    async def _create_post(self, task: Task) -> int:
        shape = task.step.shape
        parent = task.id_of(shape.parent or "")
        if parent is None:
            raise Refused(refusals.NO_PARENT)
        with handle_message_parameters(
            content=shape.topic or shape.name,
            allowed_mentions=discord.AllowedMentions.none(),
            channel_payload={"name": shape.name},
        ) as params:
            made = await self._client.http.start_thread_in_forum(
                parent, params=params, reason=_REASON
            )
        return int(made["id"])

    async def _delete(self, task: Task) -> Mapping[str, Any]:
        """Delete what is empty; what is gone already is gone."""
        thing, http = task.thing, self._client.http
        if thing is None:
            return {}
        try:
            if task.step.kind is Kind.ROLE:
                await http.delete_role(task.server_id, thing, reason=_REASON)
            else:
                await self._require_empty(task, thing)
                await http.delete_channel(thing, reason=_REASON)
        except discord.NotFound:
            return {}
        return {}

    async def _require_empty(self, task: Task, thing: int) -> None:
        """Look once more: since it was planned, hours may have passed."""
        kind = task.step.kind
        if kind is Kind.CATEGORY:
            if await others_inside(self._client, task, thing):
                raise Refused(refusals.OTHERS)
        elif kind is Kind.FORUM:
            if await people_posted(self._client, task.server_id, thing):
                raise Refused(refusals.WRITTEN)
        elif await people_wrote(self._client, thing, kind):
            raise Refused(refusals.WRITTEN)

    async def _change(self, task: Task) -> Mapping[str, Any]:
        """Send what differs, in one request; nothing if nothing does."""
        thing, options = task.thing, self._differences(task)
        if thing is None:
            raise Refused(refusals.DELETED)
        if not options:
            return {"id": thing}
        if task.step.kind is Kind.ROLE:
            await self._client.http.edit_role(task.server_id, thing, reason=_REASON, **options)
        else:
            await self._client.http.edit_channel(thing, reason=_REASON, **options)
        return {"id": thing}

    def _differences(self, task: Task) -> dict[str, Any]:
        step, was = task.step, task.step.was
        shape = step.shape
        options: dict[str, Any] = {}
        if was is None or shape.name != was.name:
            options["name"] = shape.name
        if step.kind is Kind.ROLE:
            return options
        if step.kind is Kind.POST:
            return {**options, "archived": shape.closed, "locked": shape.closed}
        if was is None or shape.topic != was.topic:
            options["topic"] = shape.topic
        placed = self._placed(task, shape)
        before = {} if was is None else self._placed(task, was)
        options |= {name: value for name, value in placed.items() if value != before.get(name)}
        if "parent_id" in before and "parent_id" not in placed:
            options["parent_id"] = None
        return options

    def _placed(self, task: Task, shape: Shape) -> dict[str, Any]:
        """Return where a channel stands and who may do what there, for Discord."""
        options: dict[str, Any] = {
            "permission_overwrites": [self._overwrite(task, each) for each in shape.overwrites]
        }
        if shape.parent is not None:
            parent = task.id_of(shape.parent)
            if parent is None:
                raise Refused(refusals.NO_PARENT)
            options["parent_id"] = parent
        if shape.position is not None:
            options["position"] = shape.position
        return options

    def _overwrite(self, task: Task, overwrite: Overwrite) -> dict[str, Any]:
        allow, deny = str(overwrite.allow), str(overwrite.deny)
        if overwrite.target == EVERYONE:
            target: int | None = task.server_id
        elif overwrite.target == BOT:
            target = self._client.user.id if self._client.user else None
        else:
            target = task.id_of(overwrite.target)
        if target is None:
            raise Refused(refusals.NO_PARENT)
        is_member = overwrite.target == BOT or overwrite.target.startswith("m")
        return {"id": target, "type": int(is_member), "allow": allow, "deny": deny}
