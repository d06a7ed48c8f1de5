"""What becomes of an event when its channel, its thread or its card is deleted by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.events import About, Event
from bot.domain.outbox import Done, Row
from bot.domain.reminders import Way
from bot.domain.rights import Standing
from bot.errors import EventGoneError, EventPlaceGoneError
from bot.services.event_drafts import Spot
from bot.services.event_rows import CARD, EDIT, NOTE, PLACE_GONE
from bot.services.reminders import REMINDER
from bot.services.services import Services
from tests.events import (
    CHANNEL,
    EVERYTHING,
    HOST,
    ORGANISER,
    SERVER,
    asker,
    go,
    publish,
    tellings,
)
from tests.series import begin
from tests.time import Time

ALICE, BOB, CAROL = 11, 12, 13
ELSEWHERE, THREAD, POSTED = 200, 300, {"channel": CHANNEL, "message": 77}


@pytest.fixture
def clock() -> Time:
    return Time()


async def carried(services: Services, results: Mapping[str, Any], *kept: str) -> list[Row]:
    """Carry everything out that is due, with a result for a kind or a place; return kept kinds."""
    found: list[Row] = []
    done: list[Done] = []
    while rows := (await services.outbox.turn(done, EVERYTHING)).rows:
        found += [row for row in rows if row.kind in kept]
        left = [row for row in rows if row.kind not in kept]
        done = [Done(row, results.get(row.place, results.get(row.kind, {}))) for row in left]
    return found


async def posted(services: Services, **said: Any) -> Event:
    """Publish an event whose card stands."""
    event = await publish(services, **said)
    await carried(services, {CARD: POSTED})
    return await seen(services, event)


async def seen(services: Services, event: Event) -> Event:
    return (await services.hosting.managed(ORGANISER, event.id)).event


def hidden(_: Event) -> bool:
    return False


async def test_a_deleted_channel_leaves_the_answers_and_the_host_is_asked(
    services: Services,
) -> None:
    event = await posted(services)
    await go(services, event, ALICE)

    await services.event_places.gone(SERVER, CHANNEL)
    await services.event_places.gone(SERVER, CHANNEL)

    [note] = await tellings(services)
    told = await services.event_notes.read(note)
    assert told is not None
    assert (told.user_id, told.about) == (HOST, About.PLACE_GONE)
    after = await services.events.look_up(ORGANISER, event.id, hidden)
    assert (after.event.has_place, after.event.message_id) == (False, None)
    assert after.tally.going == 1
    assert [each.id for each in await services.events.suggest(ORGANISER, "", hidden, managed=True)]


@pytest.mark.parametrize("kind", [CARD, EDIT])
async def test_it_is_noticed_as_soon_as_something_is_to_stand_there(
    services: Services, clock: Time, kind: str
) -> None:
    event = await publish(services) if kind == CARD else await posted(services)
    await go(services, event, ALICE)
    clock.pass_(hours=0.1)

    [note] = await carried(services, {kind: PLACE_GONE}, NOTE)

    assert note.payload["about"] == About.PLACE_GONE


async def test_the_card_goes_on_where_its_host_says(services: Services, clock: Time) -> None:
    event = await posted(services)
    await services.event_places.gone(SERVER, CHANNEL)
    [note] = await tellings(services)
    with pytest.raises(EventPlaceGoneError):
        await services.hosting.repost(ORGANISER, event.id)

    await services.hosting.repost(ORGANISER, event.id, Spot(ELSEWHERE))

    assert await services.event_notes.read(note) is None, "that is settled"
    [card] = await carried(services, {}, CARD)
    assert card.place == f"channel:{ELSEWHERE}"
    await services.outbox.turn([Done(card, {"channel": ELSEWHERE, "message": 78})])
    after = await seen(services, event)
    assert (after.channel_id, after.message_id, after.has_place) == (ELSEWHERE, 78, True)
    await services.event_places.gone(SERVER, CHANNEL)
    assert (await seen(services, event)).has_place, "the old one does not concern it any more"


async def test_a_card_that_is_asked_for_twice_is_posted_once(services: Services) -> None:
    event = await posted(services)
    async with services.outbox._db.transaction() as conn:
        await services.event_rows.card_gone(conn, await seen(services, event))
    for _ in range(2):
        await services.hosting.repost(ORGANISER, event.id)

    [card] = await carried(services, {}, CARD)
    assert await services.event_rows.card(card) is not None
    await services.outbox.turn([Done(card, POSTED)])
    for again in await carried(services, {}, CARD):
        assert await services.event_rows.card(again) is None


async def test_a_deleted_forum_takes_its_posts_with_it(services: Services, clock: Time) -> None:
    start = clock() + timedelta(hours=48)
    said: dict[str, Any] = {"title": "Dinner", "starts_at": start, "length": timedelta(hours=2)}
    made = await services.event_drafts.draft(ORGANISER, Spot(ELSEWHERE, 9), None, "en", **said)
    event = await services.event_drafts.publish(ORGANISER, made.event.id)

    await services.event_places.gone(SERVER, 9)

    assert not (await seen(services, event)).has_place


async def test_what_was_deleted_meanwhile_is_noticed_but_not_for_what_is_over(
    services: Services, clock: Time
) -> None:
    over = await posted(services)
    clock.pass_(hours=60)
    await carried(services, {CARD: POSTED})
    event = await publish(services)
    await services.event_places.gone(SERVER, 1)
    await services.hosting.repost(ORGANISER, event.id)
    await services.event_places.settle(SERVER, {CHANNEL})
    assert (await seen(services, event)).has_place

    await services.event_places.settle(SERVER, set())

    assert not (await seen(services, event)).has_place
    assert (await seen(services, over)).has_place


async def test_without_a_channel_everybody_is_reminded_by_message(
    services: Services, clock: Time
) -> None:
    event = await posted(services)
    for each in (ALICE, BOB, CAROL):
        await go(services, event, each)
        await services.answers.appear(asker(each), event.id, is_named=True)
    await services.answers.remind(asker(CAROL), event.id, way=Way.MESSAGE)
    await services.event_places.gone(SERVER, CHANNEL)
    clock.pass_(hours=47)

    rows = await carried(services, {}, REMINDER)

    assert sorted(row.place for row in rows) == [f"user:{each}" for each in (ALICE, BOB, CAROL)]


@pytest.mark.parametrize("noticed", ["as it goes", "before it goes"])
async def test_a_reminder_that_finds_no_channel_goes_by_message(
    services: Services, clock: Time, noticed: str
) -> None:
    event = await posted(services)
    for each in (ALICE, BOB):
        await go(services, event, each)
        await services.answers.appear(asker(each), event.id, is_named=True)
    clock.pass_(hours=47)
    [row] = await carried(services, {}, REMINDER)
    assert row.place == f"channel:{CHANNEL}"

    if noticed == "before it goes":
        await services.event_places.gone(SERVER, CHANNEL)
    await services.outbox.turn([Done(row, PLACE_GONE)])

    rows = await carried(services, {}, REMINDER)
    assert sorted(each.place for each in rows) == [f"user:{ALICE}", f"user:{BOB}"]
    assert not (await seen(services, event)).has_place


async def test_nobody_else_learns_of_an_event_without_a_channel(services: Services) -> None:
    event = await posted(services)
    await services.event_places.gone(SERVER, CHANNEL)

    with pytest.raises(EventGoneError):
        await services.events.look_up(Standing(BOB, SERVER), event.id, hidden)


async def test_the_dates_to_come_of_a_series_go_on_elsewhere_too(
    services: Services, clock: Time
) -> None:
    made = await begin(services)
    await carried(services, {CARD: POSTED})
    await services.event_places.gone(SERVER, CHANNEL)
    await services.hosting.repost(ORGANISER, made.id, Spot(ELSEWHERE))
    await carried(services, {CARD: {"channel": ELSEWHERE, "message": 78}})

    clock.now = (await seen(services, made)).ends_at + timedelta(days=1)

    [card] = await carried(services, {}, CARD)
    assert card.place == f"channel:{ELSEWHERE}"
