"""The weekly digest: once a week where there is something to say, and never late."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.events import Event
from bot.domain.outbox import Done, Row
from bot.domain.regions import RegionPlace
from bot.services.announcement_rows import COPY
from bot.services.digests import POST, WEEK_BEGINS, Digest
from bot.services.services import Services
from bot.storage import regions
from bot.storage.database import Database
from tests.announcements import EVERYTHING, SERVER, finish, region, send, to
from tests.events import CHANNEL, publish
from tests.time import MONDAY, Time

AOMORI, OSAKA = "p02", "p27"


@pytest.fixture
def clock() -> Time:
    return Time(MONDAY - timedelta(days=2))


@pytest.fixture(autouse=True)
async def two_regions(services: Services, db: Database) -> None:
    async with db.transaction() as conn:
        await regions.put_place(conn, SERVER, RegionPlace(AOMORI, channel_id=CHANNEL))
        await regions.put_place(conn, SERVER, RegionPlace(OSAKA, channel_id=CHANNEL + 1))
    await services.settings.set(SERVER, "digest", "on")


async def turn(services: Services, *kinds: str) -> list[Row]:
    """Carry out all that is due, and return what was of some kinds."""
    found: list[Row] = []
    done: list[Done] = []
    while rows := (await services.outbox.turn(done, EVERYTHING)).rows:
        found += [row for row in rows if row.kind in kinds]
        done = [Done(row, {}) for row in rows]
    return found


async def read(services: Services, row: Row, *, is_public: bool = True) -> Digest | None:
    return await services.digests.digest(row, lambda _, __: is_public)


async def test_a_region_with_something_to_come_is_told_and_the_others_are_left_in_peace(
    services: Services, clock: Time
) -> None:
    dinner = await publish(services, code=AOMORI)
    await publish(services, code=AOMORI, starts_at=clock() + timedelta(days=40))
    await turn(services)

    clock.now = MONDAY
    [row] = await turn(services, POST)

    assert row.place == f"channel:{CHANNEL}"
    told = await read(services, row)
    assert told is not None
    assert [each.id for each in told.events] == [dinner.id]
    assert await read(services, row, is_public=False) is None


async def test_events_of_a_region_that_was_merged_are_told_where_its_people_went(
    services: Services, clock: Time
) -> None:
    await publish(services, code=AOMORI)
    await services.regions.merge(SERVER, AOMORI, OSAKA)
    await turn(services)

    clock.now = MONDAY
    [row] = await turn(services, POST)

    told = await read(services, row)
    assert told is not None
    assert (told.region.code, len(told.events)) == (OSAKA, 1)


async def test_what_was_announced_in_a_region_is_told_there(
    services: Services, clock: Time
) -> None:
    await send(services, to(region(OSAKA)), english="Cherry blossoms")
    rows = (await services.outbox.turn((), EVERYTHING)).rows
    await finish(services, [row for row in rows if row.kind == COPY])

    clock.now = MONDAY
    [row] = await turn(services, POST)

    told = await read(services, row)
    assert told is not None
    [(announcement, copy)] = told.announced
    assert (announcement.english, copy.channel_id) == ("Cherry blossoms", CHANNEL + 1)
    clock.pass_(weeks=1)
    assert await turn(services, POST) == []


async def test_each_week_is_decided_once_and_a_late_one_is_left_out(
    services: Services, clock: Time
) -> None:
    await publish(services, code=AOMORI, starts_at=clock() + timedelta(days=20))
    await turn(services)
    clock.now = MONDAY + timedelta(days=4)
    assert [row.kind for row in await turn(services, WEEK_BEGINS, POST)] == [WEEK_BEGINS]

    clock.now = MONDAY + timedelta(weeks=1)
    kinds = [row.kind for row in await turn(services, WEEK_BEGINS, POST)]

    assert kinds == [WEEK_BEGINS, POST]
    await services.settings.set(SERVER, "digest", "on")
    assert await turn(services, WEEK_BEGINS, POST) == []


async def test_switched_off_nothing_is_decided_or_said_any_more(
    services: Services, clock: Time
) -> None:
    event: Event = await publish(services, code=AOMORI)
    await turn(services)
    clock.now = MONDAY
    rows = (await services.outbox.turn((), EVERYTHING)).rows
    decision = next(row for row in rows if row.kind == WEEK_BEGINS)
    await services.outbox.turn([Done(decision, {})])
    [row] = (await services.outbox.turn((), EVERYTHING)).rows
    told = await read(services, row)
    assert told is not None
    assert [each.id for each in told.events] == [event.id]

    await services.settings.reset(SERVER, "digest")

    assert await read(services, row) is None
    clock.pass_(weeks=2)
    assert await turn(services, WEEK_BEGINS) == []


async def test_a_digest_that_comes_days_late_is_not_said(services: Services, clock: Time) -> None:
    await publish(services, code=AOMORI, starts_at=MONDAY + timedelta(days=10))
    await turn(services)
    clock.now = MONDAY
    [row] = await turn(services, POST)

    clock.pass_(days=4)

    assert await read(services, row) is None
