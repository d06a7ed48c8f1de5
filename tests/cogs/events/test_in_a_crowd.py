"""Hundreds press in one moment, or the disk is slow: Discord gets its sign, people their answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.rights import Standing
from bot.services.event_drafts import Spot
from bot.services.services import Services
from bot.ui import replies
from tests.reading import labels, read

HOST = 5


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no answer come soon enough; the clock of the simulator stands while it is made."""

    def at_once(act: Callable[[], None]) -> asyncio.Handle:
        return asyncio.get_running_loop().call_soon(act)

    monkeypatch.setattr(replies, "after_patience", at_once)


async def publish(world: Any, services: Services) -> Any:
    """Publish an event, and return its card."""
    standing, start = Standing(HOST, world.guild.id, manages_events=True), timedelta(hours=2)
    draft = await services.event_drafts.draft(
        standing,
        Spot(world.channel.id),
        None,
        "en",
        title="Dinner",
        starts_at=services.clock() + start,
        length=start,
        zone="UTC",
    )
    await services.event_drafts.publish(standing, draft.event.id)
    await world.env.advance_time(1)
    return world.channel.history()[0]


def signs(world: Any) -> list[int]:
    """Return what was said first to each press: 5 and 6 are "wait", and go on in its place."""
    answers = [each.json for each in world.env.http_requests if each.path.endswith("/callback")]
    return [answer["type"] for answer in answers]


async def test_an_answer_that_takes_long_is_acknowledged_and_comes(
    world: Any, services: Services
) -> None:
    posted = await publish(world, services)

    pressed = await world.alice.click(posted, label="Going")

    assert signs(world) == [5]
    assert "**You are going**" in read(pressed.response)
    assert pressed.ephemeral
    assert "Name me" in labels(pressed.response)


async def test_in_a_private_message_it_takes_the_place_of_what_stood_there(
    world: Any, services: Services
) -> None:
    await publish(world, services)
    shown = (await world.alice.slash(world.channel, "event show", event="1")).response

    await world.alice.click(shown, label="Maybe")

    assert signs(world)[-1] == 6
    assert "you may come" in read(shown)


async def test_a_refusal_that_takes_long_comes_too(world: Any, services: Services) -> None:
    posted = await publish(world, services)
    await services.hosting.cancel(Standing(HOST, world.guild.id, manages_events=True), 1)

    pressed = await world.alice.click(posted, label="Going")

    assert signs(world) == [5]
    assert "over" in read(pressed.response)
