"""What hosts decide on dates that have no card yet: skip, move, stop, extend."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.rights import Standing
from bot.errors import EventHostsOnlyError, EventPastError
from bot.errors.series import (
    SeriesBetweenError,
    SeriesDateError,
)
from bot.services.services import Services
from bot.storage.database import Database
from tests.events import HOST, ORGANISER, SERVER
from tests.series import ALICE, FRIDAY, begin, days, made, pass_on
from tests.time import Time


@pytest.fixture
def clock() -> Time:
    return Time()


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


async def test_a_skipped_date_is_offered_again_and_comes_back_with_a_time(
    services: Services,
) -> None:
    first = await begin(services)
    second = (await services.series.course(ORGANISER, first.id)).coming[0]
    course = await services.series.skip(ORGANISER, first.id, second.wall)
    assert course.skipped == (second.wall,)

    back = await services.series.move(ORGANISER, first.id, second.wall, second.starts_at)

    assert back.skipped == ()
    assert back.coming[0] == second
