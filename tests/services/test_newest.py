"""The order of the newest tells nothing of lists on which somebody is not found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.domain.profiles import Profile
from bot.domain.results import Found
from bot.domain.search import Query, Sort
from bot.services.services import Services
from bot.storage import listings
from bot.storage.database import Database
from tests.factories import make_profile
from tests.people import keep

ME, HERE, THERE, MODERATOR = 1, 1, 2, 99
BOTH = frozenset({HERE, THERE})
LISBON = 2267057
START = datetime(2026, 1, 1, tzinfo=UTC)


async def list_in(db: Database, person: Profile, server: int, day: int) -> None:
    at = START + timedelta(days=day)
    async with db.transaction() as conn:
        await listings.remove(conn, server, person.user_id)
        await listings.add(conn, server, person.user_id, consent_version=1, at=at)


async def names(services: Services, server: int | None, sort: Sort | None = None) -> list[str]:
    page = await services.search.people(ME, server, Query(), sort)
    return [found.person.name for found in page.found]


async def test_whoever_was_taken_off_the_list_takes_nobodys_place(
    services: Services, db: Database
) -> None:
    excluded = [make_profile(number, listed_in=BOTH) for number in range(20, 30)]
    others = [make_profile(number) for number in range(2, 10)]
    await keep(db, make_profile(ME), *excluded, *others)
    for person in excluded:
        await list_in(db, person, HERE, 9)
        await services.moderation.unlist(HERE, person.user_id, moderator_id=MODERATOR, reason="x")

    page = await services.search.people(ME, HERE, Query())

    assert len(page.found) == 5
    assert page.has_next


async def test_the_nearest_share_the_first_page_with_the_newest(
    services: Services, db: Database
) -> None:
    far = [make_profile(number) for number in range(2, 13)]
    near = [make_profile(number, city=LISBON) for number in range(20, 24)]
    await keep(db, make_profile(ME, city=LISBON), *far, *near)
    for day, person in enumerate((*near, *reversed(far))):
        await list_in(db, person, HERE, day)

    first = await services.search.people(ME, HERE, Query())
    second = await services.search.page(first.search_id, ME, 1)
    third = await services.search.page(first.search_id, ME, 2)

    assert ids(first.found) == [2, 3, 4]
    assert len(first.nearest) == 2
    assert {found.person.city for found in first.nearest} == {LISBON}
    assert ids(second.found) == [5, 6, 7, 8, 9]
    assert ids(third.found) == [10, 11, 12, 23, 22]
    assert not second.nearest
    assert third.has_next


def ids(found: Sequence[Found]) -> list[int]:
    return [each.person.user_id for each in found]


async def test_a_server_that_somebody_left_does_not_move_them_in_a_direct_message(
    services: Services, db: Database
) -> None:
    gone, off, here = (make_profile(user, listed_in=BOTH) for user in (2, 3, 4))
    await keep(db, make_profile(ME, listed_in=BOTH), gone, off, here)
    for day, person in enumerate((gone, off, here)):
        await list_in(db, person, HERE, day)
    await list_in(db, gone, THERE, 10)
    await list_in(db, off, THERE, 11)
    await services.presence.left(THERE, gone.user_id)
    await services.moderation.unlist(THERE, off.user_id, moderator_id=MODERATOR, reason="x")

    order = ["Person 4", "Person 3", "Person 2"]
    assert await names(services, None) == order
    assert await names(services, None, Sort.NEWEST) == order
