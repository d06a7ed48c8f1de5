"""Channels and roles that somebody deletes, renames or moves by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.hands import MEMORY, MOST_REPAIRS
from bot.domain.layout import Kind, Making, Overwrite, Server, Shape, Step, Thing, Verb
from bot.domain.layout.held import Held
from bot.domain.outbox import Done, Row
from bot.domain.regions import RegionPlace
from bot.services.layout_jobs import STEP
from bot.services.outbox import Room
from bot.services.services import Services
from bot.storage import hands, layouts, regions
from bot.storage.database import Database
from tests.roles import roles_to_change

SERVER, ALICE, BOB = 1, 7, 8
CATEGORY = Held("category:prefecture::1", 50, Making.MADE, Shape(Kind.CATEGORY, "Japan"))
ROLE = Held("role:p02", 20, Making.MADE, Shape(Kind.ROLE, "Aomori"))
CHANNEL = Held(
    "channel:p02",
    10,
    Making.MADE,
    Shape(Kind.CHANNEL, "aomori", CATEGORY.key, 3, "", (Overwrite("role:p02", allow=1024),)),
)
HELD = {each.key: each for each in (CATEGORY, ROLE, CHANNEL)}


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
async def aomori(db: Database) -> None:
    async with db.transaction() as conn:
        await regions.put_place(conn, SERVER, RegionPlace("p02", channel_id=10, role_id=20))
        for thing in HELD.values():
            await layouts.put(conn, SERVER, thing)


@pytest.fixture
async def repairs(services: Services) -> None:
    await services.settings.set(SERVER, "hand_changes", "repair")


def server(held: Mapping[str, Held] = HELD, **shapes: Shape | None) -> Server:
    """Describe the server as the bot made it, but for what is given under the kind's name."""
    things = [
        Thing(each.id, shape, each.key, each.making, asked=each.asked)
        for each in held.values()
        if (shape := shapes.get(each.asked.kind.value, as_placed(each.asked))) is not None
    ]
    return Server(tuple(things))


def as_placed(shape: Shape) -> Shape:
    return replace(shape, parent="50" if shape.parent else None)


async def steps(services: Services) -> list[Step]:
    """Carry out what waits, but for people's roles, and return the steps among it."""
    found: list[Step] = []
    while some := (await services.outbox.turn([], Room(1, 1))).rows:
        (row,) = some
        if row.kind == STEP:
            step = Step.from_json(row.payload["step"])
            found.append(step)
            await services.outbox.turn([Done(row, {"id": step.id or 100 + len(found)})])
        elif row.kind != "role":
            await services.outbox.turn([Done(row, {})])
    return found


async def settle(services: Services, found: Server) -> list[Step]:
    held = await services.layouts.held(SERVER)
    assert await services.layout_hands.settle(SERVER, found, held)
    return await steps(services)


async def test_nothing_differs_where_nobody_changed_anything(services: Services) -> None:
    assert await settle(services, server()) == []
    assert await services.layouts.held(SERVER) == HELD


async def test_what_was_deleted_is_forgotten_and_its_region_has_it_no_more(
    services: Services,
) -> None:
    assert await settle(services, server(channel=None, role=None)) == []

    assert set(await services.layouts.held(SERVER)) == {CATEGORY.key}
    assert await services.regions.place(SERVER, "p02") == RegionPlace("p02")


async def hold_and_say(services: Services, db: Database) -> None:
    """Let Alice hold the role, and Bob say that he belongs."""
    async with db.transaction() as conn:
        await hands.hold(conn, SERVER, [("p02", ALICE)], at=services.clock())
    await services.memberships.join(SERVER, BOB, "p02")
    await services.outbox.turn([Done(row, {}) for row in await rows(services)])


async def rows(services: Services) -> list[Row]:
    return (await services.outbox.turn([], Room(16, 16))).rows


async def test_with_a_deleted_role_only_those_go_who_never_said_that_they_belong(
    services: Services, db: Database
) -> None:
    await hold_and_say(services, db)

    await settle(services, server(role=None))

    assert await services.memberships.mine(SERVER, ALICE) == []
    assert len(await services.memberships.mine(SERVER, BOB)) == 1


@pytest.mark.usefixtures("repairs")
async def test_a_role_that_comes_back_goes_to_all_its_people(
    services: Services, db: Database
) -> None:
    await hold_and_say(services, db)

    assert len(await settle(services, server(role=None))) == 2

    assert len(await services.memberships.mine(SERVER, ALICE)) == 1
    assert await roles_to_change(db, ALICE) == await roles_to_change(db, BOB) == {101: True}


async def test_another_name_or_category_stands(services: Services) -> None:
    elsewhere = replace(CHANNEL.asked, name="apples", parent="77")

    assert await settle(services, server(channel=elsewhere)) == []
    assert await services.layouts.held(SERVER) == HELD


@pytest.mark.usefixtures("repairs")
async def test_repairs_give_names_and_categories_back(services: Services) -> None:
    moved = replace(as_placed(CHANNEL.asked), parent=None)
    renamed = replace(ROLE.asked, name="Apples")

    role, channel = await settle(services, server(channel=moved, role=renamed))

    assert (role.verb, role.id, role.shape.name) == (Verb.RENAME, 20, "Aomori")
    assert (channel.verb, channel.id, channel.shape.parent) == (Verb.MOVE, 10, CATEGORY.key)


@pytest.mark.usefixtures("repairs")
async def test_a_role_comes_back_for_its_people_and_into_its_channel(
    services: Services,
) -> None:
    without = replace(as_placed(CHANNEL.asked), overwrites=())

    role, channel = await settle(services, server(role=None, channel=without))

    assert (role.verb, role.key) == (Verb.CREATE, "role:p02")
    assert (channel.verb, channel.key) == (Verb.ALLOW, "channel:p02")
    assert channel.shape.overwrites == (Overwrite("role:p02", allow=1024),)
    assert (await services.regions.place(SERVER, "p02")).role_id == 101
    assert (await services.layouts.held(SERVER))["role:p02"].id == 101


@pytest.mark.usefixtures("repairs")
async def test_everything_comes_back_in_an_order_in_which_it_can(services: Services) -> None:
    made = await settle(services, server(category=None, role=None, channel=None))

    assert [(step.verb, step.key) for step in made] == [
        (Verb.CREATE, key) for key in (CATEGORY.key, ROLE.key, CHANNEL.key)
    ]
    assert made[-1].shape.parent == CATEGORY.key


@pytest.mark.usefixtures("repairs")
async def test_what_is_changed_again_and_again_stands_after_a_few_times(
    services: Services, clock: Watch
) -> None:
    renamed = server(role=replace(ROLE.asked, name="Apples"))

    for _ in range(MOST_REPAIRS):
        assert len(await settle(services, renamed)) == 1
    for _ in range(2):
        assert await settle(services, renamed) == []
    (told,) = await services.outbox.dead(SERVER, limit=5)
    assert (told.row.payload, told.details) == ({"name": "Aomori"}, {"times": MOST_REPAIRS})

    clock.now += MEMORY + timedelta(seconds=1)
    assert len(await settle(services, renamed)) == 1


@pytest.mark.usefixtures("repairs")
async def test_while_the_bot_is_at_work_nothing_is_taken_for_a_hand(
    services: Services,
) -> None:
    gone = server(channel=None)
    assert await services.layout_hands.settle(SERVER, gone, HELD)

    assert not await services.layout_hands.settle(SERVER, gone, HELD)
    assert len(await steps(services)) == 1


async def test_what_the_bot_changed_since_it_looked_is_left_alone(
    services: Services, db: Database
) -> None:
    async with db.transaction() as conn:
        await layouts.put(conn, SERVER, replace(CHANNEL, id=11))

    assert await services.layout_hands.settle(SERVER, server(channel=None), HELD)

    assert (await services.layouts.held(SERVER))["channel:p02"].id == 11
