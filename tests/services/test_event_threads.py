"""The thread of an event: once, for whoever answered, until three days after."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.events import About, Coming, Event
from bot.domain.outbox import Dead, Done, Row
from bot.domain.rights import Standing
from bot.errors import (
    EventCardMissingError,
    EventHostsOnlyError,
    EventOverError,
    EventThreadFullError,
    EventThreadGoneError,
    EventThreadPlaceError,
    NotGoingError,
)
from bot.outbox.following import FULL
from bot.services.event_rows import (
    CARD,
    GONE,
    IN_THREAD,
    NOTE,
    PLACE_GONE,
    THREAD,
    THREAD_SLEEP,
)
from bot.services.reminders import REMINDER
from bot.services.services import Services
from bot.storage.database import Database
from tests.events import CHANNEL, HOST, ORGANISER, SERVER, asker, go, publish
from tests.services.test_event_places import carried, posted, seen
from tests.time import Time

ALICE, BOB = 11, 12
NUMBER = 300


@pytest.fixture
def clock() -> Time:
    return Time()


async def opened(services: Services, *, is_private: bool = False) -> Event:
    """Return an event with a thread, in which the host is."""
    event = await posted(services)
    await services.event_threads.open(ORGANISER, event.id, is_private=is_private)
    rows = await carried(services, {THREAD: {"thread": NUMBER}}, IN_THREAD)
    assert people(rows) == [(HOST, True)]
    await services.outbox.turn([Done(row, {}) for row in rows])
    return await seen(services, event)


def people(rows: list[Row]) -> list[tuple[int, bool]]:
    return [(row.payload["user"], row.payload["follows"]) for row in rows]


async def test_a_thread_is_opened_once_however_often_it_is_asked_for(services: Services) -> None:
    event = await posted(services)
    for _ in range(2):
        await services.event_threads.open(ORGANISER, event.id, is_private=True)

    [row] = await carried(services, {}, THREAD)
    await services.event_threads.open(ORGANISER, event.id, is_private=True)
    task = await services.event_threads.task(row)
    assert task is not None
    assert (task.event.id, task.is_private) == (event.id, True)
    await services.outbox.turn([Done(row, {"thread": NUMBER})])

    [again] = await carried(services, {}, THREAD)
    assert await services.event_threads.task(again) is None
    after = await seen(services, event)
    assert (after.thread_id, after.thread_is_private) == (NUMBER, True)


async def test_who_may_not_have_one_is_told_why(services: Services, clock: Time) -> None:
    event = await publish(services)
    with pytest.raises(EventHostsOnlyError):
        await services.event_threads.open(Standing(ALICE, SERVER), event.id, is_private=False)
    with pytest.raises(EventCardMissingError):
        await services.event_threads.open(ORGANISER, event.id, is_private=False)
    await services.event_places.gone(SERVER, CHANNEL)
    with pytest.raises(EventThreadPlaceError):
        await services.event_threads.open(ORGANISER, event.id, is_private=True)
    clock.pass_(hours=60)
    with pytest.raises(EventOverError):
        await services.event_threads.open(ORGANISER, event.id, is_private=True)


async def test_who_answered_may_join_and_is_taken_out_when_they_drop(services: Services) -> None:
    event = await opened(services)
    with pytest.raises(NotGoingError):
        await services.event_threads.join(ALICE, event.id)
    await go(services, event, ALICE, Coming.MAYBE)
    await services.event_threads.join(ALICE, event.id)
    [row] = await carried(services, {}, IN_THREAD)
    await services.outbox.turn([Done(row, {})])

    await go(services, event, ALICE, Coming.NO)
    rows = await carried(services, {}, IN_THREAD)

    assert people([row, *rows]) == [(ALICE, True), (ALICE, False)]
    with pytest.raises(NotGoingError):
        await services.event_threads.join(ALICE, event.id)


async def test_a_cohost_may_join_without_an_answer_and_stays_whatever_they_answer(
    services: Services,
) -> None:
    event = await opened(services, is_private=True)
    await services.cohosts.add(ORGANISER, event.id, ALICE)

    await services.event_threads.join(ALICE, event.id)
    rows = await carried(services, {}, IN_THREAD)
    await services.outbox.turn([Done(row, {}) for row in rows])
    await go(services, event, ALICE, Coming.MAYBE)
    await go(services, event, ALICE, Coming.NO)
    assert await carried(services, {}, IN_THREAD) == []
    await services.cohosts.remove(ORGANISER, event.id, ALICE)
    rows += await carried(services, {}, IN_THREAD)

    assert people(rows) == [(ALICE, True), (ALICE, False)]


async def test_who_deletes_their_profile_leaves_the_thread(
    services: Services, db: Database
) -> None:
    event = await opened(services)
    await go(services, event, ALICE)

    async with db.transaction() as conn:
        await services.answers.forget(conn, ALICE)

    assert people(await carried(services, {}, IN_THREAD)) == [(ALICE, False)]


async def test_a_full_thread_says_so_until_somebody_leaves_or_a_while_has_passed(
    services: Services, clock: Time
) -> None:
    event = await opened(services)
    for each in (ALICE, BOB):
        await go(services, event, each)
    await services.event_threads.join(ALICE, event.id)

    [note] = await carried(services, {IN_THREAD: FULL}, NOTE)
    told = await services.event_notes.read(note)
    assert told is not None
    assert (told.user_id, told.about) == (ALICE, About.THREAD_FULL)
    with pytest.raises(EventThreadFullError):
        await services.event_threads.join(BOB, event.id)

    await go(services, event, ALICE, Coming.NO)
    await carried(services, {}, NOTE)
    await services.event_threads.join(BOB, event.id)
    await carried(services, {IN_THREAD: FULL}, NOTE)
    clock.pass_(minutes=11)
    await services.event_threads.join(BOB, event.id)


async def test_it_goes_to_sleep_three_days_after_also_when_the_event_moves(
    services: Services, clock: Time
) -> None:
    event = await opened(services)
    later = event.starts_at + timedelta(days=5)
    await services.hosting.edit(ORGANISER, event.id, starts_at=later)

    clock.now = later + timedelta(days=3, hours=1, minutes=59)
    assert await carried(services, {}, THREAD_SLEEP) == []
    clock.pass_(minutes=2)

    [row] = await carried(services, {}, THREAD_SLEEP)
    assert row.payload["thread"] == NUMBER


async def test_reminders_go_to_the_thread_and_to_the_channel_once_it_is_deleted(
    services: Services, clock: Time
) -> None:
    event = await opened(services)
    for each in (ALICE, BOB):
        await go(services, event, each)
        await services.answers.appear(asker(each), event.id, is_named=True)
    clock.pass_(hours=47)
    [row] = await carried(services, {}, REMINDER)
    assert row.place == f"channel:{NUMBER}"

    await services.outbox.turn([Done(row, PLACE_GONE)])

    [row] = await carried(services, {}, REMINDER)
    assert row.place == f"channel:{CHANNEL}"
    told = await services.reminders.read(row)
    assert told is not None
    assert [each.user_id for each in told.people] == [ALICE, BOB]
    after = await seen(services, event)
    assert (after.thread_id, after.has_place) == (None, True)


async def test_a_deleted_thread_is_forgotten_and_may_be_opened_anew(services: Services) -> None:
    event = await opened(services)
    await go(services, event, ALICE)
    await services.event_places.gone(SERVER, NUMBER)

    with pytest.raises(EventThreadGoneError):
        await services.event_threads.join(ALICE, event.id)

    await services.event_threads.open(ORGANISER, event.id, is_private=False)
    await carried(services, {THREAD: {"thread": NUMBER + 1}})
    await services.event_threads.join(ALICE, event.id)
    await carried(services, {IN_THREAD: PLACE_GONE})
    assert (await seen(services, event)).thread_id is None


@pytest.mark.parametrize(
    ("result", "told"), [(GONE, About.CARD_GONE), (PLACE_GONE, About.PLACE_GONE)]
)
async def test_where_the_card_is_gone_the_host_is_asked_instead(
    services: Services, result: dict[str, bool], told: About
) -> None:
    event = await posted(services)
    await services.event_threads.open(ORGANISER, event.id, is_private=False)

    [note] = await carried(services, {THREAD: result}, NOTE)

    assert note.payload["about"] == told


async def test_what_was_given_up_can_be_asked_for_again(services: Services) -> None:
    event = await posted(services)
    await services.event_threads.open(ORGANISER, event.id, is_private=False)
    [row] = await carried(services, {}, THREAD)
    await services.outbox.turn([Dead(row, "forbidden", {"code": 50013})])

    await services.event_threads.open(ORGANISER, event.id, is_private=False)

    assert await services.outbox.count_dead(SERVER) == 0
    assert len(await carried(services, {CARD: {}}, THREAD)) == 1


async def test_who_hosts_no_longer_and_did_not_answer_leaves_the_thread(services: Services) -> None:
    event = await opened(services, is_private=True)
    await services.cohosts.offer(ORGANISER, event.id, 11)

    await services.cohosts.accept(11, event.id)

    assert (HOST, False) in people(await carried(services, {}, IN_THREAD))
