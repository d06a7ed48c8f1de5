"""Roles that somebody gives or takes by hand in Discord are noticed in each of the ways."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.client import AlumniBot
from bot.domain.regions import RegionPlace
from bot.i18n import Catalogues
from bot.services.services import Services
from bot.storage import regions
from bot.storage.database import Database
from bot.ui.dead_letters import why

ROLE_UPDATE = 25


@pytest.fixture
async def aomori(world: Any, db: Database) -> Any:
    role = world.guild.create_role("Aomori")
    async with db.transaction() as conn:
        await regions.put_place(conn, world.guild.id, RegionPlace("p02", role_id=role.id))
    return role


@pytest.fixture
async def next_bot(services: Services) -> AsyncIterator[AlumniBot]:
    async with AlumniBot(services, Catalogues.read()) as bot:
        yield bot


async def belongs(services: Services, world: Any, person: Any) -> list[tuple[str, bool]]:
    mine = await services.memberships.mine(world.guild.id, person.id)
    return [(each.region.code, each.membership.quiet) for each in mine]


def give(world: Any, person: Any, role: Any) -> None:
    world.env.backend.add_member_role(world.guild.id, person.id, role.id)


async def test_the_roles_that_come_with_a_command_are_compared(
    world: Any, aomori: Any, services: Services
) -> None:
    await world.bob.slash(world.channel, "about")
    give(world, world.bob, aomori)

    answer = await world.bob.slash(world.channel, "about")

    assert answer.ephemeral
    assert await belongs(services, world, world.bob) == [("p02", True)]


async def test_the_audit_log_tells_at_once_and_the_bots_own_entries_tell_nothing(
    world: Any, aomori: Any, services: Services
) -> None:
    added = [{"key": "$add", "new_value": [{"id": str(aomori.id), "name": "Aomori"}]}]

    for person, by in ((world.bob, world.admin.id), (world.alice, None)):
        world.env.backend.record_audit_log(
            world.guild.id, ROLE_UPDATE, target_id=person.id, changes=added, user_id=by
        )
    await world.env.settle()

    assert await belongs(services, world, world.bob) == [("p02", True)]
    assert await belongs(services, world, world.alice) == []


async def test_what_was_given_while_the_bot_was_away_is_found_at_the_start_and_later_at_night(
    world: Any, aomori: Any, services: Services, next_bot: AlumniBot
) -> None:
    give(world, world.bob, aomori)

    await world.env.restart_bot(next_bot)
    assert await belongs(services, world, world.bob) == [("p02", True)]
    assert await belongs(services, world, world.alice) == []

    give(world, world.alice, aomori)
    await world.env.advance_time(24 * 3600)
    assert await belongs(services, world, world.alice) == [("p02", True)]


async def test_an_adopted_roles_holders_become_members(
    world: Any, aomori: Any, services: Services, db: Database
) -> None:
    for person in (world.alice, world.bob):
        give(world, person, aomori)
    async with db.transaction() as conn:
        await services.intakes.begin(conn, world.guild.id, aomori.id, adopted=True)

    await world.env.advance_time(30)
    await world.env.settle()

    assert await belongs(services, world, world.alice) == [("p02", True)]
    assert await belongs(services, world, world.bob) == [("p02", True)]
    assert await belongs(services, world, world.admin) == []
    assert await services.intakes.new_roles(world.guild.id) == frozenset()


async def test_without_the_members_intent_the_admins_read_why_nobody_is_found(
    world: Any, aomori: Any, services: Services, db: Database
) -> None:
    async with AlumniBot(services, Catalogues.read(), members_intent=False) as blind_bot:
        await world.env.restart_bot(blind_bot)
        async with db.transaction() as conn:
            await services.intakes.begin(conn, world.guild.id, aomori.id, adopted=True)

        await world.env.advance_time(30)
        await world.env.settle()

        (letter,) = await services.outbox.dead(world.guild.id, limit=5)
        assert "Server Members Intent" in why(letter, blind_bot.catalogues.words("en"))
        assert await services.intakes.new_roles(world.guild.id) == {aomori.id}
