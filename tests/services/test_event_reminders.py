"""Reminders: each person once, when and where they chose, and never as if on time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import pytest

from bot.domain.events import About, Coming, Event
from bot.domain.outbox import Done, Row
from bot.domain.reminders import Lead, Timing, Way
from bot.errors import NotGoingError
from bot.services.event_rows import CALL, NOTE
from bot.services.outbox import REFUSED
from bot.services.reminders import REMINDER
from bot.services.services import Services
from tests.events import CHANNEL, EVERYTHING, HOST, ORGANISER, asker, go, publish, tellings
from tests.services.test_event_places import posted
from tests.time import Time

ALICE, BOB, CAROL, DAVE = 11, 12, 13, 14
DONE = {"channel": 1, "message": 2}


@pytest.fixture
def clock() -> Time:
    return Time()


async def reminders(services: Services) -> list[Row]:
    """Let what is due fall due; return what is to be sent, everything else is carried out."""
    found: list[Row] = []
    done: list[Done] = []
    while True:
        rows = (await services.outbox.turn(done, EVERYTHING)).rows
        if not rows:
            return sorted(found, key=lambda row: row.id)
        found += [row for row in rows if row.kind in (REMINDER, NOTE)]
        done = [
            Done(row, DONE if row.kind == "event_card" else {})
            for row in rows
            if row.kind not in (REMINDER, NOTE)
        ]


async def remind(services: Services, event: Event, user_id: int, lead: Lead) -> None:
    await services.answers.remind(asker(user_id), event.id, lead)


def places(rows: Iterable[Row]) -> list[str]:
    return [row.place for row in rows]


async def test_everybody_is_reminded_once_when_they_chose(services: Services, clock: Time) -> None:
    event = await publish(services)
    for each in (ALICE, BOB, CAROL, DAVE):
        await go(services, event, each)
    for each, lead in ((ALICE, Lead.DAY), (CAROL, Lead.START), (DAVE, Lead.NONE)):
        await remind(services, event, each, lead)

    found: list[tuple[float, str]] = []
    for hours in (23.5, 0.5, 22.5, 0.5, 0.9, 0.1, 1):
        clock.pass_(hours=hours)
        left = (event.starts_at - clock()).total_seconds() / 3600
        rows = await reminders(services)
        found += [(round(left, 1), row.place) for row in rows]
        await services.outbox.turn([Done(row, DONE) for row in rows])

    assert found == [(24.0, f"user:{ALICE}"), (1.0, f"user:{BOB}"), (0.0, f"user:{CAROL}")]


async def test_who_is_named_is_reminded_in_the_channel_unless_they_chose_otherwise(
    services: Services, clock: Time
) -> None:
    event = await publish(services)
    for each in (ALICE, BOB, CAROL, DAVE):
        await go(services, event, each)
    for each in (ALICE, BOB):
        await services.answers.appear(asker(each), event.id, is_named=True)
    await services.answers.remind(asker(BOB), event.id, way=Way.MESSAGE)
    await services.answers.remind(asker(CAROL), event.id, way=Way.CHANNEL)

    clock.pass_(hours=47)
    rows = await reminders(services)

    assert sorted(places(rows)) == [f"channel:{CHANNEL}", f"user:{BOB}", f"user:{DAVE}"]
    [in_channel] = [row for row in rows if row.place.startswith("channel")]
    told = await services.reminders.read(in_channel)
    assert told is not None
    assert [each.user_id for each in told.people] == [ALICE, CAROL]


async def test_a_channel_is_reminded_in_messages_of_eighty_people(
    services: Services, clock: Time
) -> None:
    event = await publish(services)
    for each in range(100, 205):
        await go(services, event, each)
        await services.answers.remind(asker(each), event.id, way=Way.CHANNEL)
    clock.pass_(hours=47)
    read: list[int] = []
    done: list[Done] = []

    for _ in range(3):
        await services.outbox.turn(done)
        [row] = [each for each in await reminders(services) if each.kind == REMINDER]
        told = await services.reminders.read(row)
        assert told is not None
        assert len(told.people) <= 80
        read += [each.user_id for each in told.people]
        done = [Done(row, DONE)]

    assert read == list(range(100, 205)), "in portions, and each person once"


async def test_who_waits_is_told_that_they_have_no_seat_and_not_in_the_channel(
    services: Services, clock: Time
) -> None:
    event = await publish(services, capacity=1)
    for each in (ALICE, BOB):
        await go(services, event, each)
        await services.answers.appear(asker(each), event.id, is_named=True)

    clock.pass_(hours=47)
    rows = await reminders(services)

    assert sorted(places(rows)) == [f"channel:{CHANNEL}", f"user:{BOB}"]
    told = await services.reminders.read(rows[0] if rows[0].place[0] == "u" else rows[1])
    assert told is not None
    assert told.people[0].waits


@pytest.mark.parametrize(
    ("late", "said"),
    [
        (timedelta(minutes=4), Timing.ON_TIME),
        (timedelta(minutes=59), Timing.LATE),
        (timedelta(hours=1, minutes=14), Timing.STARTING),
    ],
)
async def test_after_an_outage_a_reminder_tells_that_it_is_late(
    services: Services, clock: Time, late: timedelta, said: Timing
) -> None:
    event = await publish(services)
    await go(services, event, ALICE)
    clock.now = event.starts_at - timedelta(hours=1) + late

    [row] = [each for each in await reminders(services) if each.kind == REMINDER]

    told = await services.reminders.read(row)
    assert told is not None
    assert (told.timing, told.locale) == (said, "en")


async def test_one_that_comes_too_late_is_dropped_and_the_host_is_told(
    services: Services, clock: Time
) -> None:
    event = await publish(services)
    for each in (ALICE, BOB, CAROL):
        await go(services, event, each)
    clock.now = event.starts_at - timedelta(hours=1)
    first, second, third = await reminders(services)
    await services.outbox.turn([Done(first, DONE)])

    clock.now = event.starts_at + timedelta(minutes=15)  # Discord was away meanwhile
    assert await services.reminders.read(second) is None
    await services.outbox.turn([Done(second, {})])
    [note] = await reminders(services)
    told = await services.event_notes.read(note)
    assert told is not None
    assert (told.user_id, told.about) == (HOST, About.UNREMINDED)

    await services.outbox.turn([Done(note, DONE), Done(third, {})])
    assert await reminders(services) == [], "the host is told once"


async def test_when_the_bot_itself_was_away_the_host_is_told_once(
    services: Services, clock: Time
) -> None:
    event = await publish(services)
    await go(services, event, ALICE)
    await publish(services)  # nobody comes, nobody misses anything
    clock.now = event.starts_at + timedelta(hours=1)

    assert [(row.kind, row.place) for row in await reminders(services)] == [(NOTE, f"user:{HOST}")]


async def test_a_moved_event_reminds_before_its_new_start_alone(
    services: Services, clock: Time
) -> None:
    event = await publish(services)
    await go(services, event, ALICE)
    clock.pass_(hours=47)
    [row] = await reminders(services)
    later = event.starts_at + timedelta(days=1)

    await services.hosting.edit(ORGANISER, event.id, starts_at=later)

    assert await services.reminders.read(row) is None
    await services.outbox.turn([Done(row, {})])
    [note] = await reminders(services)
    assert note.kind == NOTE
    await services.outbox.turn([Done(note, {})])
    assert await reminders(services) == []
    clock.now = later - timedelta(hours=1)
    [again] = await reminders(services)
    told = await services.reminders.read(again)
    assert told is not None
    assert (told.event.starts_at, told.timing) == (later, Timing.ON_TIME)


async def test_nobody_is_reminded_of_what_was_cancelled_or_of_what_they_left(
    services: Services, clock: Time
) -> None:
    cancelled, event = await publish(services), await publish(services)
    for each in (cancelled, event):
        await go(services, each, ALICE)
    await go(services, event, BOB)
    clock.pass_(hours=47)
    rows = {row.place: row for row in await reminders(services)}
    assert len(rows) == 2, "one place takes one after the other"
    await services.hosting.cancel(ORGANISER, cancelled.id)
    await go(services, event, BOB, Coming.NO)

    assert await services.reminders.read(rows[f"user:{ALICE}"]) is None
    assert await services.reminders.read(rows[f"user:{BOB}"]) is None
    with pytest.raises(NotGoingError):
        await remind(services, event, BOB, Lead.START)


async def test_who_refuses_messages_is_reminded_in_the_channel_if_they_are_named(
    services: Services, clock: Time
) -> None:
    event = await publish(services)
    for each in (ALICE, BOB):
        await go(services, event, each)
        await services.answers.remind(asker(each), event.id, way=Way.MESSAGE)
    await services.answers.appear(asker(ALICE), event.id, is_named=True)
    clock.pass_(hours=47)
    rows = await reminders(services)
    assert len(rows) == 2

    await services.outbox.turn([Done(row, REFUSED) for row in rows])

    [row] = await reminders(services)
    assert row.place == f"channel:{CHANNEL}"
    told = await services.reminders.read(row)
    assert told is not None
    assert [each.user_id for each in told.people] == [ALICE]
    listed = await services.answers.who_comes(asker(HOST), event, is_host=True)
    assert [each.is_unreachable for each in listed.people] == [True, True]


async def test_who_refuses_news_is_called_to_it_where_the_card_names_them_anyway(
    services: Services, clock: Time
) -> None:
    event = await posted(services)
    for each in (ALICE, BOB):
        await go(services, event, each)
    await services.answers.appear(asker(ALICE), event.id, is_named=True)
    moved = event.starts_at + timedelta(hours=1)
    await services.hosting.edit(ORGANISER, event.id, starts_at=moved)
    notes = await tellings(services)
    assert {row.place for row in notes} == {f"user:{each}" for each in (ALICE, BOB)}

    rows = (await services.outbox.turn([Done(row, REFUSED) for row in notes], EVERYTHING)).rows

    [called] = [row for row in rows if row.kind == CALL]
    found = await services.event_calls.read(called)
    assert found is not None
    assert (found.event.id, found.user_id) == (event.id, ALICE)
    await services.answers.appear(asker(ALICE), event.id, is_named=False)
    assert await services.event_calls.read(called) is None


async def test_moments_that_are_past_when_an_event_is_published_never_come(
    services: Services, clock: Time
) -> None:
    event = await publish(services, starts_at=clock() + timedelta(minutes=30))
    await go(services, event, ALICE)
    await remind(services, event, ALICE, Lead.DAY)

    clock.pass_(minutes=29)
    assert await reminders(services) == []
    await remind(services, event, ALICE, Lead.START)
    clock.pass_(minutes=1)

    [row] = await reminders(services)
    assert row.payload["lead"] == Lead.START


async def test_whoever_is_to_be_named_nowhere_is_reminded_in_no_channel(
    services: Services, clock: Time
) -> None:
    event, other = await publish(services), await publish(services)
    for each in (event, other):
        await go(services, each, ALICE)
    await services.answers.appear(asker(ALICE), event.id, is_named=True)
    await services.answers.remind(asker(ALICE), event.id, Lead.HOUR, Way.CHANNEL)

    await services.answers.appear(asker(ALICE), other.id, is_named=False)

    clock.now = event.starts_at - timedelta(hours=1)
    assert {row.place for row in await reminders(services)} == {f"user:{ALICE}"}
