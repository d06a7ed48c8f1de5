"""A poll as people meet it: asked, answered, closed, and turned into an event."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.client import AlumniBot
from bot.i18n import Catalogues
from bot.services.services import Services
from tests.cogs.events.hosting import card, host, settle
from tests.reading import labels, offered, read, read_private, read_refusal

__all__ = ["host"]


@pytest.fixture
async def next_bot(services: Services) -> AsyncIterator[AlumniBot]:
    """The bot that a restart brings."""
    async with AlumniBot(services, Catalogues.read()) as bot:
        yield bot


def days(*ahead: int) -> str:
    now = discord.utils.utcnow()
    return "; ".join(f"{now + timedelta(days=each):%Y-%m-%d} 13:00" for each in ahead)


async def ask(world: Any, host: Any, **options: Any) -> Any:
    """Post a poll; what comes back is its card."""
    usual = {"title": "*Dinner*", "slots": days(20, 21, 22)}
    draft = await host.slash(world.channel, "event poll", **(usual | options))
    await host.click(draft.response, label="Post it")
    return card(world)


async def test_a_poll_is_seen_first_answered_closed_and_becomes_an_event(
    world: Any, host: Any, next_bot: AlumniBot
) -> None:
    draft = await host.slash(world.channel, "event poll", title="*Dinner*", slots=days(20, 21))
    assert "Lisbon time (in " in read_private(draft)
    assert world.channel.last_message is None
    posted = (await host.click(draft.response, label="Post it")).response
    assert "\\*Dinner\\*" in read(card(world))
    assert labels(card(world)) == ["Tick what suits me"]

    await world.env.restart_bot(next_bot)
    mine = (await world.alice.click(card(world), label="Tick what suits me")).response
    assert mine.ephemeral
    assert "/time set" in read(mine)
    mine = (await world.alice.select(mine, ["0", "1"], custom_id="poll:yes:1")).response
    await world.alice.select(mine, ["0"], custom_id="poll:maybe:1")
    bobs = (await world.bob.click(card(world), label="Tick what suits me")).response
    assert "close it" not in " ".join(labels(bobs))
    none = (await world.bob.click(bobs, label="None suits me")).response
    assert "suits you" not in read(none)
    await settle(world)
    told = read(card(world))
    assert "suits 0 / 1 if need be" in told
    assert "suits 1" in told
    assert "2 people answered." in told

    review = (await host.click(posted, label="See how it stands, and close it")).response
    assert "Number 2 wins." in read(review)
    closed = (await host.click(review, label="Close the poll")).response
    await settle(world)
    assert "suits most people" in read(card(world))
    assert labels(card(world)) == []
    event = (await host.click(closed, label="Open the draft")).response
    assert labels(event)[0] == "Publish"
    late = await world.alice.click(mine, label="None suits me")
    assert "This poll is over" in read(late.response)


async def test_the_author_decides_among_times_that_are_level(world: Any, host: Any) -> None:
    posted = await ask(world, host)
    mine = (await world.alice.click(posted, label="Tick what suits me")).response
    await world.alice.select(mine, ["0", "2"], custom_id="poll:yes:1")

    own = (await host.click(posted, label="Tick what suits me")).response
    review = (await host.click(own, label="See how it stands, and close it")).response
    assert "Level are 1 and 3" in read(review)
    assert [each[:3] for each in offered(review)] == ["1. ", "3. "]
    closed = (await host.select(review, ["2"], custom_id="poll:choose:1")).response

    assert "wins, and is a draft" in read(closed)


async def test_times_are_taken_apart_and_doubted_one_by_one(world: Any, host: Any) -> None:
    vague = await host.slash(
        world.channel, "event poll", title="Tea", slots="tomorrow 19:00; fri 7; sat 15:00"
    )
    assert "“fri 7” can be any of these" in read_refusal(world, vague)
    few = await host.slash(world.channel, "event poll", title="Tea", slots="tomorrow 19:00")
    assert "2 to 10 different times" in read_refusal(world, few)
    for slots in ("tomorrow 19:00, tomorrow 20:00", "明日の19時、明後日の19時"):
        fine = await host.slash(world.channel, "event poll", title="Tea", slots=slots)
        assert "2. " in read_private(fine)
    dropped = await host.click(fine.response, label="Drop it")
    assert "nothing was posted" in read(dropped.response)


async def test_the_author_finds_their_polls_again(world: Any, host: Any) -> None:
    await host.slash(world.channel, "event poll", title="Tea", slots=days(20, 21))

    mine = await host.slash(world.channel, "event mine")
    draft = (await host.select(mine.response, ["1"], custom_id="poll:mine:0")).response
    await host.click(draft, label="Post it")
    mine = await host.slash(world.channel, "event mine")
    review = (await host.select(mine.response, ["1"], custom_id="poll:mine:0")).response
    assert "None of the times to come suits anybody" in read(review)

    others = await world.alice.slash(world.channel, "event mine")
    assert "None yet" in read_private(others)


async def test_times_are_shown_as_understood_while_they_are_typed(world: Any, host: Any) -> None:
    typed = f"{days(20)}; 2027-03-05 8:00"
    offers = await host.autocomplete(world.channel, "event poll", "slots", typed)
    assert [offer["value"][-16:] for offer in offers] == ["2027-03-05 08:00", "2027-03-05 20:00"]
    assert all(offer["value"].startswith(days(20)) for offer in offers)
    assert "Lisbon time" in offers[0]["name"]


async def test_a_card_deleted_by_hand_ends_its_poll(world: Any, host: Any) -> None:
    posted = await ask(world, host)
    mine = (await world.alice.click(posted, label="Tick what suits me")).response
    world.env.backend.delete_message(world.channel.id, posted.id)
    mine = (await world.alice.select(mine, ["0"], custom_id="poll:yes:1")).response
    await settle(world)

    late = await world.alice.click(mine, label="None suits me")

    assert "This poll is over" in read(late.response)
