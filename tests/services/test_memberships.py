"""Belonging to regions: loudly or quietly, and what follows when people come, go or move."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import discord
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app import open_services
from bot.domain.profiles import Audience, Field
from bot.domain.regions import People, RegionPlace, Tie, people
from bot.errors import (
    ExcludedError,
    NoProfileError,
    NotInRegionError,
    RegionClosedError,
    RegionNotFoundError,
)
from bot.services.services import Services
from bot.storage import hands, memberships, regions
from bot.storage.database import Database
from tests.factories import make_placement, make_profile
from tests.people import keep
from tests.roles import follows_to_change, roles_to_change

SERVER, OTHER = 1, 2
ALICE, BOB = 7, 8
ROLE = 20


@pytest.fixture(autouse=True)
async def aomori_has_a_role(db: Database) -> None:
    async with db.transaction() as conn:
        await regions.put_place(conn, SERVER, RegionPlace("p02", channel_id=10, role_id=ROLE))


async def members(*user_ids: int) -> AsyncIterator[int]:
    for user_id in user_ids:
        yield user_id


async def belongs(services: Services, user_id: int = ALICE) -> dict[str, Tie]:
    mine = await services.memberships.mine(SERVER, user_id)
    return {each.region.code: each.membership.tie for each in mine}


async def test_joining_gives_the_role_and_quietly_gives_none(
    services: Services, db: Database
) -> None:
    joined = await services.memberships.join(SERVER, ALICE, "p02", tie=Tie.FAMILY)
    await services.memberships.join(SERVER, BOB, "p02", quiet=True)
    await services.memberships.join(OTHER, BOB, "p02")

    assert (joined.membership.tie, joined.place.channel_id) == (Tie.FAMILY, 10)
    assert await roles_to_change(db, ALICE) == {ROLE: True}
    assert await roles_to_change(db, BOB) == {}


async def test_becoming_quiet_takes_the_role_and_leaving_too(
    services: Services, db: Database
) -> None:
    await services.memberships.join(SERVER, ALICE, "p02", tie=Tie.FAMILY)

    await services.memberships.join(SERVER, ALICE, "p02", quiet=True)
    assert await belongs(services) == {"p02": Tie.FAMILY}
    assert await roles_to_change(db, ALICE) == {ROLE: False}

    await services.memberships.join(SERVER, ALICE, "p02")
    assert await roles_to_change(db, ALICE) == {ROLE: True}

    await services.memberships.leave(SERVER, ALICE, "p02")
    assert await belongs(services) == {}
    assert await roles_to_change(db, ALICE) == {ROLE: False}
    with pytest.raises(NotInRegionError):
        await services.memberships.leave(SERVER, ALICE, "p02")


async def test_who_leaves_or_becomes_quiet_follows_the_post_no_longer(
    services: Services, db: Database
) -> None:
    async with db.transaction() as conn:
        for code, thread in (("p02", 30), ("p03", 31), ("cPT", 32)):
            await regions.put_place(conn, SERVER, RegionPlace(code, thread_id=thread))
    for code in ("p02", "p03", "cPT"):
        await services.memberships.join(SERVER, ALICE, code)
    await services.memberships.join(SERVER, BOB, "p02", quiet=True)
    await services.memberships.follow(SERVER, ALICE, "p02")

    await services.memberships.leave(SERVER, ALICE, "p02")
    await services.memberships.leave(SERVER, BOB, "p02")
    await services.memberships.join(SERVER, ALICE, "p03", quiet=True)
    await services.memberships.join(SERVER, ALICE, "p03", quiet=True)
    assert await follows_to_change(db) == [(ALICE, 30, False), (ALICE, 31, False)]

    await services.profiles.delete(ALICE)
    assert await follows_to_change(db) == [(ALICE, 32, False)]


async def test_a_role_that_two_regions_share_goes_with_the_last(
    services: Services, db: Database
) -> None:
    async with db.transaction() as conn:
        await regions.put_place(conn, SERVER, RegionPlace("p03", role_id=ROLE))
    await services.memberships.join(SERVER, ALICE, "p02")
    await services.memberships.join(SERVER, ALICE, "p03")

    await services.memberships.leave(SERVER, ALICE, "p02")
    assert await roles_to_change(db, ALICE) == {ROLE: True}

    await services.memberships.leave(SERVER, ALICE, "p03")
    assert await roles_to_change(db, ALICE) == {ROLE: False}


async def test_nobody_joins_what_is_archived_or_is_none(services: Services) -> None:
    await services.regions.archive(SERVER, "p02")

    with pytest.raises(RegionClosedError):
        await services.memberships.join(SERVER, ALICE, "p02")
    with pytest.raises(RegionNotFoundError):
        await services.memberships.join(SERVER, ALICE, "hnew-york")


async def test_joining_what_was_merged_joins_its_target(services: Services) -> None:
    await services.regions.merge(SERVER, "p03", "p02")

    await services.memberships.join(SERVER, ALICE, "p03")

    assert await belongs(services) == {"p02": Tie.INTERESTED}


async def test_as_what_somebody_joins_follows_from_the_profile(
    services: Services, db: Database
) -> None:
    await keep(db, make_profile(ALICE, home="GB", country="PT"))

    for code in ("p02", "cGB", "cPT", "cFR"):
        await services.memberships.join(SERVER, ALICE, code)

    assert await belongs(services) == {
        "p02": Tie.PLACED,
        "cGB": Tie.FROM,
        "cPT": Tie.LIVES,
        "cFR": Tie.INTERESTED,
    }
    assert await services.memberships.likeliest_tie(SERVER, ALICE, "p02") is Tie.PLACED


async def test_only_what_was_ticked_of_the_offers_is_joined(
    services: Services, db: Database
) -> None:
    await keep(db, make_profile(ALICE, home="GB", country="PT"))
    offered = await services.memberships.offers(SERVER, ALICE)
    assert [each.region.code for each in offered.join] == ["p02", "cGB", "cPT"]

    done = await services.memberships.take_up(SERVER, ALICE, {"p02", "cGB", "cFR"})

    assert len(done) == 2
    assert await belongs(services) == {"p02": Tie.PLACED, "cGB": Tie.FROM}
    assert await roles_to_change(db, ALICE) == {ROLE: True}
    left = await services.memberships.offers(SERVER, ALICE)
    assert [each.region.code for each in left.join] == ["cPT"]


async def test_who_moved_leaves_and_joins_in_one_step(services: Services, db: Database) -> None:
    await keep(db, make_profile(ALICE, home="GB", country="PT", placements=()))
    await services.memberships.take_up(SERVER, ALICE, {"cGB", "cPT"}, quiet=True)
    await services.profiles.describe(ALICE, country="FR")

    offered = await services.memberships.offers(SERVER, ALICE)
    assert [each.region.code for each in offered.leave] == ["cPT"]

    await services.memberships.take_up(SERVER, ALICE, {"cPT", "cFR"})
    assert await belongs(services) == {"cGB": Tie.FROM, "cFR": Tie.LIVES}


async def test_offers_keep_to_what_the_server_has(services: Services, db: Database) -> None:
    await keep(db, make_profile(ALICE, home="GB", country="PT"))
    await services.regions.archive(SERVER, "cGB")
    await services.regions.merge(SERVER, "cPT", "cES")

    offered = await services.memberships.offers(SERVER, ALICE)

    assert [each.region.code for each in offered.join] == ["p02", "cES"]


async def test_who_only_holds_a_role_is_offered_to_say_as_what(
    services: Services, db: Database
) -> None:
    await keep(db, make_profile(ALICE, home=None, country=None))
    async with db.transaction() as conn:
        await hands.hold(conn, SERVER, [("p02", ALICE)], at=discord.utils.utcnow())

    [offer] = (await services.memberships.offers(SERVER, ALICE)).join
    assert (offer.region.code, offer.tie, offer.before) == ("p02", Tie.PLACED, None)

    await services.memberships.take_up(SERVER, ALICE, {"p02"})
    assert await belongs(services) == {"p02": Tie.PLACED}
    assert not await services.memberships.offers(SERVER, ALICE)


async def test_a_menu_holds_every_offer(services: Services, db: Database) -> None:
    stays = tuple(make_placement(prefecture=f"{number:02}") for number in range(1, 40))
    await keep(db, make_profile(ALICE, placements=stays))

    assert len(await services.memberships.offers(SERVER, ALICE)) == 25


async def test_nothing_is_offered_without_server_or_profile(services: Services) -> None:
    assert not await services.memberships.offers(SERVER, ALICE)
    assert not await services.memberships.offers(None, ALICE)


async def test_whoever_leaves_the_server_belongs_again_on_coming_back(
    services: Services, db: Database
) -> None:
    await services.memberships.join(SERVER, ALICE, "p02", tie=Tie.FAMILY)
    await forget_queue(db)

    await services.presence.left(SERVER, ALICE)
    await services.memberships.forget_gone()
    assert await roles_to_change(db, ALICE) == {}

    await services.presence.joined(SERVER, ALICE)
    assert await belongs(services) == {"p02": Tie.FAMILY}
    assert await roles_to_change(db, ALICE) == {ROLE: True}


async def test_who_stays_away_too_long_is_forgotten(
    services: Services, db: Database, tmp_path: Path
) -> None:
    await services.settings.set(SERVER, "membership_days", "3")
    for user in (ALICE, BOB):
        await services.memberships.join(SERVER, user, "p02")
        await services.regions.add_representative(SERVER, "p02", user)
    await services.presence.compare(SERVER, members(BOB))
    later = discord.utils.utcnow() + timedelta(days=3, minutes=1)

    async with open_services(tmp_path / "alumni.db", clock=lambda: later) as then:
        assert await then.memberships.forget_gone() == 1

    assert await belongs(services) == {}
    assert await belongs(services, BOB) == {"p02": Tie.INTERESTED}
    assert await services.regions.represents(SERVER, ALICE) == []


async def test_people_without_a_profile_are_compared_too(services: Services, db: Database) -> None:
    await services.memberships.join(SERVER, ALICE, "p02")

    await services.presence.only_servers([OTHER])

    async with db.reader() as conn:
        kept = await memberships.get(conn, SERVER, "p02", ALICE)
    assert kept is not None
    assert kept.left_at is not None


async def test_moderators_keep_somebody_out_until_they_let_them_back(
    services: Services, db: Database
) -> None:
    await keep(db, make_profile(ALICE))
    await services.memberships.join(SERVER, ALICE, "p02")

    await services.moderation.unlist(SERVER, ALICE, moderator_id=BOB, reason="Spam")

    assert await roles_to_change(db, ALICE) == {ROLE: False}
    assert not await services.memberships.offers(SERVER, ALICE)
    with pytest.raises(ExcludedError):
        await services.memberships.join(SERVER, ALICE, "p03")
    with pytest.raises(ExcludedError):
        await services.memberships.take_up(SERVER, ALICE, {"cGB"})

    await services.moderation.relist(SERVER, ALICE)
    assert await roles_to_change(db, ALICE) == {ROLE: True}
    assert await belongs(services) == {"p02": Tie.PLACED}


async def test_deleting_the_profile_takes_the_roles_and_all_that_was_said(
    services: Services, db: Database
) -> None:
    await keep(db, make_profile(ALICE))
    await services.memberships.join(SERVER, ALICE, "p02")

    await services.profiles.delete(ALICE)

    assert await belongs(services) == {}
    assert await roles_to_change(db, ALICE) == {ROLE: False}


async def test_whoever_has_no_profile_can_delete_what_they_belong_to(
    services: Services,
) -> None:
    with pytest.raises(NoProfileError):
        await services.profiles.to_delete(ALICE)
    await services.memberships.join(SERVER, ALICE, "p02", quiet=True)

    assert await services.profiles.to_delete(ALICE) is None
    await services.profiles.delete(ALICE)

    assert await belongs(services) == {}
    with pytest.raises(NoProfileError):
        await services.profiles.delete(ALICE)


async def test_a_representative_who_left_is_not_named(services: Services, db: Database) -> None:
    await keep(db, make_profile(ALICE))
    await services.regions.add_representative(SERVER, "p02", ALICE)

    await services.presence.left(SERVER, ALICE)

    assert await services.regions.representatives(SERVER, "p02") == []


async def forget_queue(db: Database) -> None:
    async with db.transaction() as conn:
        await conn.execute("DELETE FROM outbox")


async def count(services: Services, viewer: int) -> People | None:
    return (await services.regions.info(SERVER, "p02", viewer_id=viewer)).people


person = st.fixed_dictionaries(
    {
        "quiet": st.booleans(),
        "listed": st.booleans(),
        "hidden": st.booleans(),
        "left": st.booleans(),
        "excluded": st.booleans(),
        "prefecture": st.sampled_from(Audience),
    }
)


@given(st.lists(person, max_size=5))
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
async def test_only_listed_people_who_belong_loudly_are_counted(
    services: Services, db: Database, crowd: list[dict[str, object]]
) -> None:
    """Nobody else moves the number, nor does what anybody keeps to themselves."""
    await clear(db)
    await keep(db, make_profile(ALICE))
    for user, each in enumerate(crowd, 100):
        await keep(
            db,
            make_profile(
                user,
                hidden=each["hidden"],
                listed_in=frozenset({SERVER} if each["listed"] else ()),
                audiences={Field.PREFECTURE: each["prefecture"]},
            ),
        )
        await services.memberships.join(SERVER, user, "p02", quiet=bool(each["quiet"]))
        if each["left"]:
            await services.presence.left(SERVER, user)
        if each["excluded"]:
            await services.moderation.unlist(SERVER, user, moderator_id=1, reason="Spam")

    loud = [
        each
        for each in crowd
        if each["listed"] and not (each["quiet"] or each["hidden"] or each["left"])
        if not each["excluded"]
    ]
    assert await count(services, ALICE) == people(len(loud), 1_000)
    assert await count(services, 99) is None


async def clear(db: Database) -> None:
    async with db.transaction() as conn:
        for table in ("exclusions", "memberships", "search_documents", "profiles"):
            await conn.execute(f"DELETE FROM {table}")  # noqa: S608
