"""Searches over their day: pages, counts, orders and what is forgotten."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.placements import When
from bot.domain.profiles import Audience, Field, Kind, Profile
from bot.domain.results import MOST, PAGE
from bot.domain.search import Filter, Query, Sort, Stayed
from bot.errors import NotListedError, SearchGoneError
from bot.services.clock import Clock
from bot.services.services import Services
from bot.storage.database import READERS, Database
from tests.factories import make_placement, make_profile
from tests.people import keep

ME = 1
HERE = 1
START = datetime(2026, 1, 1, tzinfo=UTC)


class Hands:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def clock(hands: Hands) -> Clock:
    return hands


def crowd(count: int, **changes: object) -> list[Profile]:
    return [make_profile(number, name=f"Ann {number}", **changes) for number in range(2, count + 2)]


@pytest.fixture(autouse=True)
async def _me(db: Database) -> None:
    await keep(db, make_profile(ME, name="Me", home="NZ"))


async def test_pages_hold_five_each_and_the_last_has_no_next(
    services: Services, db: Database
) -> None:
    await keep(db, *crowd(7))

    first = await services.search.people(ME, HERE, Query(home="GB"))
    second = await services.search.page(first.search_id, ME, 1)

    assert [len(first.found), len(second.found)] == [PAGE, 2]
    assert [first.has_next, second.has_next] == [True, False]
    assert not {each.person.user_id for each in first.found} & {
        each.person.user_id for each in second.found
    }


async def test_a_full_last_page_has_no_next(services: Services, db: Database) -> None:
    await keep(db, *crowd(PAGE))

    assert not (await services.search.people(ME, HERE, Query(home="GB"))).has_next


async def test_a_search_ends_at_a_hundred_and_says_so(services: Services, db: Database) -> None:
    await keep(db, *crowd(MOST + 3))
    page = await services.search.people(ME, HERE, Query(home="GB"))

    last = await services.search.page(page.search_id, ME, MOST // PAGE - 1)

    assert len(last.found) == PAGE
    assert not last.has_next
    assert last.is_capped
    assert not (await services.search.page(page.search_id, ME, MOST // PAGE)).found


async def test_nobody_turns_the_pages_of_anothers_search(services: Services, db: Database) -> None:
    await keep(db, *crowd(7))
    page = await services.search.people(ME, HERE, Query(home="GB"))

    with pytest.raises(SearchGoneError):
        await services.search.page(page.search_id, 2, 1)


async def test_a_search_is_forgotten_after_a_day(
    services: Services, db: Database, hands: Hands
) -> None:
    page = await services.search.people(ME, HERE, Query(home="GB"))

    hands.now = START + timedelta(hours=23)
    await services.search.page(page.search_id, ME, 0)
    hands.now = START + timedelta(hours=24)

    with pytest.raises(SearchGoneError):
        await services.search.page(page.search_id, ME, 0)
    await services.search.forget()
    async with db.reader() as conn:
        assert not list(await conn.execute_fetchall("SELECT * FROM searches"))


async def test_a_search_stays_in_its_server(services: Services, db: Database) -> None:
    both = frozenset({1, 2})
    await keep(db, make_profile(ME, listed_in=both), *crowd(2, listed_in=frozenset({2})))
    asked = Query(home="GB")

    assert not (await services.search.people(ME, 1, asked)).found
    assert len((await services.search.people(ME, 2, asked)).found) == 2
    assert len((await services.search.people(ME, None, asked)).found) == 2


async def test_whoever_is_not_listed_in_this_server_finds_nobody_in_it(services: Services) -> None:
    with pytest.raises(NotListedError):
        await services.search.people(ME, 2, Query())


async def test_counting_stops_at_a_hundred(services: Services, db: Database) -> None:
    await keep(db, *crowd(MOST + 1))

    page = await services.search.people(ME, HERE, Query(home="GB", kind=Kind.FRIEND))

    assert [(each.dropped, each.count, each.is_more) for each in page.suggestions] == [
        (Filter.KIND, MOST, True)
    ]


async def test_all_that_is_asked_of_a_stay_holds_for_one_and_the_same(
    services: Services, db: Database
) -> None:
    stays = (
        make_placement(prefecture="02", town=None, town_code=None, job="ALT", since=When(1999)),
        make_placement(prefecture="13", town=None, town_code=None, job="CIR", since=When(2020)),
    )
    stays = (stays[0], make_placement(prefecture="13", job="CIR", since=When(2020), until=None))
    await keep(db, make_profile(2, placements=stays))

    assert not (await services.search.people(ME, HERE, Query(prefecture="02", job="CIR"))).found
    (found,) = (await services.search.people(ME, HERE, Query(prefecture="13", job="CIR"))).found
    (reason,) = found.reasons
    assert isinstance(reason, Stayed)
    assert reason.stay.since == When(2020)


async def test_what_goes_on_is_found_in_years_far_ahead(services: Services, db: Database) -> None:
    await keep(db, make_profile(2, placements=(make_placement(until=None),)))

    assert (await services.search.people(ME, HERE, Query(since=When(2031)))).found
    assert not (await services.search.people(ME, HERE, Query(until=When(2007)))).found


async def test_the_newest_come_by_the_day_they_were_listed(
    services: Services, db: Database, hands: Hands
) -> None:
    await keep(db, *crowd(3))
    await services.listings.unlist(3, HERE)
    hands.now = START + timedelta(days=1)
    await services.listings.list_me(3, HERE)

    page = await services.search.people(ME, HERE, Query())
    sorted_page = await services.search.people(ME, HERE, Query(home="GB"), Sort.NEWEST)

    assert page.found[0].person.user_id == 3
    assert sorted_page.found[0].person.user_id == 3


async def test_a_sort_says_when_it_could_not_look_at_all(services: Services, db: Database) -> None:
    await keep(db, *crowd(MOST + 1))

    many = await services.search.people(ME, HERE, Query(home="GB"), Sort.NAME)
    few = await services.search.people(ME, HERE, Query(home="NZ"), Sort.NAME)

    assert many.sorted_among == MOST
    assert few.sorted_among is None


async def test_confirming_brings_somebody_to_the_top(
    services: Services, db: Database, hands: Hands
) -> None:
    await keep(db, *crowd(3))
    hands.now = START + timedelta(days=9)
    await services.profiles.confirm(4)

    page = await services.search.people(ME, HERE, Query(home="GB"))

    assert page.found[0].person.user_id == 4


async def test_deleting_takes_somebody_out_at_once(services: Services, db: Database) -> None:
    await keep(db, *crowd(1))
    await services.profiles.delete(2)

    assert not (await services.search.people(ME, HERE, Query(home="GB"))).found


async def test_people_of_my_places_are_found_by_more(services: Services, db: Database) -> None:
    near = make_profile(2, about="tea", audiences={Field.ABOUT: Audience.PLACES})
    far = make_profile(
        3,
        about="tea",
        home="US",
        country="US",
        placements=(),
        audiences={Field.ABOUT: Audience.PLACES},
    )
    await keep(db, near, far)

    page = await services.search.people(ME, HERE, Query(text="tea"))

    assert [each.person.user_id for each in page.found] == [2]


async def test_what_could_not_be_saved_is_not_read_on(services: Services, db: Database) -> None:
    async with db.transaction() as conn:
        await conn.execute(
            "CREATE TABLE nowhere (id REFERENCES profiles (id) DEFERRABLE INITIALLY DEFERRED)"
        )
        await conn.execute(
            "CREATE TRIGGER unsaved AFTER INSERT ON searches "
            "BEGIN INSERT INTO nowhere VALUES (-1); END"
        )
    before = asyncio.all_tasks()

    async with contextlib.AsyncExitStack() as others:
        for _ in range(READERS):
            await others.enter_async_context(db.glance())
        with pytest.raises(sqlite3.IntegrityError):
            await services.search.people(ME, HERE, Query(home="GB"))
        assert asyncio.all_tasks() == before
