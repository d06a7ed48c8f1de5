"""The demo's pages, and the conversations behind them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from bot.demo.cast import CAST
from bot.demo.run import opened
from bot.demo.site import Site

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def site() -> AsyncIterator[Site]:
    """Open one demo for all these tests: whoever visits it disturbs nobody else."""
    async with opened(port=0, people=3, seed=1, with_places=False) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def visitor(site: Site) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(site.address) as session:
        yield session


async def text_of(visitor: aiohttp.ClientSession, path: str, **options: Any) -> str:
    async with visitor.get(path, **options) as response:
        assert response.status == 200
        return await response.text()


async def test_the_landing_page_offers_ten_people(visitor: aiohttp.ClientSession) -> None:
    page = await text_of(visitor, "/")

    assert len(CAST) == 10
    for person in CAST:
        assert f'href="/as/{person.key}/general?lang=en">{person.name}</a>' in page


async def test_the_landing_page_counts_everybody(visitor: aiohttp.ClientSession) -> None:
    assert "13 invented people" in await text_of(visitor, "/")


async def test_the_landing_page_speaks_japanese_on_request(visitor: aiohttp.ClientSession) -> None:
    page = await text_of(visitor, "/?lang=ja")

    assert '<html lang="ja">' in page
    assert "だれになりますか" in page


async def test_the_landing_page_speaks_the_browsers_language(
    visitor: aiohttp.ClientSession,
) -> None:
    page = await text_of(visitor, "/", headers={"Accept-Language": "ja-JP,ja;q=0.9"})

    assert '<html lang="ja">' in page


async def test_every_link_on_the_landing_page_leads_somewhere(
    visitor: aiohttp.ClientSession,
) -> None:
    for path in re.findall(r'(?:href|src)="(/[^"]*)"', await text_of(visitor, "/")):
        assert await text_of(visitor, path)


async def test_only_moderators_and_admins_are_offered_their_channel(
    visitor: aiohttp.ClientSession,
) -> None:
    page = await text_of(visitor, "/")

    offered = re.findall(r'href="/as/(\w+)/moderators', page)
    assert offered == ["noah", "aoife"]


@pytest.mark.parametrize(
    "path", ["/as/nobody/general", "/as/maria/nowhere", "/as/maria/moderators"]
)
async def test_nobody_is_let_into_what_is_not_theirs(
    visitor: aiohttp.ClientSession, path: str
) -> None:
    async with visitor.get(path) as response:
        assert response.status == 404


async def test_another_host_name_is_refused(visitor: aiohttp.ClientSession) -> None:
    async with visitor.get("/", headers={"Host": "evil.example"}) as response:
        assert response.status == 403


async def test_no_other_site_may_frame_a_page(visitor: aiohttp.ClientSession) -> None:
    for path in ("/", "/as/maria/general", "/conversation", "/preview.css"):
        async with visitor.get(path) as response:
            assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]


class Tab:
    """One browser tab on one conversation, spoken to as the page's script does."""

    def __init__(self, visitor: aiohttp.ClientSession, key: str, state: dict[str, Any]) -> None:
        self._visitor = visitor
        self._headers = {"X-Simcord-Capability": key, "X-Simcord-Context": state["context"]["id"]}
        self._sequence = 0
        self.state = state

    @classmethod
    async def open(cls, visitor: aiohttp.ClientSession, person: str, room: str) -> Tab:
        page = await text_of(visitor, f"/as/{person}/{room}")
        found = re.search(r'src="/conversation#([^"]+)"', page)
        assert found is not None
        headers = {"X-Simcord-Capability": found[1]}
        async with visitor.post("/api/pages", json={}, headers=headers) as response:
            return cls(visitor, found[1], await response.json())

    async def say(self, content: str) -> None:
        self._sequence += 1
        body = {
            "protocol_version": 3,
            "kind": "send_message",
            "request_id": f"r{self._sequence}",
            "sequence": self._sequence,
            "generation": self.state["context"]["generation"],
            "bot_generation": self.state["botGeneration"],
            "published_revision": self.state["publishedRevision"],
            "content": content,
        }
        async with self._visitor.post("/api/action", json=body, headers=self._headers) as response:
            answer = await response.json()
        assert answer["settlement"] == "settled", answer
        await self.read()

    async def read(self) -> str:
        async with self._visitor.get("/api/state", headers=self._headers) as response:
            self.state = await response.json()
        return str(self.state["messages"])


async def test_a_conversation_needs_its_key(visitor: aiohttp.ClientSession) -> None:
    headers = {"X-Simcord-Capability": "guessed"}
    async with visitor.post("/api/pages", json={}, headers=headers) as response:
        assert response.status == 401


async def test_what_one_says_all_others_in_the_channel_see(
    visitor: aiohttp.ClientSession,
) -> None:
    maria, james = [await Tab.open(visitor, who, "general") for who in ("maria", "james")]

    await maria.say("Anybody else from Hirosaki?")

    assert "Anybody else from Hirosaki?" in await james.read()


async def test_a_tab_stays_current_while_other_channels_are_busy(
    visitor: aiohttp.ClientSession,
) -> None:
    maria, james = [
        await Tab.open(visitor, who, room)
        for who, room in (("maria", "general"), ("james", "welcome"))
    ]
    revision = james.state["publishedRevision"]

    await maria.say("Hello")
    await james.read()

    assert james.state["publishedRevision"] == revision


async def test_reloading_keeps_the_conversation_and_the_person(
    visitor: aiohttp.ClientSession,
) -> None:
    first = await Tab.open(visitor, "james", "general")
    await first.say("Still here?")

    again = await Tab.open(visitor, "james", "general")

    assert "Still here?" in await again.read()
    assert again.state["viewerId"] == first.state["viewerId"]


async def test_a_tab_opened_later_stands_at_the_newest_message(
    visitor: aiohttp.ClientSession,
) -> None:
    first = await Tab.open(visitor, "james", "welcome")
    await first.say("Nice to be here")

    later = await Tab.open(visitor, "james", "welcome")

    assert later.state["targetId"] == later.state["timeline"][-1]
    assert "Nice to be here" in await later.read()


async def test_the_channel_greets_newcomers(visitor: aiohttp.ClientSession) -> None:
    tomas = await Tab.open(visitor, "tomas", "welcome")

    assert "ようこそ" in await tomas.read()


async def test_events_of_every_sort_stand_in_their_channel(
    visitor: aiohttp.ClientSession,
) -> None:
    said = await (await Tab.open(visitor, "sato", "events")).read()

    assert "This event is over." in said
    assert "おかえり会" in said
    assert "Every seat is taken, and 2 people wait." in said
    assert "Coffee online" in said


async def test_everybody_has_messages_from_the_bot(
    visitor: aiohttp.ClientSession, site: Site
) -> None:
    for person in CAST:
        tab = await Tab.open(visitor, person.key, "direct")
        assert tab.state["messages"] == {}
