"""Whom newcomers are introduced to: only people who agreed, and only as far as they may see."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain import privacy
from bot.domain.consents import Purpose
from bot.domain.profiles import Audience, Field, Profile
from bot.services.services import Services
from bot.storage import consents
from bot.storage.database import Database
from tests.factories import make_placement, make_profile
from tests.people import THEN, keep

SERVER, NEW, HANA, BEN, MIO = 1, 5, 7, 8, 9
AOMORI = make_placement(town="Aomori", town_code="02201")
OSAKA = make_placement(prefecture="27", town=None, town_code=None)
NEWCOMER = make_profile(NEW, home="IE", country="PT")


async def introduced(services: Services, user_id: int = NEW) -> list[int]:
    found = await services.introductions.to(SERVER, user_id)
    return [each.person.user_id for each in found]


async def test_one_of_the_same_town_and_one_of_the_same_country(
    services: Services, db: Database
) -> None:
    await keep(db, NEWCOMER)
    for person in (
        make_profile(HANA, country="FR"),
        make_profile(BEN, country="PT", placements=(OSAKA,)),
        make_profile(MIO, country="FR", placements=(AOMORI,)),
    ):
        await keep(db, person)
        await services.consents.give(SERVER, person.user_id, Purpose.INTRODUCTIONS)

    assert await introduced(services) == [HANA, BEN]

    await services.consents.withdraw(SERVER, HANA, Purpose.INTRODUCTIONS)
    assert await introduced(services) == [MIO, BEN], "one of the prefecture will do"
    assert await introduced(services, HANA) == [MIO], "France has nobody else, and Mio is told of"


async def test_those_who_live_in_japan_are_introduced_by_their_home_country(
    services: Services, db: Database
) -> None:
    await keep(db, replace(NEWCOMER, country="JP", placements=()))
    for person in (make_profile(HANA, home="IE", country="JP"), make_profile(BEN, country="JP")):
        await keep(db, person)
        await services.consents.give(SERVER, person.user_id, Purpose.INTRODUCTIONS)

    assert await introduced(services) == [HANA]


async def test_nobody_is_introduced_without_agreeing_or_to_whoever_sees_nobody(
    services: Services, db: Database
) -> None:
    await keep(
        db, NEWCOMER, make_profile(HANA), make_profile(BEN, listed_in=frozenset({2, SERVER}))
    )
    await services.consents.give(2, BEN, Purpose.INTRODUCTIONS)

    assert await introduced(services) == []
    assert await services.introductions.to(None, NEW) == ()

    await services.consents.give(SERVER, HANA, Purpose.INTRODUCTIONS)
    await services.profiles.hide(NEW)
    assert await introduced(services) == []


async def test_newcomers_are_not_all_brought_to_the_same_person(
    services: Services, db: Database
) -> None:
    await keep(db, *(make_profile(each) for each in (HANA, BEN, MIO)))
    for person in (HANA, BEN, MIO):
        await services.consents.give(SERVER, person, Purpose.INTRODUCTIONS)
    newcomers = [replace(NEWCOMER, user_id=user_id, country=None) for user_id in range(20, 26)]
    await keep(db, *newcomers)

    first = {(await introduced(services, each.user_id))[0] for each in newcomers}

    assert first == {HANA, BEN, MIO}


AUDIENCES = st.dictionaries(st.sampled_from(Field), st.sampled_from(Audience), max_size=6)
RARE = st.sampled_from((False, False, False, True))


@st.composite
def welcomers(draw: st.DrawFn, user_id: int) -> tuple[Profile, frozenset[int]]:
    """Draw somebody, and the servers in which they agreed."""
    person = make_profile(
        user_id,
        home=draw(st.sampled_from(("IE", "GB"))),
        country=draw(st.sampled_from(("PT", "FR", "JP"))),
        placements=(draw(st.sampled_from((make_placement(), AOMORI, OSAKA))),),
        audiences=draw(AUDIENCES),
        hidden=draw(RARE),
        listed_in=draw(st.frozensets(st.sampled_from((1, 2)), min_size=1)),
    )
    return person, draw(st.frozensets(st.sampled_from((1, 2))))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.tuples(*(welcomers(user_id) for user_id in (HANA, BEN, MIO))), AUDIENCES)
async def test_only_who_agreed_here_is_introduced_and_only_by_what_the_newcomer_may_see(
    services: Services,
    db: Database,
    crowd: tuple[tuple[Profile, frozenset[int]], ...],
    audiences: dict[Field, Audience],
) -> None:
    mine = replace(NEWCOMER, audiences=audiences)
    await only(db, mine, crowd)
    by = privacy.viewer(NEW, mine, SERVER)

    found = await services.introductions.to(SERVER, NEW)

    people = {person.user_id: person for person, _ in crowd}
    agreed = {person.user_id for person, servers in crowd if SERVER in servers}
    willing = [people[each] for each in agreed if privacy.see(people[each], by)]
    assert {each.person.user_id for each in found} <= {each.user_id for each in willing}
    for each in found:
        stored = await services.directory.own(each.person.user_id)
        assert each.person == privacy.see(stored, by)
        assert each.why
    assert bool(found) == any(shares(privacy.see(each, by)) for each in willing)


def shares(seen: privacy.SeenProfile | None) -> bool:
    """Tell whether the newcomer reads of a place that is theirs too."""
    assert seen is not None
    return seen.country == "PT" or any(stay.prefecture == "02" for stay in seen.placements)


async def only(
    db: Database, mine: Profile, crowd: tuple[tuple[Profile, frozenset[int]], ...]
) -> None:
    """Let these people be the only ones, with what they agreed to."""
    async with db.transaction() as conn:
        for table in ("search_documents", "profiles"):
            await conn.execute(f"DELETE FROM {table}")  # noqa: S608
        await conn.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')")
    await keep(db, mine, *(replace(person, listed_in=frozenset()) for person, _ in crowd))
    async with db.transaction() as conn:
        for person, servers in crowd:
            for server in servers:
                me = person.user_id
                await consents.put(conn, server, Purpose.INTRODUCTIONS, me, version=1, at=THEN)
    async with db.transaction() as conn:
        await conn.execute("DELETE FROM placements WHERE user_id != ?", (NEW,))
    await keep(db, *(person for person, _ in crowd))
