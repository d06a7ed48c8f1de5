"""The gateway: bots log in and are told what happens."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from tests.wire.fake.guild import Guild
from tests.wire.fake.payloads import BOT_ID, GUILD_ID, Json, me

MEMBERS_INTENT = 1 << 1
PATIENCE = 15


@dataclass(slots=True)
class Gateway:
    """The sockets of the bots that are connected."""

    guild: Guild
    address: Callable[[], str]
    members_intent_is_on: bool = True
    _sequence: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    _sockets: list[web.WebSocketResponse] = field(default_factory=list[web.WebSocketResponse])
    _connected: asyncio.Event = field(default_factory=asyncio.Event)

    async def connected(self) -> None:
        """Wait until a bot has identified itself and was let in."""
        async with asyncio.timeout(PATIENCE):
            await self._connected.wait()

    async def dispatch(self, event: str, data: Json) -> None:
        """Tell every bot that something happened."""
        message = {"op": 0, "t": event, "s": next(self._sequence), "d": data}
        for socket in self._sockets:
            await socket.send_json(message)

    async def disconnect(self) -> None:
        """Break every connection off."""
        for socket in list(self._sockets):
            await socket.close(code=4000)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one bot until it goes."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 30_000}})
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                await self._hear(socket, json.loads(frame.data))
        if socket in self._sockets:
            self._sockets.remove(socket)
            self._connected.clear()
        return socket

    async def _hear(self, socket: web.WebSocketResponse, said: Json) -> None:
        match said["op"]:
            case 1:
                await socket.send_json({"op": 11})
            case 2 if said["d"]["intents"] & MEMBERS_INTENT and not self.members_intent_is_on:
                await socket.close(code=4014, message=b"Disallowed intent(s).")
            case 2:
                await self._let_in(socket)
            case 6:
                self._sockets.append(socket)
                await self.dispatch("RESUMED", {})
                self._connected.set()
            case _:
                pass

    async def _let_in(self, socket: web.WebSocketResponse) -> None:
        self._sockets.append(socket)
        ready = {
            "v": 10,
            "user": me(),
            "guilds": [{"id": str(GUILD_ID), "unavailable": True}],
            "session_id": "session",
            "resume_gateway_url": self.address(),
            "application": {"id": str(BOT_ID), "flags": 0},
        }
        await self.dispatch("READY", ready)
        await self.dispatch("GUILD_CREATE", self.guild.payload())
        self._connected.set()
