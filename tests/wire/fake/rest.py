"""REST: requests are remembered, go wrong as ordered, and are answered by the first route."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web

from tests.wire.fake.faults import Denied, Faults, Limited, Lost, Reset, Slow, Trouble
from tests.wire.fake.limits import Limits
from tests.wire.fake.payloads import Json

PREFIX = "/api/v10"
PATIENCE = 15

Reply = Callable[[web.Request, Json, re.Match[str]], Json]


@dataclass(slots=True)
class Asked:
    """One request the bot made, as it came over the socket."""

    method: str
    path: str
    body: Json


@dataclass(slots=True)
class Rest:
    """Routes, what was asked of them, and what goes wrong."""

    token: str | None = None
    faults: Faults = field(default_factory=Faults)
    limits: Limits = field(default_factory=Limits)
    asked: list[Asked] = field(default_factory=list[Asked])
    answers: asyncio.Event = field(default_factory=asyncio.Event)
    _routes: list[tuple[str, re.Pattern[str], Reply]] = field(
        default_factory=list[tuple[str, re.Pattern[str], Reply]]
    )
    _news: asyncio.Condition = field(default_factory=asyncio.Condition)

    def route(self, method: str, pattern: str, reply: Reply) -> None:
        """Answer requests whose path ends with a pattern; earlier routes go first."""
        self._routes.append((method, re.compile(f"{pattern}$"), reply))

    def asked_for(self, method: str, end: str) -> list[Asked]:
        """Return the requests of a method whose path ends so."""
        return [one for one in self.asked if one.method == method and one.path.endswith(end)]

    async def request(
        self, method: str, end: str, *, nth: int = 1, patience: float = PATIENCE
    ) -> Asked:
        """Wait for the nth request of a method whose path ends so."""
        async with asyncio.timeout(patience), self._news:
            await self._news.wait_for(lambda: len(self.asked_for(method, end)) >= nth)
            return self.asked_for(method, end)[nth - 1]

    async def answer(self, request: web.Request) -> web.Response:
        """Answer one request, well or as badly as was ordered."""
        path = request.path.removeprefix(PREFIX)
        body = await _body(request)
        async with self._news:
            self.asked.append(Asked(request.method, path, body))
            self._news.notify_all()
        if not self._is_allowed(request, path):
            return reply({"message": "401: Unauthorized", "code": 0}, status=401)
        await self.answers.wait()
        match self.faults.take(request.method, path):
            case Lost():
                self._done(request, path, body)
                return _broken_off(request)
            case Reset():
                return _broken_off(request)
            case Trouble(status, is_done):
                if is_done:
                    self._done(request, path, body)
                return reply({"message": "Trouble", "code": 0}, status=status)
            case Limited() as limit:
                return _limited(limit)
            case Denied(status, code):
                return reply({"message": "No", "code": code}, status=status)
            case Slow(seconds):
                answer = self._within_limits(request, path, body)
                await asyncio.sleep(seconds)
                return answer
            case None:
                return self._within_limits(request, path, body)

    def _within_limits(self, request: web.Request, path: str, body: Json) -> web.Response:
        too_much = self.limits.wait(path)
        if too_much is not None:
            return _limited(Limited(too_much, everything=True))
        headers, wait = self.limits.count(request.method, path)
        if wait is not None:
            return _limited(Limited(wait), headers)
        answer = self._done(request, path, body)
        answer.headers.update(headers)
        return answer

    def _done(self, request: web.Request, path: str, body: Json) -> web.Response:
        for method, pattern, answer in self._routes:
            found = pattern.search(path) if method == request.method else None
            if found:
                try:
                    return reply(answer(request, body, found))
                except Refusal as refusal:
                    return reply(
                        {"message": refusal.message, "code": refusal.code}, status=refusal.status
                    )
        return reply({"message": "Unknown", "code": 10003}, status=404)

    def _is_allowed(self, request: web.Request, path: str) -> bool:
        # An interaction brings the right to answer it with it.
        if self.token is None or path.startswith(("/interactions/", "/webhooks/")):
            return True
        return request.headers.get("Authorization") == f"Bot {self.token}"


class Refusal(Exception):  # noqa: N818 - an answer, not an error
    """Raised by a route: Discord refuses."""

    def __init__(self, status: int, code: int, message: str = "No") -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


def reply(body: Json, status: int = 200) -> web.Response:
    """Answer with exactly this content type: discord.py takes anything else for plain text."""
    if body is None:
        return web.Response(status=204)
    text = json.dumps(body).encode()
    return web.Response(body=text, status=status, headers={"Content-Type": "application/json"})


def _broken_off(request: web.Request) -> web.Response:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


def _limited(limit: Limited, headers: dict[str, str] | None = None) -> web.Response:
    body = {"message": "Slow down", "retry_after": limit.retry_after, "global": limit.everything}
    answer = reply(body, status=429)
    answer.headers.update(headers or {})
    answer.headers["Retry-After"] = str(limit.retry_after)
    if limit.via:
        answer.headers["Via"] = "1.1 google"
    if limit.everything:
        answer.headers["X-RateLimit-Global"] = "true"
    return answer


async def _body(request: web.Request) -> Json:
    if request.content_type == "multipart/form-data":
        form = await request.post()
        return json.loads(str(form["payload_json"]))
    text = await request.text()
    return json.loads(text) if text else None
