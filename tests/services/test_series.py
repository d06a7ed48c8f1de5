"""Series of events: when their dates are made, and what changes to several of them do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.events import About, State
from bot.domain.outbox import Done
from bot.domain.repeats import Repeat, Rule, Unit
from bot.domain.series import Scope
from bot.domain.times import place
from bot.errors.series import (
    RepeatMismatchError,
    SeriesOrderError,
)
from bot.services.event_drafts import Spot
from bot.services.event_rows import CARD, NOTE, TELL
from bot.services.reminders import DUE
from bot.services.series_rows import NEXT
from bot.services.services import Services
from bot.storage import pictures
from bot.storage import series as store
from bot.storage.database import Database
from tests.events import CHANNEL, EVERYTHING, HOST, ORGANISER
from tests.series import (
    BOB,
    FRIDAY,
    WEEK,
    WEEKLY,
    ZONE,
    begin,
    days,
    made,
    pass_on,
    two_dates,
    wall,
)
from tests.time import Time


@pytest.fixture
def clock() -> Time:
    return Time()


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
