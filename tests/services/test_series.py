"""Series of events: when their dates are made, and what changes to several of them do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.events import About, Coming, Event, State
from bot.domain.outbox import Done, Row
from bot.domain.reminders import Lead
from bot.domain.repeats import Repeat, Rule, Unit
from bot.domain.rights import Standing
from bot.domain.series import Scope
from bot.domain.times import place
from bot.errors import EventGoneError, EventHostsOnlyError, EventPastError
from bot.errors.series import (
    RepeatMismatchError,
    SeriesBetweenError,
    SeriesDateError,
    SeriesMissingError,
    SeriesOrderError,
)
from bot.services.event_drafts import Spot
from bot.services.event_rows import CARD, NOTE, TELL
from bot.services.reminders import DUE
from bot.services.series_rows import NEXT
from bot.services.services import Services
from bot.storage import answers, events, pictures
from bot.storage import series as store
from bot.storage.database import Database
from tests.events import CHANNEL, EVERYTHING, HOST, ORGANISER, SERVER, asker, go, publish
from tests.series import FRIDAY, WEEKLY, wall
from tests.time import Time

ALICE, BOB, CAROL = 11, 12, 13
ZONE = "Asia/Tokyo"
WEEK = timedelta(weeks=1)


@pytest.fixture
def clock() -> Time:
    return Time()


async def begin(services: Services, rule: Rule = WEEKLY, **said: Any) -> Event:
    """Publish the first date of a series."""
    usual: dict[str, Any] = {
        "title": "Dinner",
        "starts_at": place(FRIDAY, ZONE).at,
        "length": timedelta(hours=2),
        "zone": ZONE,
    }
    repeat = Repeat(rule, FRIDAY)
    made = await services.event_drafts.draft(
        ORGANISER, Spot(CHANNEL), None, "en", repeat=repeat, **(usual | said)
    )
    return await services.event_drafts.publish(ORGANISER, made.event.id)


async def pass_on(services: Services) -> list[Row]:
    """Let everything happen that is due, and return what it was."""
    found: list[Row] = []
    done: list[Done] = []
    while rows := (await services.outbox.turn(done, EVERYTHING)).rows:
        found += rows
        done = [Done(row, {"message": 1} if row.kind == CARD else {}) for row in rows]
    return found


async def made(db: Database) -> list[Event]:
    """Return all dates that have a card."""
    async with db.reader() as conn:
        return await events.of_series(conn, 1)


async def days(db: Database, *states: State) -> list[str]:
    return [
        f"{each.planned:%m-%d}"
        for each in await made(db)
        if each.planned and (not states or each.state in states)
    ]


async def test_the_next_date_gets_its_card_once_the_one_before_is_over(
    services: Services, clock: Time, db: Database
) -> None:
    first = await begin(services, place="Café", capacity=4)
    await pass_on(services)
    assert await days(db) == ["01-09"]

    clock.now = first.ends_at - timedelta(seconds=1)
    await pass_on(services)
    assert await days(db) == ["01-09"]
    clock.pass_(seconds=2)
    rows = await pass_on(services)

    assert [row.kind for row in rows].count(CARD) == 1
    _, second = await made(db)
    assert second.starts_at == first.starts_at + WEEK
    assert (second.title, second.place, second.capacity) == ("Dinner", "Café", 4)
    assert (second.host_id, second.state, second.version) == (HOST, State.PUBLISHED, 0)
    clock.pass_(days=6, hours=22)
    assert DUE in [row.kind for row in await pass_on(services)]


async def test_a_date_far_ahead_waits_until_four_weeks_before(
    services: Services, clock: Time, db: Database
) -> None:
    await begin(services, Rule(Unit.YEAR, weekdays=(4,), nth=2, month=1))
    clock.now = datetime(2026, 12, 10, tzinfo=UTC)
    await pass_on(services)
    assert len(await made(db)) == 1

    clock.now = datetime(2026, 12, 11, 10, tzinfo=UTC)
    await pass_on(services)

    assert [each.planned for each in await made(db)] == [FRIDAY, wall("2027-01-08 19:00")]


async def test_after_an_outage_of_weeks_past_dates_are_left_out(
    services: Services, clock: Time, db: Database
) -> None:
    await begin(services, WEEKLY.ending(count=6))
    clock.pass_(days=25)

    await pass_on(services)
    await pass_on(services)
    assert await days(db) == ["01-09", "01-30"]

    clock.pass_(days=60)
    await pass_on(services)
    assert await days(db) == ["01-09", "01-30"]


async def test_a_moment_carried_twice_makes_one_date(
    services: Services, clock: Time, db: Database
) -> None:
    await begin(services)
    clock.pass_(days=5)
    rows = (await services.outbox.turn((), EVERYTHING)).rows
    [row] = [row for row in rows if row.kind == NEXT]

    await services.outbox.turn([Done(row, {}), Done(row, {})])
    await pass_on(services)

    assert await days(db) == ["01-09", "01-16"]


async def test_what_repeats_must_begin_with_its_first_date(services: Services) -> None:
    with pytest.raises(RepeatMismatchError):
        await begin(services, Rule(Unit.WEEK, weekdays=(3,)))


async def test_a_draft_takes_its_rule_along_and_is_dropped_with_it(
    services: Services, db: Database
) -> None:
    repeat = Repeat(Rule(Unit.MONTH, weekdays=(4,), nth=2), FRIDAY)
    start = place(FRIDAY, ZONE).at
    said: Any = {"title": "A", "starts_at": start, "length": WEEK / 84, "zone": ZONE}
    draft = await services.event_drafts.draft(
        ORGANISER, Spot(CHANNEL), None, "en", repeat=repeat, **said
    )
    assert draft.series is not None
    later = place(wall("2026-01-24 18:00"), "Europe/Lisbon").at

    moved = await services.hosting.edit(
        ORGANISER, draft.event.id, starts_at=later, zone="Europe/Lisbon"
    )

    assert moved.shown.series is not None
    assert moved.shown.series.rule == Rule(Unit.MONTH, weekdays=(5,), nth=4)
    assert moved.shown.series.zone == "Europe/Lisbon"
    assert moved.shown.event.planned == wall("2026-01-24 18:00")
    await services.event_drafts.drop(ORGANISER, draft.event.id)
    async with db.reader() as conn:
        assert await store.get(conn, 1) is None


async def test_regulars_are_seated_beforehand_in_their_order(
    services: Services, clock: Time, db: Database
) -> None:
    first = await begin(services, capacity=2)
    await go(services, first, ALICE)
    await services.answers.remind(asker(ALICE), first.id, Lead.DAY)
    async with db.transaction() as conn:
        for user in (ALICE, BOB, CAROL, BOB):
            await store.add_regular(conn, 1, user)
    clock.pass_(days=5)

    rows = await pass_on(services)

    assert [row.place for row in rows if row.kind == NOTE] == [f"user:{HOST}"]  # missed a reminder
    _, second = await made(db)
    async with db.reader() as conn:
        [alice, bob, carol] = await answers.concerned(conn, second.id)
    assert (alice.user_id, alice.is_seated, alice.lead) == (ALICE, True, Lead.DAY)
    assert (bob.is_seated, carol.is_seated) == (True, False)
    await go(services, second, ALICE, Coming.NO)
    async with db.reader() as conn:
        later = await answers.get(conn, second.id, CAROL)
        assert later is not None
        assert later.is_seated


async def two_dates(services: Services, clock: Time, db: Database, **said: Any) -> list[Event]:
    """Let the second date have its card while the first is still to come: that one was moved."""
    first = await begin(services, **said)
    await services.hosting.edit(ORGANISER, first.id, starts_at=first.starts_at + WEEK * 3)
    clock.pass_(days=5)
    await pass_on(services)
    assert await days(db) == ["01-09", "01-16"]
    found = await made(db)
    for event, user in zip(found, (ALICE, BOB), strict=True):
        await go(services, event, user)
    return found


async def test_words_of_all_dates_change_and_what_one_of_them_has_of_its_own_stays(
    services: Services, clock: Time, db: Database
) -> None:
    first, second = await two_dates(services, clock, db, place="Café")
    await services.hosting.edit(ORGANISER, second.id, place="Park")

    edited = await services.hosting.edit(
        ORGANISER, first.id, scope=Scope.ALL, title="Lunch", place="Café"
    )

    assert (edited.dates, edited.told) == (2, 0)
    clock.pass_(days=7)
    await pass_on(services)
    assert [(each.title, each.place) for each in await made(db)] == [
        ("Lunch", "Café"),
        ("Lunch", "Park"),
        ("Lunch", "Café"),
    ]


async def test_one_date_changes_alone(services: Services, clock: Time, db: Database) -> None:
    _, second = await two_dates(services, clock, db, place="Café")

    await services.hosting.edit(ORGANISER, second.id, place="Park")

    clock.pass_(days=7)
    await pass_on(services)
    assert [each.place for each in await made(db)] == ["Café", "Park", "Café"]


async def test_with_a_new_time_a_series_goes_on_from_that_date_and_those_concerned_are_told(
    services: Services, clock: Time, db: Database
) -> None:
    first, second = await two_dates(services, clock, db)
    await pass_on(services)
    saturday = place(wall("2026-01-17 12:00"), ZONE).at

    edited = await services.hosting.edit(
        ORGANISER, second.id, scope=Scope.FOLLOWING, starts_at=saturday, zone="Europe/Lisbon"
    )

    assert (edited.dates, edited.told) == (1, 1)
    notes = [row.place for row in await pass_on(services) if row.kind == NOTE]
    assert notes == [f"user:{BOB}"]
    clock.pass_(days=7)
    await pass_on(services)
    a, b, c = await made(db)
    assert a.starts_at == first.starts_at
    assert (b.starts_at, b.zone) == (saturday, ZONE)
    assert c.starts_at == saturday + WEEK
    assert c.planned == wall("2026-01-24 12:00")


async def test_all_dates_move_by_as_much_but_one_that_was_moved_by_itself_stays(
    services: Services, clock: Time, db: Database
) -> None:
    first, second = await two_dates(services, clock, db)
    later = second.starts_at + timedelta(hours=1)

    edited = await services.hosting.edit(ORGANISER, second.id, scope=Scope.ALL, starts_at=later)

    assert (edited.dates, edited.told) == (2, 1)
    a, b = await made(db)
    assert a.starts_at == first.starts_at
    assert b.starts_at == later
    assert [each.planned for each in (a, b)] == [
        FRIDAY + timedelta(hours=1),
        FRIDAY + WEEK + timedelta(hours=1),
    ]


async def test_no_date_goes_before_one_that_was_earlier(
    services: Services, clock: Time, db: Database
) -> None:
    first = await begin(services)
    await services.hosting.cancel(ORGANISER, first.id)
    await pass_on(services)
    second = (await made(db))[-1]

    for scope in (Scope.FOLLOWING, Scope.ALL):
        with pytest.raises(SeriesOrderError):
            await services.hosting.edit(
                ORGANISER, second.id, scope=scope, starts_at=first.starts_at - timedelta(days=1)
            )

    assert await days(db) == ["01-09", "01-16"]


async def test_cancelling_one_date_lets_the_next_one_come_at_once(
    services: Services, clock: Time, db: Database
) -> None:
    first = await begin(services)

    await services.hosting.cancel(ORGANISER, first.id)
    await pass_on(services)

    assert await days(db, State.PUBLISHED) == ["01-16"]


@pytest.mark.parametrize(
    ("scope", "left", "told"),
    [(Scope.FOLLOWING, ["01-09"], 1), (Scope.ALL, [], 2)],
)
async def test_cancelling_more_than_one_date_ends_the_series(
    services: Services, clock: Time, db: Database, scope: Scope, left: list[str], told: int
) -> None:
    _, second = await two_dates(services, clock, db)
    concerned = await services.hosting.concerned(ORGANISER, second.id, scope)
    assert sum(each.tally.going for each in concerned) == told

    assert await services.hosting.cancel(ORGANISER, second.id, scope) == told

    rows = await pass_on(services)
    assert [row.payload["about"] for row in rows if row.kind == TELL] == [About.CANCELLED] * told
    clock.pass_(days=90)
    await pass_on(services)
    assert await days(db, State.PUBLISHED) == left
    assert len(await made(db)) == 2


async def test_a_series_whose_host_is_forgotten_makes_no_more_dates(
    services: Services, clock: Time, db: Database
) -> None:
    await begin(services)
    await services.profiles.delete(HOST)
    clock.pass_(days=30)

    await pass_on(services)

    assert await days(db) == ["01-09"]


async def test_who_comes_to_every_date_may_leave_one_or_all(
    services: Services, clock: Time, db: Database
) -> None:
    first, second = await two_dates(services, clock, db, capacity=1)
    assert (await services.regulars.join(asker(CAROL), first.id)).is_regular
    async with db.reader() as conn:
        other = await answers.get(conn, second.id, CAROL)
    assert other is not None
    assert other.waits

    given = await go(services, first, CAROL, Coming.NO)
    assert given.is_regular
    clock.pass_(days=7)
    await pass_on(services)
    third = (await made(db))[-1]
    async with db.reader() as conn:
        kept = await answers.get(conn, third.id, CAROL)
    assert kept is not None
    assert kept.is_seated

    once = await services.regulars.leave(asker(CAROL), third.id, drops=False)
    assert (once.is_regular, once.answer.is_seated) == (False, True)
    await services.regulars.join(asker(CAROL), third.id)
    dropped = await services.regulars.leave(asker(CAROL), third.id, drops=True)
    assert (dropped.is_regular, dropped.answer.coming) == (False, Coming.NO)
    clock.pass_(days=7)
    await pass_on(services)
    async with db.reader() as conn:
        assert await answers.get(conn, (await made(db))[-1].id, CAROL) is None


async def test_only_what_repeats_has_regulars(services: Services) -> None:
    event = await publish(services)
    with pytest.raises(SeriesMissingError):
        await services.regulars.join(asker(ALICE), event.id)
    with pytest.raises(EventGoneError):
        await services.regulars.join(asker(ALICE), event.id + 1)


async def test_where_hosts_decide_who_comes_always_is_seated_once_they_were_approved(
    services: Services, clock: Time, db: Database
) -> None:
    first = await begin(services)
    async with db.transaction() as conn:
        for event in (first, replace(first, id=first.id + 1)):
            kept = await events.get(conn, event.id)
            assert kept is not None
            await events.save(conn, replace(kept, by_approval=True))
    for user in (ALICE, BOB):
        await services.regulars.join(asker(user), first.id)
    await services.admissions.approve(ORGANISER, first.id, [ALICE])
    clock.pass_(days=5)
    await pass_on(services)

    async with db.reader() as conn:
        found = await answers.concerned(conn, (await made(db))[-1].id)
    assert [(each.user_id, each.is_seated) for each in found] == [(ALICE, True), (BOB, False)]


async def test_a_date_without_a_card_is_skipped_moved_and_neither_twice(
    services: Services, clock: Time, db: Database
) -> None:
    first = await begin(services)
    course = await services.series.course(ORGANISER, first.id)
    second, third = course.coming[:2]
    await services.series.skip(ORGANISER, first.id, second.wall)
    later = third.starts_at + timedelta(hours=3)
    moved = await services.series.move(ORGANISER, first.id, third.wall, later)
    assert [each.starts_at for each in moved.coming[:1]] == [later]
    for other in (FRIDAY, third.wall + timedelta(hours=1)):
        with pytest.raises(SeriesDateError):
            await services.series.skip(ORGANISER, first.id, other)
    with pytest.raises(EventPastError):
        await services.series.move(ORGANISER, first.id, third.wall, clock())
    with pytest.raises(EventHostsOnlyError):
        await services.series.stop(Standing(ALICE, SERVER), first.id)

    clock.pass_(days=5)
    await pass_on(services)

    assert [each.starts_at for each in await made(db)] == [first.starts_at, later]


async def test_a_stopped_series_goes_on_with_whoever_extends_it(
    services: Services, clock: Time, db: Database
) -> None:
    first = await begin(services)
    assert (await services.series.stop(ORGANISER, first.id)).coming == ()
    await services.profiles.delete(HOST)
    clock.pass_(days=5)
    await pass_on(services)
    assert await days(db) == ["01-09"]

    moderator = Standing(50, SERVER, moderates_members=True)
    course = await services.series.extend(moderator, first.id, times=1)
    await pass_on(services)

    assert course.series.host_id == 50
    assert [each.wall.day for each in course.coming] == [16]
    assert [each.host_id for each in await made(db)] == [None, 50]
    suggested = await services.series.suggest(moderator, "din", lambda _: True)
    assert [event.id for event, _ in suggested] == [(await made(db))[-1].id]


async def test_co_hosts_take_a_series_over_also_between_its_dates(
    services: Services, clock: Time, db: Database
) -> None:
    rule = Rule(Unit.MONTH, 3, (4,), nth=2)
    first = await begin(services, rule)
    await services.cohosts.add(ORGANISER, first.id, BOB)
    clock.pass_(days=10)
    await pass_on(services)

    await services.profiles.delete(HOST)
    clock.now = datetime(2026, 3, 25, tzinfo=UTC)
    rows = await pass_on(services)

    assert [each.host_id for each in await made(db)] == [BOB, BOB]
    assert CARD in [row.kind for row in rows]


async def test_a_picture_is_shared_by_as_many_dates_as_its_host_said(
    services: Services, clock: Time, db: Database
) -> None:
    first, second = await two_dates(services, clock, db)
    png = b"\x89PNG\r\n\x1a\n" + bytes(30)
    await services.pictures.put(ORGANISER, first.id, png, "A table", Scope.ALL)
    await services.pictures.describe(ORGANISER, second.id, "A chair")
    clock.pass_(days=7)
    await pass_on(services)

    found: list[str | None] = []
    async with db.reader() as conn:
        for each in await made(db):
            picture = await pictures.get(conn, each.id)
            found.append(picture and picture.alt)
    assert found == ["A table", "A chair", "A table"]


async def test_a_series_keeps_to_the_clock_of_its_place(
    services: Services, clock: Time, db: Database
) -> None:
    thursday = wall("2026-03-19 23:00")  # Friday morning in Japan
    said: Any = {
        "title": "Breakfast",
        "starts_at": place(thursday, "Europe/Lisbon").at,
        "length": timedelta(hours=1),
        "zone": "Europe/Lisbon",
    }
    repeat = Repeat(Rule(Unit.WEEK, weekdays=(3,)), thursday)
    draft = await services.event_drafts.draft(
        ORGANISER, Spot(CHANNEL), None, "en", repeat=repeat, place_zone=ZONE, **said
    )
    assert draft.series is not None
    assert (draft.series.zone, draft.series.rule.weekdays) == (ZONE, (4,))
    assert draft.series.first == wall("2026-03-20 08:00")
    home = await services.hosting.edit(ORGANISER, draft.event.id, place_zone=None)
    assert home.shown.series is not None
    assert (home.shown.series.zone, home.shown.series.first) == ("Europe/Lisbon", thursday)
    await services.hosting.edit(ORGANISER, draft.event.id, place_zone=ZONE)
    await services.event_drafts.publish(ORGANISER, draft.event.id)

    clock.now = datetime(2026, 3, 31, tzinfo=UTC)  # clocks changed in Lisbon
    await pass_on(services)

    first, last = (await made(db))[0], (await made(db))[-1]
    assert first.starts_at.hour == last.starts_at.hour == 23
    assert (last.planned, last.zone) == (wall("2026-04-03 08:00"), "Europe/Lisbon")


async def test_a_single_date_moves_between_its_neighbours_so_that_none_gets_lost(
    services: Services,
) -> None:
    first = await begin(services)
    second, third = (await services.series.course(ORGANISER, first.id)).coming[:2]

    for outside in (first.starts_at, third.starts_at, third.starts_at + timedelta(days=60)):
        with pytest.raises(SeriesBetweenError):
            await services.series.move(ORGANISER, first.id, second.wall, outside)


async def test_a_series_goes_on_past_any_number_that_one_may_type(services: Services) -> None:
    first = await begin(services)

    for _ in range(3):
        course = await services.series.extend(ORGANISER, first.id, times=500)

    assert course.series.rule.count is not None
    assert course.coming
