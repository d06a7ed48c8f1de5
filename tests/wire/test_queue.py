"""The queue over real sockets: whatever Discord does, each message is there once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

import discord
import pytest
from discord import ui
from discord.http import Route

from bot.domain.outbox import Row
from bot.outbox import messages
from bot.outbox.answers import watched_answers
from bot.outbox.dispatcher import Dispatcher
from bot.services.services import Services
from tests.outbox.conftest import Parcels, Post, Time
from tests.wire.conftest import TOKEN
from tests.wire.fake.faults import Denied, Fault, Limited, Lost, Reset, Trouble
from tests.wire.fake.messages import NONCE_MEMORY
from tests.wire.fake.payloads import CHANNEL_ID
from tests.wire.fake_discord import FakeDiscord

SENDING = rf"/channels/{CHANNEL_ID}/messages"
# Answers that discord.py itself would take for a reason to send the same again.
REPEATED = (500, 502, 504)


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
async def post(
    services: Services, clock: Time, discord: FakeDiscord, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Post]:
    """The queue with a client that is logged in, sending its rows to one channel."""
    monkeypatch.setattr(Route, "BASE", discord.rest)
    async with _client() as client:
        await client.login(TOKEN)
        dispatcher = Dispatcher(client, services.outbox)
        channel = client.get_partial_messageable(CHANNEL_ID)

        async def send(row: Row) -> Mapping[str, Any]:
            return messages.link(await messages.send(channel, row, card(row)))

        async def find(row: Row) -> Mapping[str, Any] | None:
            found = await messages.find(channel, row)
            return messages.link(found) if found else None

        parcels = Parcels(carries=send, looks=find)
        dispatcher.add_carrier("parcel", parcels)
        dispatcher.start()
        yield Post(client, services.outbox, dispatcher, parcels, clock)
        await dispatcher.close()


def _client() -> discord.Client:
    return discord.Client(
        intents=discord.Intents.none(), max_ratelimit_timeout=30, http_trace=watched_answers()
    )


def card(row: Row) -> ui.LayoutView:
    view = ui.LayoutView()
    view.add_item(ui.Container(ui.TextDisplay(f"row {row.id}")))
    return view


def sent(discord: FakeDiscord) -> list[str]:
    """Return what stands in the channel."""
    return [
        each["components"][0]["components"][0]["content"]
        for each in discord.messages.of(CHANNEL_ID)
    ]


@pytest.mark.parametrize(
    "fault",
    [
        Lost(),
        Reset(),
        Trouble(503),
        *(Trouble(status) for status in REPEATED),
        *(Trouble(status, is_done=True) for status in REPEATED),
    ],
    ids=repr,
)
async def test_a_message_is_there_once_whatever_became_of_the_answer(
    post: Post, discord: FakeDiscord, fault: Fault
) -> None:
    discord.faults.order("POST", SENDING, fault)
    number = await post.add()
    await post.put_off()

    await post.pass_(60)
    await post.empty()

    assert sent(discord) == [f"row {number}"]
    was_done = isinstance(fault, Lost) or (isinstance(fault, Trouble) and fault.is_done)
    assert len(discord.asked_for("POST", "/messages")) == (1 if was_done else 2)


async def test_an_answer_lost_for_longer_than_nonces_are_known_doubles_nothing(
    post: Post, discord: FakeDiscord
) -> None:
    discord.faults.order("POST", SENDING, Lost())
    number = await post.add()
    await post.put_off()
    discord.clock.advance(NONCE_MEMORY.total_seconds() + 1)
    again = discord.asked_for("POST", "/messages")[0].body

    await post.pass_(3600)
    await post.empty()

    assert sent(discord) == [f"row {number}"]
    discord.messages.send(CHANNEL_ID, again)
    assert len(sent(discord)) == 2, "the nonce would not have helped"


async def test_a_nonce_is_the_second_net_where_the_look_came_too_early(
    post: Post, discord: FakeDiscord
) -> None:
    discord.faults.order("POST", SENDING, Lost())
    post.parcels.looks = None
    number = await post.add()
    await post.put_off()

    await post.pass_(60)
    await post.empty()

    assert len(discord.asked_for("POST", "/messages")) == 2
    assert sent(discord) == [f"row {number}"]


@pytest.mark.parametrize("limit", [Limited(60), Limited(3, via=False)], ids=["Discord", "a wall"])
async def test_a_long_limit_is_waited_for_without_counting(
    post: Post, discord: FakeDiscord, limit: Limited
) -> None:
    discord.faults.order("POST", SENDING, limit)
    number = await post.add()
    row = await post.put_off()
    assert row["attempts"] == 0

    await post.pass_(601)
    await post.empty()

    assert sent(discord) == [f"row {number}"]
    assert post.parcels.looked_for == []


async def test_a_short_limit_is_waited_for_by_the_client(post: Post, discord: FakeDiscord) -> None:
    discord.faults.order("POST", SENDING, Limited(0.01))
    number = await post.add()

    await post.empty()

    assert sent(discord) == [f"row {number}"]
    assert post.parcels.carried == [number]


async def test_after_an_outage_everything_is_there_once_and_in_order(
    post: Post, discord: FakeDiscord
) -> None:
    discord.limits.are_on = False
    discord.faults.outage = Reset()
    rows = [await post.add() for _ in range(4)]
    for _ in range(5):
        await post.pass_(3600)
    discord.faults.clear()
    post.dispatcher.hurry()
    await post.empty()

    assert sent(discord) == [f"row {number}" for number in rows]
    assert await post.dead() == []


@pytest.mark.parametrize("place", ["unreadable", "crowded"])
async def test_where_the_channel_cannot_be_looked_through_nothing_is_sent_again(
    post: Post, discord: FakeDiscord, place: str
) -> None:
    discord.faults.order("POST", SENDING, Reset())
    if place == "unreadable":
        discord.faults.order("GET", SENDING, Denied(403, 50001), times="always")
    await post.add()
    await post.put_off()
    if place == "crowded":
        for _ in range(messages.LOOKED_THROUGH):
            discord.messages.send(CHANNEL_ID, {})

    await post.pass_(60)
    await post.empty()

    assert [dead.reason for dead in await post.dead()] == ["unknown"]
    assert len(discord.asked_for("POST", "/messages")) == 1


async def test_the_mark_does_not_disturb_the_numbers_of_other_parts(
    post: Post, discord: FakeDiscord
) -> None:
    number = await post.add()
    await post.empty()

    [message] = discord.messages.of(CHANNEL_ID)
    container = message["components"][0]
    assert container["id"] == 1_000_000 + number
    assert container["components"][0]["id"] == 1
