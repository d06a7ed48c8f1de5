"""A web server on a port of its own, before services over a real database."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

import pytest
from aiohttp.test_utils import TestClient, TestServer
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream

from bot.domain.feeds import Feed, What
from bot.i18n import Catalogues
from bot.services.services import Services
from bot.web.app import application
from tests.events import SERVER
from tests.time import Time

ALICE = 7


@dataclass
class Door:
    """What Discord would tell."""

    is_connected: bool = True
    is_known: bool = True
    servers: set[int] = field(default_factory=lambda: {SERVER})
    hidden: set[int] = field(default_factory=set[int])
    strangers: set[int] = field(default_factory=set[int])
    asked: list[int] = field(default_factory=list[int])

    def knows(self, server_id: int) -> bool:
        return self.is_known

    def everybody_sees(self, server_id: int) -> Callable[[int], bool] | None:
        return self.sees if server_id in self.servers else None

    def sees(self, channel_id: int) -> bool:
        return channel_id not in self.hidden

    async def is_member(self, server_id: int, user_id: int) -> bool:
        self.asked.append(user_id)
        return user_id not in self.strangers


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
async def web(services: Services, door: Door) -> AsyncIterator[TestClient]:
    app = application(services, door, Catalogues.read())
    async with TestClient(TestServer(app)) as client:
        yield client


async def subscribe(
    services: Services,
    what: What = What.SERVER,
    code: str | None = None,
    *,
    user_id: int = ALICE,
    locale: str = "en",
) -> str:
    """Return the path of somebody's new address."""
    feed = Feed(user_id, SERVER, what, code, "Alumni", locale, services.clock())
    return f"/feeds/{await services.feeds.subscribe(feed)}.ics"


async def fetch(web: TestClient, path: str) -> Calendar:
    """Fetch a feed and read it with a parser that has no line in common with what wrote it."""
    async with web.get(path) as response:
        assert response.status == 200
        assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
        return IcsCalendarStream.calendar_from_ics(await response.text())
