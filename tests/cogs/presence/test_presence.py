from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.client import AlumniBot
from bot.i18n import Catalogues
from bot.services.services import Services
from bot.storage.database import Database
from bot.ui.membership import membership
from tests.factories import make_profile
from tests.people import keep
from tests.reading import read_private, read_refusal


@pytest.fixture(autouse=True)
async def bob_is_listed(world: Any, db: Database) -> None:
    await keep(db, make_profile(world.bob.id, listed_in=frozenset({world.guild.id})))


async def is_there(services: Services, user_id: int) -> bool:
    return bool((await services.directory.own(user_id)).listed_in)


async def test_leaving_hides_at_once_and_coming_back_shows(world: Any, services: Services) -> None:
    world.leave(world.bob)
    await world.env.settle()
    assert not await is_there(services, world.bob.id)

    world.guild.add_member(world.bob.user)
    await world.env.settle()
    assert await is_there(services, world.bob.id)


async def test_a_ban_hides_at_once(world: Any, services: Services) -> None:
    world.env.backend.apply_ban(world.guild.id, world.bob.id, None)
    await world.env.settle()

    assert not await is_there(services, world.bob.id)


async def test_removing_the_bot_hides_everybody(world: Any, services: Services) -> None:
    world.env.backend.remove_guild(world.guild.id)
    await world.env.settle()

    assert not await is_there(services, world.bob.id)


@pytest.fixture
async def next_bot(services: Services) -> AsyncIterator[AlumniBot]:
    async with AlumniBot(services, Catalogues.read()) as bot:
        yield bot


async def test_who_left_while_the_bot_was_away_is_hidden_at_the_start(
    world: Any, services: Services, db: Database, next_bot: AlumniBot
) -> None:
    await keep(db, make_profile(5, listed_in=frozenset({world.guild.id})))

    await world.env.restart_bot(next_bot)

    assert not await is_there(services, 5)
    assert await is_there(services, world.bob.id)
    assert [member.id for member in next_bot.guilds[0].members] == [next_bot.user.id]


async def test_a_server_that_removed_the_bot_while_it_was_away_is_hidden_at_the_start(
    world: Any, services: Services, db: Database, next_bot: AlumniBot
) -> None:
    await keep(db, make_profile(5, listed_in=frozenset({12345})))

    await world.env.restart_bot(next_bot)

    assert not await is_there(services, 5)


async def test_members_that_cannot_be_read_are_tried_again(
    world: Any, services: Services, db: Database, next_bot: AlumniBot
) -> None:
    await keep(db, make_profile(5, listed_in=frozenset({world.guild.id})))
    world.env.inject_error("GET", f"/guilds/{world.guild.id}/members", status=503, times=1)

    await world.env.restart_bot(next_bot)
    assert await is_there(services, 5)

    await world.env.advance_time(601)
    assert not await is_there(services, 5)


@pytest.fixture
async def blind_bot(services: Services) -> AsyncIterator[AlumniBot]:
    """A bot whose host switched the members intent off."""
    async with AlumniBot(services, Catalogues.read(), members_intent=False) as bot:
        yield bot


async def test_without_the_members_intent_nobody_is_compared(
    world: Any, services: Services, db: Database, blind_bot: AlumniBot
) -> None:
    await keep(db, make_profile(5, listed_in=frozenset({world.guild.id})))

    await world.env.restart_bot(blind_bot)

    assert await is_there(services, 5)


async def test_without_the_members_intent_a_ban_still_hides_and_a_command_shows_again(
    world: Any, services: Services, blind_bot: AlumniBot
) -> None:
    await world.env.restart_bot(blind_bot)
    world.env.backend.apply_ban(world.guild.id, world.bob.id, None)
    await world.env.settle()
    assert not await is_there(services, world.bob.id)

    world.env.backend.remove_ban(world.guild.id, world.bob.id)
    back = world.guild.add_member(world.bob.user)
    await back.slash(world.channel, "about")

    assert await is_there(services, world.bob.id)


async def test_without_the_members_intent_discord_is_asked(
    world: Any, blind_bot: AlumniBot
) -> None:
    await world.env.restart_bot(blind_bot)
    is_member = membership(blind_bot)

    assert is_member is not None
    assert await is_member(world.guild.id, world.bob.id)
    assert not await is_member(world.guild.id, 999)


async def test_without_the_members_intent_a_card_is_acknowledged_before_discord_is_asked(
    world: Any, db: Database, blind_bot: AlumniBot
) -> None:
    here = frozenset({world.guild.id})
    await keep(db, make_profile(world.alice.id, listed_in=here))
    await world.env.restart_bot(blind_bot)
    world.env.http_requests.clear()

    card = await world.alice.slash(world.channel, "profile view", member=world.bob)

    asked = [request.path for request in world.env.http_requests]
    first = next(at for at, path in enumerate(asked) if path.endswith("/callback"))
    assert first < next(at for at, path in enumerate(asked) if "/members/" in path)
    assert f"<@{world.bob.id}>" in read_private(card)


async def test_without_the_members_intent_whoever_left_finds_nobody_by_direct_message(
    world: Any, db: Database, blind_bot: AlumniBot
) -> None:
    here = frozenset({world.guild.id})
    await keep(db, make_profile(world.alice.id, listed_in=here))
    await world.env.restart_bot(blind_bot)
    found = await world.alice.user.slash("find people", home="GB")
    world.leave(world.alice)

    again = await world.alice.user.slash("find people", home="GB")

    assert f"Person {world.bob.id}" in read_private(found)
    assert "List me" in read_refusal(world, again)


async def test_without_the_members_intent_a_discord_that_fails_is_told(
    world: Any, db: Database, blind_bot: AlumniBot
) -> None:
    await keep(db, make_profile(world.alice.id, listed_in=frozenset({world.guild.id})))
    await world.env.restart_bot(blind_bot)
    where = f"/guilds/{world.guild.id}/members/{world.alice.id}"
    world.env.inject_error("GET", where, status=503, times=None)

    answer = await world.alice.user.slash("find people", home="GB")

    assert "went wrong on our side" in read_refusal(world, answer)
