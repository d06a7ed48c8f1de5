"""Discord's own events over real sockets: whatever becomes of an answer, each is there once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import discord
import pytest
from discord.http import Route

from bot.domain.events import Event
from bot.domain.mirrors import Mirror, Standing
from bot.outbox.dispatcher import Dispatcher
from bot.services.event_rows import CARD, EDIT, NOTE
from bot.services.mirrors import MIRROR
from bot.services.services import Services
from bot.storage import events
from cogs.mirrors.carriers import MirrorCarrier
from tests.outbox.conftest import Parcels, Post, Time
from tests.wire.conftest import TOKEN
from tests.wire.fake.faults import Denied, Fault, Lost, Reset, Trouble
from tests.wire.fake.payloads import CHANNEL_ID, GUILD_ID, Json
from tests.wire.fake_discord import FakeDiscord
from tests.wire.test_event_threads import HOST, client, pass_, published

EVENTS = r"/scheduled-events"
LOOK, CREATE = discord.Permissions(view_channel=True), discord.Permissions(create_events=True)


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
async def post(
    services: Services, clock: Time, discord: FakeDiscord, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Post]:
    """The queue with a client that is logged in and knows its server, and the carrier."""
    monkeypatch.setattr(Route, "BASE", discord.rest)
    discord.guild.everyone_may = LOOK.value | CREATE.value
    async with client() as logged_in:
        await logged_in.login(TOKEN)
        meet(logged_in, discord)
        dispatcher = Dispatcher(logged_in, services.outbox)
        for kind in (CARD, EDIT, NOTE):
            dispatcher.add_carrier(kind, Parcels())
        dispatcher.add_carrier(MIRROR, MirrorCarrier(logged_in, services.mirrors))
        dispatcher.start()
        yield Post(logged_in, services.outbox, dispatcher, Parcels(), clock)
        await dispatcher.close()


def meet(logged_in: discord.Client, fake: FakeDiscord) -> None:
    """Tell the client of the server, as the gateway would."""
    state = logged_in._connection
    state._add_guild(discord.Guild(data=fake.guild.payload(), state=state))


async def with_card(services: Services, fake: FakeDiscord) -> Event:
    """Publish an event, and let its card be recorded."""
    event = await published(services, fake)
    async with services.outbox._db.transaction() as conn:
        found = await events.get(conn, event.id)
        assert found is not None
        await services.mirrors.keep_up(conn, found)
    return event


async def until(
    post: Post, services: Services, fake: FakeDiscord, event: Event, standing: Standing
) -> Mirror:
    """Let time pass until a mirror has become something."""

    async def is_so() -> bool:
        await pass_(post, fake)
        found = await services.mirrors.of_event(event.id)
        return found is not None and found.standing is standing

    await post.until(is_so)
    found = await services.mirrors.of_event(event.id)
    assert found is not None
    return found


def only(fake: FakeDiscord) -> Json:
    [there] = fake.scheduled.told()
    return there


@pytest.mark.parametrize(
    "fault", [Lost(), Reset(), Trouble(502), Trouble(502, is_done=True)], ids=repr
)
async def test_an_event_is_there_once_whatever_became_of_the_answer(
    post: Post, services: Services, discord: FakeDiscord, fault: Fault
) -> None:
    discord.faults.order("POST", EVENTS, fault)

    event = await with_card(services, discord)
    mirror = await until(post, services, discord, event, Standing.STANDS)

    there = only(discord)
    assert int(there["id"]) == mirror.mirror_id
    assert discord.scheduled.made == {"Dinner": 1}
    assert f"/channels/{GUILD_ID}/{CHANNEL_ID}/" in there["description"]
    assert there["entity_metadata"]["location"].startswith("https://")


async def test_two_events_of_one_name_at_one_time_are_told_apart_by_their_cards(
    post: Post, services: Services, discord: FakeDiscord
) -> None:
    discord.faults.order("POST", EVENTS, Lost(), times=2)
    first, second = [await with_card(services, discord) for _ in range(2)]

    mirrors = [
        await until(post, services, discord, each, Standing.STANDS) for each in (first, second)
    ]

    assert discord.scheduled.made == {"Dinner": 2}
    assert {each.mirror_id for each in mirrors} == set(discord.scheduled.kept)


async def test_changes_write_only_what_the_host_changed_and_offer_the_rest(
    post: Post, services: Services, discord: FakeDiscord
) -> None:
    event = await with_card(services, discord)
    mirror = await until(post, services, discord, event, Standing.STANDS)
    discord.scheduled.change(mirror.mirror_id or 0, name="Supper")
    discord.faults.order("PATCH", EVENTS, Trouble(503, is_done=True))

    await services.hosting.edit(HOST, event.id, place="Café")

    async def is_written() -> bool:
        await pass_(post, discord)
        found = await services.mirrors.of_event(event.id)
        return found is not None and found.theirs is not None

    await post.until(is_written)
    there = only(discord)
    assert (there["name"], there["entity_metadata"]["location"]) == ("Supper", "Café")
    found = await services.mirrors.of_event(event.id)
    assert found is not None
    assert found.theirs is not None
    assert (found.theirs.name, found.written.name) == ("Supper", "Dinner")

    await services.mirrors.put_back(HOST, event.id)
    await post.until(lambda: _shows(post, discord, "name", "Dinner"))


async def _shows(post: Post, fake: FakeDiscord, name: str, value: str) -> bool:
    await pass_(post, fake)
    return only(fake)[name] == value


async def test_what_was_cancelled_is_cancelled_there_and_what_is_deleted_is_asked_about(
    post: Post, services: Services, discord: FakeDiscord
) -> None:
    first, second = [await with_card(services, discord) for _ in range(2)]
    for each in (first, second):
        await until(post, services, discord, each, Standing.STANDS)
    gone = (await until(post, services, discord, second, Standing.STANDS)).mirror_id
    del discord.scheduled.kept[gone or 0]

    await services.hosting.cancel(HOST, first.id)
    await services.hosting.edit(HOST, second.id, title="Lunch")

    await until(post, services, discord, first, Standing.OVER)
    await until(post, services, discord, second, Standing.DELETED)
    assert [each["status"] for each in discord.scheduled.kept.values()] == [4]


async def test_one_that_has_begun_and_is_moved_ends_and_another_is_made(
    post: Post, services: Services, discord: FakeDiscord
) -> None:
    event = await with_card(services, discord)
    mirror = await until(post, services, discord, event, Standing.STANDS)
    discord.scheduled.change(mirror.mirror_id or 0, status=2)

    later = event.starts_at + timedelta(days=1)
    await services.hosting.edit(HOST, event.id, starts_at=later)

    async def is_another() -> bool:
        await pass_(post, discord)
        found = await services.mirrors.of_event(event.id)
        return found is not None and found.mirror_id not in (None, mirror.mirror_id)

    await post.until(is_another)
    assert [each["status"] for each in discord.scheduled.kept.values()] == [3, 1]


@pytest.mark.parametrize(
    ("why", "becomes"),
    [
        ("permission", Standing.FORBIDDEN),
        ("refusal", Standing.FORBIDDEN),
        ("full", Standing.FULL),
        ("hidden", Standing.HIDDEN),
    ],
)
async def test_what_cannot_be_made_is_no_dead_letter(
    post: Post, services: Services, discord: FakeDiscord, why: str, becomes: Standing
) -> None:
    if why in ("permission", "hidden"):
        kept = LOOK if why == "permission" else CREATE
        discord.guild.everyone_may = kept.value
        meet(post.client, discord)
    elif why == "refusal":
        discord.faults.order("POST", EVENTS, Denied(403, 50013))
    else:
        body: dict[str, Any] = {"name": "Other", "entity_type": 2}
        for _ in range(100):
            discord.scheduled.make(body, creator=1)

    event = await with_card(services, discord)
    await until(post, services, discord, event, becomes)

    assert await post.dead() == []
    assert discord.scheduled.made["Dinner"] == 0


async def test_an_event_that_nobody_may_see_any_more_is_taken_away(
    post: Post, services: Services, discord: FakeDiscord
) -> None:
    event = await with_card(services, discord)
    await until(post, services, discord, event, Standing.STANDS)
    discord.guild.everyone_may = CREATE.value
    meet(post.client, discord)

    await services.hosting.edit(HOST, event.id, title="Lunch")

    await until(post, services, discord, event, Standing.HIDDEN)
    assert discord.scheduled.kept == {}
