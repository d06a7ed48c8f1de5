"""Whom an announcement reaches: each person once, and nobody who is quiet or hidden."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.addressees import Circle, Person, Reach, Sort, Term
from bot.domain.profiles import Audience, Field, Kind
from bot.services.services import Services
from bot.storage import addressees
from bot.storage.database import Database
from tests.announcements import (
    AOMORI,
    HALL,
    ORGANISER,
    OSAKA,
    SERVER,
    give_places,
    region,
    to,
)
from tests.factories import make_profile
from tests.people import keep
from tests.time import Time


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture(autouse=True)
async def three_regions(db: Database) -> None:
    await give_places(db)


async def test_people_are_counted_once_and_quiet_or_hidden_ones_never(
    services: Services, db: Database
) -> None:
    await keep(db, *(make_profile(user, listed_in={SERVER}) for user in (50, 51)))
    await keep(db, make_profile(52, kind=Kind.FRIEND, listed_in={SERVER}))
    await keep(db, make_profile(53, hidden=True, listed_in={SERVER}))
    for user in (50, 60, 61):
        await services.memberships.join(SERVER, user, AOMORI)
    await services.memberships.join(SERVER, 62, AOMORI, quiet=True)

    async def people(*meant: Term, but_not: tuple[Term, ...] = ()) -> int:
        named = to(*meant, but_not=but_not)
        found = await services.announcements.require_places(ORGANISER, named, (HALL,))
        return found.people

    alumni, everybody = Term(Sort.KIND, Kind.ALUMNUS), Term(Sort.EVERYBODY)
    assert await people(region(AOMORI)) == 3
    assert await people(alumni) == 2
    assert await people(region(AOMORI), alumni) == 4
    assert await people(region(AOMORI), but_not=(alumni,)) == 2
    assert await people(everybody) == 5
    assert await people(everybody, but_not=(region(AOMORI), Term(Sort.KIND, Kind.FRIEND))) == 1
    assert await people(everybody, but_not=(everybody,)) == 0


WHO = [
    Person(frozenset(regions), kind)
    for regions in ((), (AOMORI,), (OSAKA,), (AOMORI, OSAKA))
    for kind in (*Kind, None)
]


CIRCLES = st.builds(
    Circle,
    st.frozensets(st.sampled_from((AOMORI, OSAKA))),
    st.frozensets(st.sampled_from(Kind)),
    is_everybody=st.integers(0, 5).map(lambda drawn: drawn == 0),
)


@pytest.fixture
async def crowd(services: Services, db: Database) -> None:
    """One of everybody: in no region, one or both, and listed as each kind, or not at all."""
    known = dict(enumerate(WHO, start=100))
    everybody_sees = {Field.KIND: Audience.MEMBERS}
    people = [
        make_profile(
            user,
            kind=person.kind,
            listed_in=frozenset({SERVER} if person.kind else ()),
            audiences=everybody_sees,
        )
        for user, person in known.items()
    ]
    await keep(db, *people)
    for user, person in known.items():
        for code in person.regions:
            await services.memberships.join(SERVER, user, code)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reach=st.builds(Reach, CIRCLES, CIRCLES))
async def test_the_database_counts_whom_the_rule_says(
    db: Database, crowd: None, reach: Reach
) -> None:
    async with db.reader() as conn:
        counted = await addressees.count(conn, SERVER, reach)

    # Whoever is neither listed nor in a region is known to nobody.
    there = [each for each in WHO if each.regions or each.kind]
    assert counted == sum(reach.concerns(person) for person in there)
