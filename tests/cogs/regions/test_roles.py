"""What becomes of roles that cannot be given or taken, and of those whose end nobody knows."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from bot.client import AlumniBot
from bot.domain.outbox import Row
from bot.domain.regions import RegionPlace
from bot.outbox.carrier import CannotLook, Refused
from bot.services.services import Services
from bot.storage import regions
from bot.storage.database import Database
from bot.ui.dead_letters import what, why
from cogs.regions.roles import RoleCarrier


def row(world: Any, role: int, *, give: bool = True, user: int | None = None) -> Row:
    payload = {"role": role, "give": give, "user": user or world.alice.id}
    return Row(1, "role", "role", payload, world.guild.id, discord.utils.utcnow(), 0, None)


async def reason(carrier: RoleCarrier, wanted: Row) -> str:
    with pytest.raises(Refused) as refused:
        await carrier.carry(wanted)
    return refused.value.reason


@pytest.fixture
def carrier(world: Any, simcord_bot: Any) -> RoleCarrier:
    return RoleCarrier(simcord_bot)


@pytest.fixture
def role(world: Any) -> Any:
    return world.guild.create_role("Aomori")


async def test_looking_tells_whether_it_was_done(
    world: Any, carrier: RoleCarrier, role: Any
) -> None:
    give, take = row(world, role.id), row(world, role.id, give=False)

    assert await carrier.look(give) is None
    assert await carrier.look(take) == {}
    await carrier.carry(give)
    assert await carrier.look(give) == {}
    assert await carrier.look(take) is None
    await carrier.carry(give)
    await carrier.carry(take)
    assert await carrier.look(take) == {}


async def test_who_left_has_no_roles_to_change(world: Any, carrier: RoleCarrier, role: Any) -> None:
    world.leave(world.alice)

    assert await carrier.carry(row(world, role.id)) == {}
    assert await carrier.look(row(world, role.id)) == {}


async def test_refusals_have_reasons(world: Any, carrier: RoleCarrier, role: Any) -> None:
    path = f"/guilds/{world.guild.id}/members/*/roles/*"

    world.env.inject_error("PUT", path, status=404, code=10011)
    assert await reason(carrier, row(world, role.id)) == "role_gone"
    world.env.inject_error("PUT", path, status=404, code=10013)
    assert await carrier.carry(row(world, role.id)) == {}, "whose account is gone has none"
    world.env.inject_error("DELETE", path, status=404, code=10011)
    assert await carrier.carry(row(world, role.id, give=False)) == {}
    world.env.inject_error("PUT", path, status=403, code=50013)
    assert await reason(carrier, row(world, role.id)) == "role_forbidden"
    world.env.inject_error("GET", f"/guilds/{world.guild.id}/members/*", status=403, code=50001)
    with pytest.raises(CannotLook):
        await carrier.look(row(world, role.id))


async def test_a_role_that_cannot_be_given_is_told_to_the_admins(
    world: Any, simcord_bot: AlumniBot, services: Services, db: Database
) -> None:
    async with db.transaction() as conn:
        await regions.put_place(conn, world.guild.id, RegionPlace("p02", role_id=999))

    await services.memberships.join(world.guild.id, world.alice.id, "p02")
    await world.env.settle()

    [letter] = await services.outbox.dead(world.guild.id, limit=5)
    words = simcord_bot.catalogues.words("en")
    assert what(letter, words) == "A member's role of a region"
    assert "no longer there. /region-admin plan" in why(letter, words)
    mine = await services.memberships.mine(world.guild.id, world.alice.id)
    assert [each.region.code for each in mine] == ["p02"]
