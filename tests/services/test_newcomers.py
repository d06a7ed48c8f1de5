"""The weekly line: whom it names, what it says of them, and that each week has one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.consents import Purpose
from bot.domain.newcomers import Newcomer, Years
from bot.domain.outbox import Done, Row
from bot.domain.placements import When
from bot.domain.profiles import Audience, Field, Profile
from bot.domain.regions import Membership, RegionPlace, Tie
from bot.errors import ExcludedError, NoProfileError, NotListedError
from bot.services.newcomers import LINE, WEEK_BEGINS
from bot.services.outbox import Room
from bot.services.services import Services
from bot.storage import consents, listings, memberships, regions
from bot.storage.database import Database
from tests.factories import make_placement, make_profile
from tests.people import THEN, keep
from tests.time import MONDAY, Time

SERVER, ALICE, BOB, CHANNEL = 1, 7, 8, 10
EVERYTHING = Room(100, 100)
LISBON = 2267057
MARIA = make_profile(
    ALICE,
    name="Maria",
    city=LISBON,
    about="A secret",
    placements=(
        make_placement(since=When(2004, 8), until=When(2006, 7)),
        make_placement(prefecture="27", town=None, town_code=None, since=When(2010)),
        make_placement(town=None, town_code=None, since=When(2019), until=None),
    ),
)


@pytest.fixture
def clock() -> Time:
    return Time(MONDAY - timedelta(days=2))


@pytest.fixture(autouse=True)
async def aomori_has_a_channel(services: Services, db: Database) -> None:
    async with db.transaction() as conn:
        await regions.put_place(conn, SERVER, RegionPlace("p02", channel_id=CHANNEL, role_id=20))
    await services.settings.set(SERVER, "weekly_line", "on")


async def agree_and_join(services: Services, user_id: int = ALICE, code: str = "p02") -> None:
    await services.consents.give(SERVER, user_id, Purpose.WEEKLY_LINE)
    await services.memberships.join(SERVER, user_id, code)


async def decide(services: Services, *ended: Row) -> list[Row]:
    """Let the queue decide what is due, and return the lines that are to go."""
    done = [Done(row, {}) for row in ended]
    lines: list[Row] = []
    while True:
        turn = await services.outbox.turn(done, EVERYTHING)
        lines += [row for row in turn.rows if row.kind == LINE]
        done = [Done(row, {}) for row in turn.rows if row.kind != LINE]
        if not turn.rows:
            return lines


async def weeks(services: Services) -> list[Row]:
    """Claim the decisions that are due."""
    return [
        row for row in (await services.outbox.turn((), EVERYTHING)).rows if row.kind == WEEK_BEGINS
    ]


async def named(services: Services, row: Row) -> list[str]:
    line = await services.newcomers.line(row)
    return [person.name for person in line.people] if line else []


async def test_the_line_says_what_was_agreed_to_and_nothing_else(
    services: Services, db: Database, clock: Time
) -> None:
    await keep(db, MARIA)
    await agree_and_join(services)
    previewed = await services.newcomers.preview(SERVER, ALICE)
    clock.now = MONDAY

    [row] = await decide(services)

    assert (row.place, row.payload["channel"]) == (f"channel:{CHANNEL}", CHANNEL)
    assert "Maria" not in str(row.payload)
    line = await services.newcomers.line(row)
    said = Newcomer("Maria", (Years(2004, 2006), Years(2019, None)), LISBON, "PT")
    assert line is not None
    assert line.people == (said,)
    assert previewed == [line]


@pytest.mark.parametrize(
    ("hidden", "said"),
    [
        (Field.YEARS, Newcomer("Maria", (), LISBON, "PT")),
        (Field.PREFECTURE, Newcomer("Maria", (), LISBON, "PT")),
        (Field.CITY, Newcomer("Maria", (Years(2004, 2006), Years(2019, None)), None, "PT")),
        (Field.COUNTRY, Newcomer("Maria", (Years(2004, 2006), Years(2019, None)), None, None)),
    ],
)
async def test_what_not_every_member_may_see_is_left_out(
    services: Services, db: Database, clock: Time, hidden: Field, said: Newcomer
) -> None:
    await keep(db, MARIA)
    await agree_and_join(services)
    clock.now = MONDAY
    [row] = await decide(services)

    await services.profiles.set_audiences(ALICE, {hidden: Audience.PLACES})

    line = await services.newcomers.line(row)
    assert line is not None
    assert line.people == (said,)


async def test_nothing_is_named_where_the_server_did_not_switch_it_on(
    services: Services, db: Database, clock: Time
) -> None:
    await services.settings.reset(SERVER, "weekly_line")
    await keep(db, MARIA)
    await agree_and_join(services)

    clock.now = MONDAY
    assert await decide(services) == []

    await services.settings.set(SERVER, "weekly_line", "on")
    clock.pass_(weeks=1)
    assert await decide(services) == [], "who came before it was switched on is no news"


async def test_each_week_has_one_line_and_names_each_once(
    services: Services, db: Database, clock: Time
) -> None:
    await keep(db, MARIA, make_profile(BOB))
    await agree_and_join(services)
    clock.now = MONDAY
    [first] = await decide(services)
    assert await named(services, first) == ["Maria"]

    clock.pass_(days=1)
    await agree_and_join(services, BOB)
    assert await decide(services, first) == []
    clock.pass_(days=6)
    [second] = await decide(services)
    assert await named(services, second) == [f"Person {BOB}"]

    clock.pass_(weeks=1)
    assert await decide(services, second) == []


@pytest.mark.parametrize("days", [2, 5])
async def test_after_an_outage_a_line_is_days_late_or_left_to_the_next_and_never_doubled(
    services: Services, db: Database, clock: Time, days: int
) -> None:
    await keep(db, MARIA, make_profile(BOB))
    await agree_and_join(services)
    clock.now = MONDAY + timedelta(days=days)

    late = await decide(services)
    assert [await named(services, row) for row in late] == ([["Maria"]] if days == 2 else [])

    clock.pass_(minutes=1)
    await agree_and_join(services, BOB)
    clock.now = MONDAY + timedelta(weeks=1)
    [row] = await decide(services, *late)
    everybody = ["Maria"] if days == 5 else []
    assert await named(services, row) == [*everybody, f"Person {BOB}"]


async def test_a_line_that_could_not_go_for_days_says_nothing_any_more(
    services: Services, db: Database, clock: Time
) -> None:
    await keep(db, MARIA)
    await agree_and_join(services)
    clock.now = MONDAY
    [row] = await decide(services)

    clock.pass_(days=3)
    assert await named(services, row) == ["Maria"]
    clock.pass_(days=1)
    assert await named(services, row) == []


async def test_where_nobody_tells_who_leaves_each_is_asked_about(
    services: Services, db: Database, clock: Time
) -> None:
    await keep(db, MARIA, make_profile(BOB))
    for user_id in (ALICE, BOB):
        await agree_and_join(services, user_id)
    clock.now = MONDAY
    [row] = await decide(services)

    async def is_member(server_id: int, user_id: int) -> bool:
        return (server_id, user_id) == (SERVER, BOB)

    line = await services.newcomers.line(row, is_member)
    assert line is not None
    assert [person.name for person in line.people] == [f"Person {BOB}"]


async def test_a_decision_of_which_nobody_knows_the_end_is_made_once(
    services: Services, db: Database, clock: Time
) -> None:
    await keep(db, MARIA)
    await agree_and_join(services)
    clock.now = MONDAY
    before = await weeks(services)
    await services.outbox.start()  # the process was killed, and another begins
    [again] = await weeks(services)
    # One more is written while it is decided.
    await services.consents.give(SERVER, ALICE, Purpose.WEEKLY_LINE)

    assert [week.id for week in before] == [again.id]
    assert len(await decide(services, again)) == 1
    clock.pass_(weeks=1)
    assert len(await weeks(services)) == 1


async def test_taking_consent_back_ends_the_weeks_and_so_does_unlisting(
    services: Services, db: Database, clock: Time
) -> None:
    await keep(db, MARIA, make_profile(BOB))
    for user_id in (ALICE, BOB):
        await agree_and_join(services, user_id)
    clock.now = MONDAY
    [row] = await decide(services)

    await services.consents.withdraw(SERVER, ALICE, Purpose.WEEKLY_LINE)
    assert await named(services, row) == [f"Person {BOB}"]
    await services.listings.unlist(BOB, SERVER)
    await services.listings.list_me(BOB, SERVER)
    assert await named(services, row) == []
    assert await services.consents.given(SERVER, BOB) == frozenset()


async def test_only_listed_people_can_agree(services: Services, db: Database) -> None:
    await keep(db, make_profile(ALICE, listed_in=frozenset({2})), make_profile(BOB))
    await services.moderation.unlist(SERVER, BOB, moderator_id=1, reason="Spam")

    for user_id, refusal in ((ALICE, NotListedError), (BOB, ExcludedError), (9, NoProfileError)):
        with pytest.raises(refusal):
            await services.consents.give(SERVER, user_id, Purpose.WEEKLY_LINE)


async def test_whoever_belongs_nowhere_yet_previews_the_region_of_their_profile(
    services: Services, db: Database
) -> None:
    await keep(db, MARIA)

    [line] = await services.newcomers.preview(SERVER, ALICE)

    assert line.region.code == "p02"


AUDIENCES = st.dictionaries(st.sampled_from(Field), st.sampled_from(Audience), max_size=5)


@st.composite
def states(draw: st.DrawFn) -> dict[str, bool]:
    """Draw what may stand in the way of naming somebody; mostly nothing does."""
    rare = st.sampled_from((False, False, False, True))
    what = ("silent", "quiet", "left", "gone", "hidden", "imported", "unlisted", "excluded", "old")
    return {each: draw(rare) for each in what}


CROWD = st.lists(st.tuples(AUDIENCES, states()), min_size=1, max_size=4)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(CROWD)
async def test_nobody_is_named_whom_anything_keeps_from_it_whatever_their_audiences(
    services: Services, db: Database, clock: Time, crowd: list[tuple[dict[Field, Audience], dict]]
) -> None:
    people = [
        (replace(MARIA, user_id=100 + number, audiences=audiences, hidden=state["hidden"]), state)
        for number, (audiences, state) in enumerate(crowd)
    ]
    await arrange(db, clock, people)

    since, until = MONDAY - timedelta(weeks=1), MONDAY
    clock.now = until
    told = {"region": "p02", "since": since.isoformat(), "until": until.isoformat()}
    row = Row(1, LINE, "channel:10", told, SERVER, until, 0, None)
    line = await services.newcomers.line(row)

    expected = [person for person, state in people if not any(state.values())]
    assert len(line.people if line else ()) == len(expected)
    for said, person in zip(line.people if line else (), expected, strict=True):
        assert_no_more_than_members_see(said, person)


def assert_no_more_than_members_see(said: Newcomer, person: Profile) -> None:
    def is_open(*parts: Field) -> bool:
        return all(person.audience(part) is Audience.MEMBERS for part in parts)

    assert said.name == person.name
    assert bool(said.years) == is_open(Field.YEARS, Field.PREFECTURE)
    assert (said.city is not None) == is_open(Field.CITY, Field.COUNTRY)
    assert (said.country is not None) == is_open(Field.COUNTRY)


async def arrange(db: Database, clock: Time, people: list[tuple[Profile, dict]]) -> None:
    """Let these be the only people, each in their state."""
    async with db.transaction() as conn:
        for table in ("consents", "memberships", "exclusions", "search_documents", "profiles"):
            await conn.execute(f"DELETE FROM {table}")  # noqa: S608
        await conn.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')")
    await keep(db, *(person for person, _ in people))
    joined = MONDAY - timedelta(days=1)
    async with db.transaction() as conn:
        for person, state in people:
            me = person.user_id
            if not state["silent"]:
                await consents.put(conn, SERVER, Purpose.WEEKLY_LINE, me, version=1, at=THEN)
            at = joined - timedelta(weeks=2) if state["old"] else joined
            quiet = state["quiet"]
            await memberships.put(conn, Membership(SERVER, "p02", me, Tie.FROM, quiet, at))
            if state["left"]:
                await memberships.remove(conn, SERVER, "p02", me)
            if state["gone"]:
                await listings.set_present(conn, SERVER, [me], present=False)
            if state["unlisted"]:
                await listings.remove(conn, SERVER, me)
            if state["imported"]:
                await conn.execute(
                    "UPDATE profiles SET imported_at = ? WHERE user_id = ?", (THEN, me)
                )
            if state["excluded"]:
                await conn.execute(
                    "INSERT INTO exclusions VALUES (?, ?, 1, 'Spam', '')", (SERVER, me)
                )
