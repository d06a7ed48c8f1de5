"""/event feed as people meet it, and what their calendars then fetch."""

from __future__ import annotations

import contextlib
import re
from collections.abc import AsyncIterator
from typing import Any

import discord
from aiohttp.test_utils import TestClient, TestServer
from ical.calendar_stream import IcsCalendarStream
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from bot.client import AlumniBot
from bot.i18n import Catalogues
from bot.services.services import Services
from bot.web.app import application
from tests.reading import labels, read, read_private, read_refusal

HERE = "https://bot.example.org"


@contextlib.asynccontextmanager
async def serving(services: Services, bot: AlumniBot) -> AsyncIterator[TestClient]:
    """Serve what is reached through a proxy; within a test, whose clock is the simulated one."""
    bot.public_url = HERE
    app = application(services, bot, Catalogues.read())
    async with TestClient(TestServer(app)) as client:
        yield client


def address(told: str) -> str:
    """Return the path of the one address in a reply, which is there in two forms."""
    [https] = re.findall(r"https://bot\.example\.org(/feeds/\S+\.ics)", told)
    assert f"webcal://bot.example.org{https}" in told
    return https


async def fetch(web: TestClient, path: str) -> list[str] | None:
    async with web.get(path) as response:
        if response.status == 404:
            return None
        calendar = IcsCalendarStream.calendar_from_ics(await response.text())
        return [event.summary for event in calendar.events]


async def test_without_a_web_server_feeds_are_off(world: Any) -> None:
    result = await world.alice.slash(world.channel, "event feed", what="mine")

    assert "has not switched feeds on" in read_refusal(world, result)


async def test_an_address_is_shown_once_replaced_when_asked_and_stopped(
    world: Any, services: Services, simcord_bot: AlumniBot
) -> None:
    asked = {"what": "server"}
    async with serving(services, simcord_bot) as web:
        given = await world.alice.slash(world.channel, "event feed", **asked)
        first = address(read_private(given))
        assert "shown this once" in read(given.response)
        assert await fetch(web, first) == []

        again = await world.alice.slash(world.channel, "event feed", **asked)
        assert "it works" in read_private(again)
        assert "https://" not in read(again.response)
        assert labels(again.response) == ["Make a new one", "Stop it"]
        assert await fetch(web, first) == []
        renewed = (await world.alice.click(again.response, label="Make a new one")).response
        second = address(read(renewed))
        assert "before has stopped working" in read(renewed)
        assert (await fetch(web, first), await fetch(web, second)) == (None, [])

        assert "Stopped" in read((await world.alice.click(renewed, label="Stop it")).response)
        assert await fetch(web, second) is None
        revoked = await world.alice.slash(world.channel, "event feed", **asked, revoke=True)
        assert "no such address" in read_refusal(world, revoked)


async def test_a_feed_follows_who_may_see_a_channel(
    world: Any, services: Services, simcord_bot: AlumniBot
) -> None:
    host = world.join("hiro", permissions=discord.Permissions(manage_events=True))
    await services.zones.set(host.id, "Europe/Lisbon")
    form = await host.slash(
        world.channel, "event create", title="Dinner", when="2026-03-01 18:30", region="Aomori"
    )
    draft = (await host.submit_modal(form, {"description": ""})).response
    await host.click(draft, label="Publish")
    simcord_bot.public_url = HERE
    of_region = await world.alice.slash(world.channel, "event feed", what="region", region="Aomori")
    path = address(read_private(of_region))
    assert "Alumni: Aomori" in read(of_region.response)
    async with serving(services, simcord_bot) as web:
        assert await fetch(web, path) == ["Dinner"]

        hidden = Overwrite(world.guild.id, OverwriteType.ROLE, deny=1024)
        world.env.backend.edit_channel(world.channel.id, {}, overwrites=[hidden])
        await world.alice.slash(world.guild.create_text_channel("other"), "help")

        assert await fetch(web, path) == []


async def test_the_address_of_a_chapter_is_stopped_by_its_button(
    world: Any, services: Services, simcord_bot: AlumniBot
) -> None:
    chapter = await services.regions.accept(world.guild.id, "new-york")
    asked = {"what": "region", "region": chapter.code}
    async with serving(services, simcord_bot) as web:
        given = await world.alice.slash(world.channel, "event feed", **asked)
        assert await fetch(web, address(read_private(given))) == []

        stopped = await world.alice.click(given.response, label="Stop it")

        assert "Stopped" in read(stopped.response)


async def test_what_does_not_fit_is_refused(world: Any, simcord_bot: AlumniBot) -> None:
    simcord_bot.public_url = HERE
    for options in ({"what": "region"}, {"what": "mine", "region": "Aomori"}):
        result = await world.alice.slash(world.channel, "event feed", **options)
        assert "choose **a region**" in read_refusal(world, result)
