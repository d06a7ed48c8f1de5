"""Discord's answers to what carries steps out: a few dictionaries behind discord.py's methods."""

from __future__ import annotations

import asyncio
import itertools
import json
from types import SimpleNamespace
from typing import Any

import discord

BOT, SERVER, CATEGORY = 900, 1, 4


class Stub:
    """A client whose ``http`` is this object; each request may be cut off before or after."""

    def __init__(self) -> None:
        self.http = self
        self.user = SimpleNamespace(id=BOT)
        self.channels: dict[int, dict[str, Any]] = {}
        self.roles: dict[int, dict[str, Any]] = {}
        self.messages: dict[int, list[int]] = {}
        self.asked: list[str] = []
        self.refusal: Exception | None = None
        self.guild: Any = None
        self.lets_roles_through = asyncio.Event()
        self.lets_roles_through.set()
        self._numbers = itertools.count()

    def get_channel(self, _: int) -> Any:
        return None

    def get_guild(self, _: int) -> Any:
        return self.guild

    async def create_channel(self, _: int, kind: int, *, reason: str, **options: Any) -> Any:
        parent = options.get("parent_id")
        return await self._make(self.channels, type=kind, **{**options, "parent_id": parent})

    async def create_role(self, _: int, *, reason: str, **options: Any) -> Any:
        await self.lets_roles_through.wait()
        return await self._make(self.roles, **options)

    async def start_thread_in_forum(self, forum: int, *, params: Any, reason: str) -> Any:
        form = {each["name"]: each["value"] for each in params.multipart or ()}
        name = (params.payload or json.loads(form.get("payload_json", "{}")))["name"]
        return await self._make(
            self.channels, type=11, name=name, parent_id=forum, owner_id=str(BOT)
        )

    async def edit_channel(self, channel: int, *, reason: str, **options: Any) -> Any:
        await self._asked("edit")
        if channel not in self.channels:
            raise refused(404, 10003)
        self.channels[channel].update(options)
        await asyncio.sleep(0)

    async def edit_role(self, _: int, role: int, *, reason: str, **options: Any) -> Any:
        await self._asked("edit")
        if role not in self.roles:
            raise refused(404, 10011)
        self.roles[role].update(options)
        await asyncio.sleep(0)

    async def delete_channel(self, channel: int, *, reason: str) -> None:
        await self._delete(self.channels, channel)

    async def delete_role(self, _: int, role: int, *, reason: str) -> None:
        await self._delete(self.roles, role)

    async def logs_from(self, channel: int, limit: int) -> list[Any]:
        await asyncio.sleep(0)
        return [{"author": {"id": str(each)}} for each in self.messages.get(channel, [])][:limit]

    async def get_all_guild_channels(self, _: int) -> list[Any]:
        await asyncio.sleep(0)
        return list(self.channels.values())

    async def get_active_threads(self, _: int) -> Any:
        await asyncio.sleep(0)
        return {"threads": [each for each in self.channels.values() if each["type"] == 11]}

    async def get_public_archived_threads(self, *_: Any) -> Any:
        await asyncio.sleep(0)
        return {"threads": [], "has_more": False}

    async def get_roles(self, _: int) -> list[Any]:
        await asyncio.sleep(0)
        return list(self.roles.values())

    async def _make(self, where: dict[int, dict[str, Any]], **options: Any) -> Any:
        await self._asked("make")
        number = discord.utils.time_snowflake(discord.utils.utcnow()) + next(self._numbers)
        where[number] = {"id": str(number), **options}
        await asyncio.sleep(0)
        return where[number]

    async def _delete(self, where: dict[int, dict[str, Any]], number: int) -> None:
        await self._asked("delete")
        if where.pop(number, None) is None:
            raise refused(404, 10003)
        await asyncio.sleep(0)

    async def _asked(self, what: str) -> None:
        self.asked.append(what)
        await asyncio.sleep(0)
        if self.refusal is not None:
            raise self.refusal


def refused(status: int, code: int, message: str = "No") -> discord.HTTPException:
    """Return what discord.py raises for a refusal."""
    response: Any = SimpleNamespace(status=status, reason="No")
    kinds = {403: discord.Forbidden, 404: discord.NotFound}
    kind = discord.DiscordServerError if status >= 500 else kinds.get(status, discord.HTTPException)
    return kind(response, {"code": code, "message": message})
