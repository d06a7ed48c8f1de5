"""Roles given and taken by hand, and roles that are new to their regions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app import open_services
from bot.domain.hands import MOST_REPAIRS, Holder, changed
from bot.domain.outbox import Done, Row
from bot.domain.regions import People, RegionPlace, Tie
from bot.services.intakes import SPREAD, WALK
from bot.services.outbox import Room
from bot.services.services import Services
from bot.storage import memberships, regions
from bot.storage.database import Database
from tests.factories import make_profile
from tests.people import keep
from tests.roles import roles_to_change

SERVER = 1
ALICE, BOB, CAROL = 7, 8, 9
ROLE, OTHERS_ROLE = 20, 30
LATER = timedelta(seconds=1)


class Watch:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Watch:
    return Watch()


@pytest.fixture(autouse=True)
async def aomori_has_a_role(db: Database) -> None:
    async with db.transaction() as conn:
        await regions.put_place(conn, SERVER, RegionPlace("p02", role_id=ROLE))


@pytest.fixture
async def repairs(services: Services) -> None:
    await services.settings.set(SERVER, "hand_changes", "repair")


async def compare(
    services: Services,
    user_id: int,
    *roles: int,
    own: Iterable[int] = (),
    existing: Iterable[int] = (ROLE,),
    since: datetime | None = None,
) -> None:
    async def chosen() -> frozenset[int]:
        return frozenset(own)

    await services.hands.compare(
        SERVER,
        [Holder(user_id, frozenset(roles))],
        existing=frozenset(existing),
        since=since or services.clock() + LATER,
        own=chosen,
    )


async def belongs(services: Services, user_id: int = ALICE) -> dict[str, tuple[Tie, bool, bool]]:
    mine = await services.memberships.mine(SERVER, user_id)
    return {
        each.region.code: (each.membership.tie, each.membership.quiet, each.membership.by_role)
        for each in mine
    }


async def settle_queue(services: Services) -> None:
    """Let everything that waits be carried out."""
    rows = (await services.outbox.turn([], Room(16, 16))).rows
    while rows:
        rows = (await services.outbox.turn([Done(row, {}) for row in rows], Room(16, 16))).rows


async def test_whoever_was_given_a_role_belongs_quietly_until_it_is_taken(
    services: Services, db: Database
) -> None:
    await compare(services, ALICE, ROLE, OTHERS_ROLE)
    assert await belongs(services) == {"p02": (Tie.INTERESTED, True, True)}

    await compare(services, ALICE, OTHERS_ROLE)
    assert await belongs(services) == {}
    assert await roles_to_change(db, ALICE) == {}


async def test_a_role_that_is_taken_erases_nothing_that_was_said(
    services: Services, db: Database
) -> None:
    await services.memberships.join(SERVER, ALICE, "p02", tie=Tie.PLACED)
    await settle_queue(services)

    await compare(services, ALICE)

    assert await belongs(services) == {"p02": (Tie.PLACED, True, False)}
    assert await roles_to_change(db, ALICE) == {}


async def test_what_the_queue_is_about_to_do_is_nobodys_hand(services: Services) -> None:
    await services.memberships.join(SERVER, ALICE, "p02")

    await compare(services, ALICE)

    assert (await belongs(services))["p02"] == (Tie.INTERESTED, False, False)


async def test_what_was_seen_before_the_bot_changed_it_is_nobodys_hand(services: Services) -> None:
    before = services.clock() - LATER
    await services.memberships.join(SERVER, ALICE, "p02")
    await settle_queue(services)

    await compare(services, ALICE, since=before)

    assert (await belongs(services))["p02"] == (Tie.INTERESTED, False, False)


async def test_a_role_that_is_gone_was_taken_from_nobody(services: Services) -> None:
    await services.memberships.join(SERVER, ALICE, "p02")
    await settle_queue(services)

    await compare(services, ALICE, existing=[])

    assert (await belongs(services))["p02"] == (Tie.INTERESTED, False, False)


@pytest.mark.usefixtures("repairs")
async def test_repairs_give_back_and_take_back(services: Services, db: Database) -> None:
    await services.memberships.join(SERVER, ALICE, "p02")
    await settle_queue(services)

    await compare(services, ALICE)
    await compare(services, BOB, ROLE)

    assert await roles_to_change(db, ALICE) == {ROLE: True}
    assert await roles_to_change(db, BOB) == {ROLE: False}
    assert (await belongs(services), await belongs(services, BOB)) == (
        {"p02": (Tie.INTERESTED, False, False)},
        {},
    )


@pytest.mark.usefixtures("repairs")
async def test_the_same_thing_is_repaired_a_few_times_and_then_stands_and_is_told(
    services: Services, db: Database
) -> None:
    await services.memberships.join(SERVER, ALICE, "p02", tie=Tie.FROM)
    await settle_queue(services)

    for _ in range(MOST_REPAIRS):
        await compare(services, ALICE)
        assert await roles_to_change(db, ALICE) == {ROLE: True}
        await settle_queue(services)
    await compare(services, ALICE)

    assert await roles_to_change(db, ALICE) == {}
    assert await belongs(services) == {"p02": (Tie.FROM, True, False)}
    (told,) = await services.outbox.dead(SERVER, limit=5)
    assert (told.row.payload, told.details) == ({"role": ROLE}, {"times": MOST_REPAIRS})


@pytest.mark.usefixtures("repairs")
async def test_what_people_chose_for_themselves_is_not_repaired(
    services: Services, db: Database
) -> None:
    await compare(services, ALICE, ROLE, own=[ROLE])
    await services.hands.noticed(SERVER, BOB, given=[ROLE], taken=[], by_themselves=True)

    assert await roles_to_change(db, ALICE) == await roles_to_change(db, BOB) == {}
    assert (await belongs(services))["p02"] == (Tie.INTERESTED, True, True)
    assert (await belongs(services, BOB))["p02"] == (Tie.INTERESTED, True, True)


async def test_the_audit_log_tells_of_one_role_and_nothing_of_the_rest(
    services: Services, db: Database
) -> None:
    async with db.transaction() as conn:
        await regions.put_place(conn, SERVER, RegionPlace("p03", role_id=21))
    await services.memberships.join(SERVER, ALICE, "p02")
    await services.memberships.join(SERVER, ALICE, "p03")
    await settle_queue(services)

    await services.hands.noticed(SERVER, ALICE, given=[99], taken=[ROLE], by_themselves=False)

    assert await belongs(services) == {
        "p02": (Tie.INTERESTED, True, False),
        "p03": (Tie.INTERESTED, False, False),
    }


async def test_nobody_kept_off_the_list_belongs_by_a_role(services: Services) -> None:
    await services.moderation.unlist(SERVER, ALICE, moderator_id=BOB, reason="Spam")

    await compare(services, ALICE, ROLE)

    assert await belongs(services) == {}


async def test_saying_quietly_gives_the_role_back_and_saying_it_aloud_keeps_it(
    services: Services, db: Database
) -> None:
    await compare(services, ALICE, ROLE)
    await compare(services, BOB, ROLE)

    await services.memberships.join(SERVER, ALICE, "p02", quiet=True)
    await services.memberships.join(SERVER, BOB, "p02")

    assert await roles_to_change(db, ALICE) == {ROLE: False}
    assert await roles_to_change(db, BOB) == {}
    assert await belongs(services, BOB) == {"p02": (Tie.INTERESTED, False, False)}


async def test_whoever_returns_in_time_gets_the_roles_back_held_or_said(
    services: Services, db: Database
) -> None:
    await compare(services, ALICE, ROLE)
    await services.memberships.join(SERVER, BOB, "p02")
    await settle_queue(services)

    for person in (ALICE, BOB):
        await services.presence.left(SERVER, person)
        await services.presence.joined(SERVER, person)

    assert await roles_to_change(db, ALICE) == await roles_to_change(db, BOB) == {ROLE: True}


async def begin_intake(services: Services, db: Database, *, adopted: bool) -> None:
    async with db.transaction() as conn:
        await services.intakes.begin(conn, SERVER, ROLE, adopted=adopted)


async def walk_page(services: Services, row: Row, holders: list[Holder], after: int | None) -> None:
    roles = await services.intakes.to_walk(row)
    await services.intakes.take_in(SERVER, holders, roles, since=services.clock())
    await services.outbox.turn([Done(row, {"after": after, "roles": roles})])


async def next_row(services: Services, clock: Watch, kind: str) -> Row:
    clock.now += timedelta(minutes=1)
    (row,) = (await services.outbox.turn([], Room(1, 1))).rows
    assert row.kind == kind
    return row


@pytest.mark.usefixtures("repairs")
async def test_an_adopted_roles_holders_become_members_page_by_page_and_members_get_it(
    services: Services, db: Database, clock: Watch
) -> None:
    await services.memberships.join(SERVER, CAROL, "p02")
    await settle_queue(services)
    await begin_intake(services, db, adopted=True)

    first = await next_row(services, clock, WALK)
    await walk_page(services, first, [Holder(ALICE, frozenset({ROLE}))], after=ALICE)
    assert await services.intakes.new_roles(SERVER) == {ROLE}
    second = await next_row(services, clock, WALK)
    assert second.payload == {"after": ALICE, "roles": [ROLE]}
    holders = [Holder(BOB, frozenset({ROLE, 5})), Holder(CAROL, frozenset())]
    await walk_page(services, second, holders, after=None)
    await compare(services, CAROL)
    spread = await next_row(services, clock, SPREAD)
    await services.outbox.turn([Done(spread, {})])

    assert (await belongs(services))["p02"] == (Tie.INTERESTED, True, True)
    assert (await belongs(services, BOB))["p02"] == (Tie.INTERESTED, True, True)
    assert (await belongs(services, CAROL))["p02"] == (Tie.INTERESTED, False, False)
    assert await roles_to_change(db, CAROL) == {ROLE: True}
    assert await services.intakes.new_roles(SERVER) == frozenset()


async def test_a_restart_goes_on_from_the_page_reached(
    services: Services, db: Database, clock: Watch, tmp_path: Path
) -> None:
    await begin_intake(services, db, adopted=True)
    first = await next_row(services, clock, WALK)
    await walk_page(services, first, [Holder(ALICE, frozenset({ROLE}))], after=ALICE)
    begun = await next_row(services, clock, WALK)

    async with open_services(tmp_path / "alumni.db", clock=clock) as restarted:
        await restarted.outbox.start()
        again = await next_row(restarted, clock, WALK)
        assert (again.id, again.payload) == (begun.id, {"after": ALICE, "roles": [ROLE]})
        await walk_page(restarted, again, [Holder(BOB, frozenset({ROLE}))], after=None)

        assert await belongs(restarted) == await belongs(restarted, BOB)
        assert len(await belongs(restarted)) == 1


async def test_a_role_that_replaces_another_goes_to_who_said_so_and_who_held_that(
    services: Services, db: Database, clock: Watch
) -> None:
    await services.memberships.join(SERVER, CAROL, "p02")
    await compare(services, ALICE, ROLE)
    await services.memberships.join(SERVER, BOB, "p02", quiet=True)
    await settle_queue(services)

    await begin_intake(services, db, adopted=False)
    spread = await next_row(services, clock, SPREAD)
    await services.outbox.turn([Done(spread, {})])

    assert await roles_to_change(db, ALICE) == await roles_to_change(db, CAROL) == {ROLE: True}
    assert await roles_to_change(db, BOB) == {}
    assert await services.intakes.new_roles(SERVER) == frozenset()


async def test_whoever_holds_a_role_counts_for_the_layout_and_in_nothing_that_is_told(
    services: Services, db: Database
) -> None:
    await keep(db, make_profile(ALICE, listed_in=frozenset({SERVER})))
    await keep(db, make_profile(BOB, listed_in=frozenset({SERVER})))
    await compare(services, ALICE, ROLE)
    await services.memberships.join(SERVER, BOB, "p02", quiet=True)

    async with db.reader() as conn:
        assert await memberships.loud(conn, SERVER) == {"p02": 1}
    info = await services.regions.info(SERVER, "p02", viewer_id=BOB)
    assert info.people == People(0, 0)


async def test_deleting_a_profile_takes_a_role_that_was_only_held(
    services: Services, db: Database
) -> None:
    await keep(db, make_profile(ALICE))
    await compare(services, ALICE, ROLE)

    await services.profiles.delete(ALICE)

    assert await belongs(services) == {}
    assert await roles_to_change(db, ALICE) == {ROLE: False}


@given(st.frozensets(st.integers(1, 6)), st.frozensets(st.integers(1, 6)))
def test_only_roles_of_regions_are_looked_at(
    held: frozenset[int], regional: frozenset[int]
) -> None:
    found = changed(held, regional, ())

    assert found.given == held & regional
    assert not found.taken
