"""Threads of events over real sockets: whatever becomes of an answer, there is one thread."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import discord
import pytest
from discord.http import Route

from bot.domain.events import Coming, Event
from bot.domain.rights import Standing
from bot.outbox.answers import watched_answers
from bot.outbox.dispatcher import Dispatcher
from bot.outbox.following import FollowCarrier
from bot.services.event_drafts import Spot
from bot.services.event_rows import CARD, EDIT, IN_THREAD, PLACE_GONE, THREAD
from bot.services.hosting import Said
from bot.services.services import Services
from bot.storage import events
from cogs.event_threads.carriers import ThreadCarrier
from tests.events import asker
from tests.outbox.conftest import Parcels, Post, Time
from tests.wire.conftest import TOKEN
from tests.wire.fake.faults import Fault, Lost, Reset, Trouble
from tests.wire.fake.payloads import CHANNEL_ID, GUILD_ID
from tests.wire.fake_discord import FakeDiscord

HOST = Standing(5, GUILD_ID, manages_events=True)
ALICE = 7
OPENING, LETTING_IN = r"/threads$", r"/thread-members/\d+$"


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
async def post(
    services: Services, clock: Time, discord: FakeDiscord, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Post]:
    """The queue with a client that is logged in, and with the carriers of threads."""
    monkeypatch.setattr(Route, "BASE", discord.rest)
    async with client() as logged_in:
        await logged_in.login(TOKEN)
        dispatcher, parcels = Dispatcher(logged_in, services.outbox), Parcels()
        for kind in (CARD, EDIT):
            dispatcher.add_carrier(kind, parcels)
        dispatcher.add_carrier(THREAD, ThreadCarrier(logged_in, services.event_threads))
        dispatcher.add_carrier(IN_THREAD, FollowCarrier(logged_in, where_gone=PLACE_GONE))
        dispatcher.start()
        yield Post(logged_in, services.outbox, dispatcher, parcels, clock)
        await dispatcher.close()


def client() -> discord.Client:
    return discord.Client(
        intents=discord.Intents.none(), max_ratelimit_timeout=30, http_trace=watched_answers()
    )


async def published(services: Services, fake: FakeDiscord) -> Event:
    """Publish an event whose card stands."""
    start = services.clock() + timedelta(days=60)
    said = Said(title="Dinner", starts_at=start, length=timedelta(hours=2))
    seen = await services.event_drafts.draft(HOST, Spot(CHANNEL_ID), None, "en", **said)
    event = await services.event_drafts.publish(HOST, seen.event.id)
    card = fake.messages.send(CHANNEL_ID, {})
    async with services.outbox._db.transaction() as conn:
        await events.set_message(conn, event.id, int(card["id"]))
        await conn.execute("DELETE FROM outbox WHERE due_at > ?", (start.isoformat(),))
    return event


async def pass_(post: Post, fake: FakeDiscord) -> None:
    """Let time pass for both: threads are told apart by when they were opened."""
    fake.clock.advance(700)
    await post.pass_(700)


async def until_it_stands(post: Post, services: Services, fake: FakeDiscord, event: Event) -> Event:
    async def stands() -> bool:
        await pass_(post, fake)
        return (await services.hosting.managed(HOST, event.id)).event.thread_id is not None

    await post.until(stands)
    return (await services.hosting.managed(HOST, event.id)).event


@pytest.mark.parametrize("is_private", [False, True], ids=["public", "private"])
@pytest.mark.parametrize(
    "fault", [Lost(), Reset(), Trouble(502), Trouble(502, is_done=True)], ids=repr
)
async def test_there_is_one_thread_whatever_became_of_the_answer(
    post: Post, services: Services, discord: FakeDiscord, fault: Fault, is_private: bool
) -> None:
    event = await published(services, discord)
    discord.faults.order("POST", OPENING, fault)

    await services.event_threads.open(HOST, event.id, is_private=is_private)
    after = await until_it_stands(post, services, discord, event)

    assert list(discord.places.posts) == [after.thread_id]
    assert await post.dead() == []
    was_done = isinstance(fault, Lost) or (isinstance(fault, Trouble) and fault.is_done)
    assert len(discord.asked_for("POST", "/threads")) == (1 if was_done else 2)


async def test_a_private_thread_is_told_from_that_of_an_event_of_the_same_name(
    post: Post, services: Services, discord: FakeDiscord
) -> None:
    first, second = [await published(services, discord) for _ in range(2)]
    await services.event_threads.open(HOST, first.id, is_private=True)
    first = await until_it_stands(post, services, discord, first)
    discord.places.fall_asleep()
    discord.faults.order("POST", OPENING, Lost())

    await services.event_threads.open(HOST, second.id, is_private=True)
    second = await until_it_stands(post, services, discord, second)

    assert sorted(discord.places.posts) == sorted([first.thread_id, second.thread_id])


async def test_people_are_let_in_once_and_taken_out_whatever_became_of_the_answer(
    post: Post, services: Services, discord: FakeDiscord
) -> None:
    event = await published(services, discord)
    await services.event_threads.open(HOST, event.id, is_private=False)
    event = await until_it_stands(post, services, discord, event)
    await services.answers.answer(asker(ALICE, server_id=GUILD_ID), event.id, Coming.GOING)
    discord.faults.order("PUT", LETTING_IN, Trouble(503, is_done=True))

    await services.event_threads.join(ALICE, event.id)
    thread = event.thread_id or 0

    async def is_in() -> bool:
        await pass_(post, discord)
        return ALICE in discord.threads.people.get(thread, ())

    await post.until(is_in)
    assert discord.threads.added[thread, ALICE] == 1

    discord.faults.order("DELETE", LETTING_IN, Lost())
    await services.answers.answer(asker(ALICE, server_id=GUILD_ID), event.id, Coming.NO)

    async def is_out() -> bool:
        await pass_(post, discord)
        return ALICE not in discord.threads.people[thread]

    await post.until(is_out)
    assert await post.dead() == []
