"""Seats that become free shortly before the start wait for a yes, or go to the next."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.domain.events import About, Coming, Event
from bot.domain.outbox import Done, Row
from bot.domain.reminders import Lead
from bot.errors import SeatGoneError
from bot.services.event_rows import CONFIRM, IN_THREAD
from bot.services.reminders import REMINDER
from bot.services.services import Services
from bot.storage import answers, events
from bot.storage.database import Database
from tests.events import EVERYTHING, HOST, ORGANISER, asker, go, pass_time, publish
from tests.time import Time

ALICE, BOB, CAROL, DAVE = 11, 12, 13, 14
HOUR = timedelta(hours=1)


@pytest.fixture
def clock() -> Time:
    return Time()


async def answer_of(
    db: Database, event: Event, user_id: int
) -> tuple[Coming, bool, datetime | None]:
    async with db.reader() as conn:
        found = await answers.get(conn, event.id, user_id)
    assert found is not None
    return found.coming, found.is_seated, found.confirm_by


async def full(services: Services, clock: Time, *people: int, before: timedelta) -> Event:
    """Publish an event for one, which these people want to come to, and go near its start."""
    event = await publish(services, capacity=1)
    for each in people:
        await go(services, event, each)
    clock.now = event.starts_at - before
    await pass_time(services)
    return event


async def test_a_seat_goes_to_the_next_after_three_hours_without_a_yes(
    services: Services, db: Database, clock: Time
) -> None:
    event = await full(services, clock, ALICE, BOB, CAROL, before=10 * HOUR)
    await go(services, event, ALICE, Coming.NO)
    by = clock() + 3 * HOUR
    assert await answer_of(db, event, BOB) == (Coming.GOING, True, by)
    assert await pass_time(services) == [(BOB, About.SEATED)]
    clock.now = by - timedelta(seconds=1)
    assert await pass_time(services) == []
    assert (await answer_of(db, event, BOB))[1], "it is theirs until then"
    clock.now = by

    assert await pass_time(services) == [(BOB, About.LAPSED), (CAROL, About.SEATED)]
    assert await answer_of(db, event, BOB) == (Coming.NO, False, None)
    assert await answer_of(db, event, CAROL) == (Coming.GOING, True, by + 3 * HOUR)
    with pytest.raises(SeatGoneError):
        await services.answers.confirm(asker(BOB, server_id=None), event.id)
    again = await services.answers.answer(asker(BOB, server_id=None), event.id, Coming.GOING)
    assert again.answer.waits, "behind whoever waits"


@pytest.mark.parametrize("way", ["button", "card"])
async def test_whoever_says_yes_keeps_the_seat_also_twice(
    services: Services, db: Database, clock: Time, way: str
) -> None:
    event = await full(services, clock, ALICE, BOB, CAROL, before=10 * HOUR)
    await go(services, event, ALICE, Coming.NO)

    for _ in range(2):
        if way == "button":
            given = await services.answers.confirm(asker(BOB, server_id=None), event.id)
        else:
            given = await go(services, event, BOB)
        assert (given.answer.is_seated, given.answer.confirm_by) == (True, None)
    clock.pass_(hours=4)

    assert (BOB, About.LAPSED) not in await pass_time(services)
    assert (await answer_of(db, event, BOB))[1]


async def test_nobody_is_asked_a_day_before_nor_in_the_last_hour_nor_who_presses_now(
    services: Services, db: Database, clock: Time
) -> None:
    event = await full(services, clock, ALICE, BOB, CAROL, DAVE, before=25 * HOUR)
    await go(services, event, ALICE, Coming.NO)
    assert await answer_of(db, event, BOB) == (Coming.GOING, True, None)
    clock.now = event.starts_at - HOUR
    await go(services, event, BOB, Coming.NO)
    assert await answer_of(db, event, CAROL) == (Coming.GOING, True, None)
    clock.now = event.starts_at - 5 * HOUR
    other = await publish(services, capacity=1, starts_at=event.starts_at)

    assert (await go(services, other, ALICE)).answer.confirm_by is None


async def test_a_yes_is_awaited_until_an_hour_before_the_start_at_most(
    services: Services, db: Database, clock: Time
) -> None:
    event = await full(services, clock, ALICE, BOB, CAROL, before=2 * HOUR)
    await go(services, event, ALICE, Coming.NO)
    assert await answer_of(db, event, BOB) == (Coming.GOING, True, event.starts_at - HOUR)
    await pass_time(services)
    clock.now = event.starts_at - HOUR

    assert await pass_time(services) == [(BOB, About.LAPSED), (CAROL, About.SEATED)]
    assert await answer_of(db, event, CAROL) == (Coming.GOING, True, None), "and is firm"


async def test_after_an_outage_seats_still_go_on_until_the_start_and_stay_from_then(
    services: Services, db: Database, clock: Time
) -> None:
    event = await full(services, clock, ALICE, BOB, CAROL, before=10 * HOUR)
    await go(services, event, ALICE, Coming.NO)
    clock.now = event.starts_at
    await pass_time(services)

    assert await answer_of(db, event, BOB) == (Coming.GOING, True, None), "it has begun"


async def test_what_is_still_theirs_is_theirs_by_a_late_yes(
    services: Services, db: Database, clock: Time
) -> None:
    event = await full(services, clock, ALICE, BOB, CAROL, before=10 * HOUR)
    await go(services, event, ALICE, Coming.NO)
    clock.pass_(hours=5)  # while nothing was carried out

    await services.answers.confirm(asker(BOB), event.id)
    await pass_time(services)

    assert await answer_of(db, event, BOB) == (Coming.GOING, True, None)


async def test_a_moved_start_moves_what_is_awaited_and_never_gives_more_time(
    services: Services, db: Database, clock: Time
) -> None:
    event = await full(services, clock, ALICE, BOB, CAROL, before=10 * HOUR)
    await go(services, event, ALICE, Coming.NO)
    soon = clock() + 2 * HOUR
    await services.hosting.edit(ORGANISER, event.id, starts_at=soon)
    assert (await answer_of(db, event, BOB))[2] == soon - HOUR
    clock.now = soon - HOUR
    assert (BOB, About.LAPSED) in await pass_time(services)

    event = await full(services, clock, ALICE, BOB, before=10 * HOUR)
    await go(services, event, ALICE, Coming.NO)
    await services.hosting.edit(ORGANISER, event.id, starts_at=clock() + 48 * HOUR)
    assert await answer_of(db, event, BOB) == (Coming.GOING, True, None)


async def test_a_cancelled_event_lets_nobody_go(
    services: Services, db: Database, clock: Time
) -> None:
    event = await full(services, clock, ALICE, BOB, before=10 * HOUR)
    await go(services, event, ALICE, Coming.NO)
    await services.hosting.cancel(ORGANISER, event.id)
    clock.pass_(hours=4)

    assert (BOB, About.LAPSED) not in await pass_time(services)


async def test_a_hosts_yes_shortly_before_the_start_asks_for_theirs(
    services: Services, db: Database, clock: Time
) -> None:
    event = await publish(services)
    await services.admissions.say(ORGANISER, event.id, by_approval=True)
    await go(services, event, ALICE)
    clock.now = event.starts_at - 10 * HOUR
    await pass_time(services)
    await services.admissions.approve(ORGANISER, event.id, [ALICE])
    assert (ALICE, About.SEATED) in await pass_time(services)
    clock.pass_(hours=3)

    assert (ALICE, About.LAPSED) in await pass_time(services)


async def test_a_reminder_to_whoever_has_to_say_yes_goes_to_them_alone(
    services: Services, clock: Time
) -> None:
    event = await full(services, clock, ALICE, BOB, before=25 * HOUR)
    await services.answers.appear(asker(BOB), event.id, is_named=True)
    await services.answers.remind(asker(BOB), event.id, Lead.DAY)
    clock.now = event.starts_at - 24 * HOUR
    await go(services, event, ALICE, Coming.NO)
    found: list[str] = []
    done: list[Done] = []
    while rows := (await services.outbox.turn(done, EVERYTHING)).rows:
        for row in rows:
            if row.kind == REMINDER:
                found.append(row.place)
                reminder = await services.reminders.read(row)
                assert reminder is not None
                assert reminder.people[0].confirm_by is not None
        done = [Done(row, {}) for row in rows]

    assert found == [f"user:{BOB}"]


async def test_many_seats_that_lapse_at_once_are_one_row(services: Services, clock: Time) -> None:
    event = await publish(services, capacity=1)
    for each in range(100, 160):
        await go(services, event, each)
    clock.now = event.starts_at - 10 * HOUR
    await services.hosting.edit(ORGANISER, event.id, capacity=40)
    clock.pass_(hours=3)
    rows: list[str] = []
    done: list[Done] = []
    while turned := (await services.outbox.turn(done, EVERYTHING)).rows:
        rows += [row.kind for row in turned if row.kind == CONFIRM]
        done = [Done(row, {}) for row in turned]

    assert rows == [CONFIRM]


async def test_whoever_could_not_be_asked_in_time_has_their_time_from_then(
    services: Services, db: Database, clock: Time
) -> None:
    event = await full(services, clock, ALICE, BOB, CAROL, before=10 * HOUR)
    await go(services, event, ALICE, Coming.NO)
    clock.pass_(hours=4)  # the bot is away meanwhile

    assert await pass_time(services) == [(BOB, About.SEATED)]
    assert await answer_of(db, event, BOB) == (Coming.GOING, True, clock() + 3 * HOUR)

    clock.pass_(hours=3)
    assert await pass_time(services) == [(BOB, About.LAPSED), (CAROL, About.SEATED)]


async def test_a_host_who_seats_themselves_is_not_asked_whether_they_come(
    services: Services, db: Database, clock: Time
) -> None:
    event = await full(services, clock, ALICE, HOST, before=10 * HOUR)

    await services.attending.seat(ORGANISER, event.id, HOST, raises=True)

    assert await answer_of(db, event, HOST) == (Coming.GOING, True, None)


async def test_a_seat_that_goes_on_takes_its_guests_and_its_place_in_the_thread_along(
    services: Services, db: Database, clock: Time
) -> None:
    event = await publish(services, capacity=2)
    for each in (ALICE, BOB, CAROL):
        await go(services, event, each)
    await services.answers.bring(asker(CAROL), event.id, ["Mia"])
    async with db.transaction() as conn:
        await events.set_thread(conn, event.id, 555, is_private=True)
    clock.now = event.starts_at - 10 * HOUR
    for each in (ALICE, BOB):
        await go(services, event, each, Coming.NO)
    await pass_time(services)

    clock.pass_(hours=3)
    rows: list[Row] = []
    done: list[Done] = []
    while found := (await services.outbox.turn(done, EVERYTHING)).rows:
        rows += found
        done = [Done(row, {}) for row in found]

    async with db.reader() as conn:
        answer = await answers.get(conn, event.id, CAROL)
    assert answer is not None
    assert (answer.coming, answer.guests, answer.size) == (Coming.NO, (), 1)
    assert [row.payload["user"] for row in rows if row.kind == IN_THREAD] == [CAROL]
