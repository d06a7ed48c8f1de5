"""A small Discord on real sockets: enough REST and gateway for a bot to log in and be used.

It listens on 127.0.0.1 and remembers every request. A test sends what people do with
``interact`` and reads what the bot answers with ``answer_to``.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

BOT_ID = 900000000000000001
GUILD_ID = 800000000000000001
CHANNEL_ID = 800000000000000002
MEMBERS_INTENT = 1 << 1
PATIENCE = 15

Json = Any


@dataclass(slots=True)
class Asked:
    """One request the bot made, as it came over the socket."""

    method: str
    path: str
    body: Json


def user(user_id: int, name: str = "somebody", *, bot: bool = False) -> Json:
    """Describe an account as Discord does."""
    return {
        "id": str(user_id),
        "username": name,
        "discriminator": "0",
        "global_name": None,
        "avatar": None,
        "bot": bot,
    }


def member(user_id: int, name: str = "somebody") -> Json:
    """Describe a member of the server as Discord does."""
    return {
        "user": user(user_id, name),
        "roles": [],
        "joined_at": "2020-01-01T00:00:00+00:00",
        "deaf": False,
        "mute": False,
        "flags": 0,
        "permissions": "0",
    }


@dataclass
class FakeDiscord:
    """One server with one channel; switches say how Discord behaves."""

    members_intent_is_on: bool = True
    token: str | None = None
    member_ids: list[int] = field(default_factory=list[int])
    asked: list[Asked] = field(default_factory=list[Asked])
    port: int = 0

    def __post_init__(self) -> None:
        self._ids = itertools.count(700000000000000001)
        self._sequence = itertools.count(1)
        self._sockets: list[web.WebSocketResponse] = []
        self._connected = asyncio.Event()
        self.answers = asyncio.Event()
        """While this is cleared, requests are heard but not answered."""
        self.answers.set()
        self._news = asyncio.Condition()

    async def listen(self) -> None:
        """Open a free port."""
        app = web.Application()
        app.router.add_get("/gateway/", self._gateway)
        app.router.add_route("*", "/api/v10/{path:.*}", self._answer)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]

    async def stop_listening(self) -> None:
        """Be unreachable from now on."""
        await self._runner.cleanup()

    @property
    def rest(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/v10"

    @property
    def gateway(self) -> str:
        return f"ws://127.0.0.1:{self.port}/gateway/"

    def asked_for(self, method: str, end: str) -> list[Asked]:
        """Return the requests of a method whose path ends so."""
        return [one for one in self.asked if one.method == method and one.path.endswith(end)]

    async def connected(self) -> None:
        """Wait until a bot has identified itself and was let in."""
        async with asyncio.timeout(PATIENCE):
            await self._connected.wait()

    async def interact(self, data: Json, *, user_id: int = 5, kind: int = 2, **more: Json) -> str:
        """Do what a member does, and return the interaction's token."""
        token = f"interaction-{next(self._ids)}"
        payload = {
            "id": str(next(self._ids)),
            "application_id": str(BOT_ID),
            "type": kind,
            "token": token,
            "version": 1,
            "guild_id": str(GUILD_ID),
            "channel_id": str(CHANNEL_ID),
            "channel": {"id": str(CHANNEL_ID), "type": 0, "name": "general", "permissions": "0"},
            "member": member(user_id),
            "locale": "en-GB",
            "guild_locale": "en-US",
            "app_permissions": "0",
            "entitlements": [],
            "authorizing_integration_owners": {"0": str(GUILD_ID)},
            "context": 0,
            "attachment_size_limit": 10_485_760,
            "data": data,
        }
        await self._dispatch("INTERACTION_CREATE", payload | more)
        return token

    async def command(self, path: str, **options: Json) -> str:
        """Run a chat command such as "profile view" and return the interaction's token."""
        root, *groups = path.split()
        inner: list[Json] = [
            {"name": name, "type": 3, "value": value} for name, value in options.items()
        ]
        for depth, name in reversed(list(enumerate(groups))):
            is_leaf = depth == len(groups) - 1
            inner = [{"name": name, "type": 1 if is_leaf else 2, "options": inner}]
        data = {"id": str(next(self._ids)), "name": root, "type": 1, "options": inner}
        return await self.interact(data)

    async def answer_to(self, token: str) -> Json:
        """Wait for the first answer to an interaction and return its body."""
        return (await self.request("POST", f"/{token}/callback")).body

    async def request(self, method: str, end: str) -> Asked:
        """Wait for a request of a method whose path ends so."""
        async with asyncio.timeout(PATIENCE), self._news:
            await self._news.wait_for(lambda: self.asked_for(method, end))
            return self.asked_for(method, end)[0]

    async def _dispatch(self, event: str, data: Json) -> None:
        message = {"op": 0, "t": event, "s": next(self._sequence), "d": data}
        for socket in self._sockets:
            await socket.send_json(message)

    # REST

    async def _answer(self, request: web.Request) -> web.Response:
        path = request.path.removeprefix("/api/v10")
        body = await _body(request)
        async with self._news:
            self.asked.append(Asked(request.method, path, body))
            self._news.notify_all()
        if not self._is_allowed(request, path):
            return _json({"message": "401: Unauthorized", "code": 0}, status=401)
        await self.answers.wait()
        for method, end, reply in self._routes():
            if request.method == method and path.endswith(end):
                return _json(reply(request, body))
        return _json({"message": "Unknown", "code": 10003}, status=404)

    def _is_allowed(self, request: web.Request, path: str) -> bool:
        # An interaction brings the right to answer it with it.
        if self.token is None or path.startswith(("/interactions/", "/webhooks/")):
            return True
        return request.headers.get("Authorization") == f"Bot {self.token}"

    def _routes(self) -> list[tuple[str, str, Callable[[web.Request, Json], Json]]]:
        return [
            ("GET", "/users/@me", lambda *_: user(BOT_ID, "tsunagari", bot=True)),
            ("GET", "/oauth2/applications/@me", lambda *_: _application()),
            ("GET", "/gateway/bot", lambda *_: self._gateway_bot()),
            ("PUT", "/commands", self._take_commands),
            ("POST", "/callback", self._take_answer),
            ("GET", f"/guilds/{GUILD_ID}/members", self._members_page),
            ("POST", "/users/@me/channels", lambda _, body: self._dm(body["recipient_id"])),
            ("POST", "/messages", lambda *_: self._message()),
            ("PATCH", "/messages/@original", lambda *_: self._message()),
            ("POST", "", lambda *_: self._message()),  # a follow-up goes to the token itself
        ]

    def _gateway_bot(self) -> Json:
        limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        return {"url": self.gateway, "shards": 1, "session_start_limit": limit}

    def _take_commands(self, request: web.Request, body: Json) -> Json:
        made = {"application_id": str(BOT_ID), "version": "1", "default_member_permissions": None}
        return [{"id": str(next(self._ids)), "description": "", **made, **each} for each in body]

    def _take_answer(self, request: web.Request, body: Json) -> Json:
        message_id = str(next(self._ids))
        interaction = {
            "id": str(next(self._ids)),
            "type": 2,
            "response_message_id": message_id,
            "response_message_loading": False,
            "response_message_ephemeral": True,
        }
        return {"interaction": interaction, "resource": None}

    def _members_page(self, request: web.Request, _: Json) -> Json:
        limit, after = int(request.query.get("limit", 1)), int(request.query.get("after", 0))
        page = [user_id for user_id in sorted(self.member_ids) if user_id > after][:limit]
        return [member(user_id) for user_id in page]

    def _dm(self, recipient_id: str) -> Json:
        return {"id": f"9{recipient_id}", "type": 1, "recipients": [user(int(recipient_id))]}

    def _message(self) -> Json:
        return {
            "id": str(next(self._ids)),
            "channel_id": str(CHANNEL_ID),
            "author": user(BOT_ID, "tsunagari", bot=True),
            "content": "",
            "timestamp": "2026-01-01T00:00:00+00:00",
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "type": 0,
            **{name: [] for name in ("mentions", "mention_roles", "attachments", "embeds")},
        }

    # The gateway

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
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
        if said["op"] == 1:
            await socket.send_json({"op": 11})
        elif said["op"] == 2:
            if said["d"]["intents"] & MEMBERS_INTENT and not self.members_intent_is_on:
                await socket.close(code=4014, message=b"Disallowed intent(s).")
                return
            await self._let_in(socket)

    async def _let_in(self, socket: web.WebSocketResponse) -> None:
        self._sockets.append(socket)
        ready = {
            "v": 10,
            "user": user(BOT_ID, "tsunagari", bot=True),
            "guilds": [{"id": str(GUILD_ID), "unavailable": True}],
            "session_id": "session",
            "resume_gateway_url": self.gateway,
            "application": {"id": str(BOT_ID), "flags": 0},
        }
        await self._dispatch("READY", ready)
        await self._dispatch("GUILD_CREATE", self._guild())
        self._connected.set()

    def _guild(self) -> Json:
        everyone = {"id": str(GUILD_ID), "name": "@everyone", "permissions": "0", "position": 0}
        look = {"color": 0, "hoist": False, "managed": False, "mentionable": False, "flags": 0}
        channel = {"id": str(CHANNEL_ID), "type": 0, "name": "general", "position": 0}
        return {
            "id": str(GUILD_ID),
            "name": "Alumni",
            "owner_id": "1",
            "member_count": len(self.member_ids),
            "large": False,
            "roles": [everyone | look],
            "channels": [channel | {"permission_overwrites": []}],
            "members": [member(BOT_ID, "tsunagari")],
            **{name: [] for name in ("emojis", "stickers", "threads", "presences", "features")},
            **{name: [] for name in ("voice_states", "stage_instances", "guild_scheduled_events")},
            "verification_level": 0,
            "preferred_locale": "en-US",
        }


def _application() -> Json:
    return {
        "id": str(BOT_ID),
        "name": "tsunagari",
        "description": "",
        "icon": None,
        "flags": 0,
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0",
        "owner": user(1, "owner"),
    }


async def _body(request: web.Request) -> Json:
    if request.content_type == "multipart/form-data":
        form = await request.post()
        return json.loads(str(form["payload_json"]))
    text = await request.text()
    return json.loads(text) if text else None


def _json(body: Json, status: int = 200) -> web.Response:
    # Exactly this content type: discord.py takes anything else for plain text.
    text = json.dumps(body).encode()
    return web.Response(body=text, status=status, headers={"Content-Type": "application/json"})


@contextlib.asynccontextmanager
async def fake_discord(**switches: Any) -> AsyncGenerator[FakeDiscord, None]:
    """Open a Discord of our own on a free port."""
    discord = FakeDiscord(**switches)
    await discord.listen()
    try:
        yield discord
    finally:
        await discord.stop_listening()
