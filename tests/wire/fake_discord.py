"""A small Discord on real sockets: enough REST and gateway for a bot to log in and be used.

It listens on 127.0.0.1 and remembers every request. A test sends what people do with
``interact``, reads what the bot answers with ``answer_to``, and orders what goes wrong with
``faults``. Its parts are beside it, one concept a file.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import AsyncGenerator

from aiohttp import web

from tests.wire.fake.clock import FakeClock
from tests.wire.fake.faults import Faults
from tests.wire.fake.gateway import Gateway
from tests.wire.fake.guild import Guild
from tests.wire.fake.limits import Limits
from tests.wire.fake.messages import Messages
from tests.wire.fake.onboarding import Onboarding
from tests.wire.fake.payloads import (
    BOT_ID,
    CHANNEL_ID,
    GUILD_ID,
    Json,
    application,
    me,
    member,
    message,
    user,
)
from tests.wire.fake.places import Places
from tests.wire.fake.rest import PREFIX, Asked, Rest
from tests.wire.fake.scheduled import Scheduled
from tests.wire.fake.threads import Threads


class FakeDiscord:
    """One server; switches say how Discord behaves."""

    def __init__(self, *, token: str | None = None) -> None:
        self.clock = FakeClock()
        self.places = Places(self.clock)
        self.guild = Guild(self.places)
        self.messages = Messages(self.clock)
        self.scheduled = Scheduled(self.clock)
        self.threads = Threads(self.places, self.messages)
        self.onboarding = Onboarding(self.guild, self.clock)
        self.faults = Faults()
        self.limits = Limits()
        self.port = 0
        self._rest = Rest(token=token, faults=self.faults, limits=self.limits)
        self._gateway = Gateway(self.guild, lambda: self.gateway)
        self.answers = self._rest.answers
        """While this is cleared, requests are heard but not answered."""
        self.answers.set()
        self._add_routes()

    @property
    def token(self) -> str | None:
        return self._rest.token

    @token.setter
    def token(self, token: str) -> None:
        self._rest.token = token

    @property
    def members_intent_is_on(self) -> bool:
        return self._gateway.members_intent_is_on

    @members_intent_is_on.setter
    def members_intent_is_on(self, is_on: bool) -> None:
        self._gateway.members_intent_is_on = is_on

    @property
    def asked(self) -> list[Asked]:
        return self._rest.asked

    @property
    def rest(self) -> str:
        return f"http://127.0.0.1:{self.port}{PREFIX}"

    @property
    def gateway(self) -> str:
        return f"ws://127.0.0.1:{self.port}/gateway/"

    async def listen(self, port: int = 0) -> None:
        """Open a port, by default a free one."""
        app = web.Application()
        app.router.add_get("/gateway/", self._gateway.serve)
        app.router.add_route("*", PREFIX + "/{path:.*}", self._rest.answer)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        self.port = self._runner.addresses[0][1]

    async def stop_listening(self) -> None:
        """Be unreachable from now on."""
        await self._runner.cleanup()

    def asked_for(self, method: str, end: str) -> list[Asked]:
        """Return the requests of a method whose path ends so."""
        return self._rest.asked_for(method, end)

    async def request(self, method: str, end: str, **which: float) -> Asked:
        """Wait for the ``nth`` request of a method whose path ends so, with some patience."""
        return await self._rest.request(method, end, **which)

    async def connected(self) -> None:
        """Wait until a bot has identified itself and was let in."""
        await self._gateway.connected()

    async def disconnect(self) -> None:
        """Break the gateway's connections off; bots come back by themselves."""
        await self._gateway.disconnect()

    async def interact(self, data: Json, *, user_id: int = 5, kind: int = 2, **more: Json) -> str:
        """Do what a member does, and return the interaction's token."""
        token = f"interaction-{self.clock.snowflake()}"
        payload = {
            "id": str(self.clock.snowflake()),
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
        await self._gateway.dispatch("INTERACTION_CREATE", payload | more)
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
        data = {"id": str(self.clock.snowflake()), "name": root, "type": 1, "options": inner}
        return await self.interact(data)

    async def answer_to(self, token: str) -> Json:
        """Wait for the first answer to an interaction and return its body."""
        return (await self.request("POST", f"/{token}/callback")).body

    def _add_routes(self) -> None:
        route, guild = self._rest.route, self.guild
        route("GET", "/users/@me", lambda *_: me())
        route("GET", r"/users/(\d+)", lambda _, __, found: user(int(found[1])))
        route("GET", "/oauth2/applications/@me", lambda *_: application())
        route("GET", "/gateway/bot", lambda *_: self._gateway_bot())
        route("PUT", "/commands", self._take_commands)
        route("POST", "/callback", self._take_answer)
        route("GET", f"/guilds/{GUILD_ID}/members", lambda asked, *_: guild.members_page(asked))
        route("GET", f"/guilds/{GUILD_ID}/onboarding", lambda *_: self.onboarding.payload())
        route(
            "PUT",
            f"/guilds/{GUILD_ID}/onboarding",
            lambda _, body, __: self.onboarding.replace(body),
        )
        route("POST", "/users/@me/channels", lambda _, body, __: dm(body["recipient_id"]))
        self.scheduled.add_routes(route)
        self.threads.add_routes(route)
        self.places.add_routes(route)
        route("GET", r"/channels/(\d+)/messages", self._page)
        route("POST", r"/channels/(\d+)/messages", self._send)
        route("PATCH", r"/channels/(\d+)/messages/(\d+)", self._edit)
        route("GET", r"/channels/(\d+)/messages/(\d+)", self._message)
        route("DELETE", r"/channels/(\d+)/messages/(\d+)", self._delete)
        route("POST", r"/channels/(\d+)/messages/(\d+)/crosspost", self._publish)
        route("PUT", r"/channels/\d+/messages/pins/(\d+)", self._pin)
        route("PATCH", "/messages/@original", lambda *_: self._follow_up())
        route("POST", r"/webhooks/.*", lambda *_: self._follow_up())

    def _page(self, request: web.Request, _: Json, found: re.Match[str]) -> Json:
        return self.messages.page(int(found[1]), request)

    def _send(self, _: web.Request, body: Json, found: re.Match[str]) -> Json:
        return self.messages.send(int(found[1]), body)

    def _edit(self, _: web.Request, body: Json, found: re.Match[str]) -> Json:
        return self.messages.edit(int(found[1]), int(found[2]), body)

    def _message(self, _: web.Request, __: Json, found: re.Match[str]) -> Json:
        return self.messages.get(int(found[1]), int(found[2]))

    def _delete(self, _: web.Request, __: Json, found: re.Match[str]) -> None:
        self.messages.delete(int(found[1]), int(found[2]))

    def _publish(self, _: web.Request, __: Json, found: re.Match[str]) -> Json:
        return self.messages.publish(int(found[1]), int(found[2]))

    def _pin(self, _: web.Request, __: Json, found: re.Match[str]) -> None:
        self.messages.pinned.add(int(found[1]))

    def _follow_up(self) -> Json:
        number, now = self.clock.snowflake(), self.clock.now().isoformat()
        return message(number, CHANNEL_ID, {}, now)

    def _gateway_bot(self) -> Json:
        limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        return {"url": self.gateway, "shards": 1, "session_start_limit": limit}

    def _take_commands(self, _: web.Request, body: Json, __: re.Match[str]) -> Json:
        made = {"application_id": str(BOT_ID), "version": "1", "default_member_permissions": None}
        return [
            {"id": str(self.clock.snowflake()), "description": "", **made, **each} for each in body
        ]

    def _take_answer(self, *_: object) -> Json:
        interaction = {
            "id": str(self.clock.snowflake()),
            "type": 2,
            "response_message_id": str(self.clock.snowflake()),
            "response_message_loading": False,
            "response_message_ephemeral": True,
        }
        return {"interaction": interaction, "resource": None}


def dm(recipient_id: str) -> Json:
    """Describe the conversation with somebody; its number follows from theirs."""
    return {"id": f"9{recipient_id}", "type": 1, "recipients": [user(int(recipient_id))]}


@contextlib.asynccontextmanager
async def fake_discord(*, token: str | None = None) -> AsyncGenerator[FakeDiscord, None]:
    """Open a Discord of our own on a free port."""
    discord = FakeDiscord(token=token)
    await discord.listen()
    try:
        yield discord
    finally:
        await discord.stop_listening()
