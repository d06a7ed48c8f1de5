from __future__ import annotations

from typing import Any

import discord
import pytest

from bot.errors import ExcludedError
from bot.services.services import Services
from bot.storage.database import Database
from tests.factories import make_profile
from tests.people import keep
from tests.reading import read, read_private


@pytest.fixture
def mod(world: Any) -> Any:
    return world.join("mod", permissions=discord.Permissions(moderate_members=True))


@pytest.fixture(autouse=True)
async def bob_is_listed(world: Any, db: Database) -> None:
    await keep(db, make_profile(world.bob.id, listed_in=frozenset({world.guild.id})))


async def unlist(world: Any, mod: Any, member: Any, reason: str = "Spam *everywhere*") -> Any:
    return await mod.slash(world.channel, "mod unlist", member=member, reason=reason)


async def is_listed(services: Services, user_id: int) -> bool:
    return bool((await services.directory.own(user_id)).listed_in)


async def test_unlisting_hides_somebody_and_keeps_them_from_listing_themselves(
    world: Any, mod: Any, services: Services
) -> None:
    answer = await unlist(world, mod, world.bob)

    assert "not found in this server" in read_private(answer)
    assert not await is_listed(services, world.bob.id)
    with pytest.raises(ExcludedError):
        await services.listings.list_me(world.bob.id, world.guild.id)


async def test_the_person_reads_the_reason_and_not_who_decided(world: Any, mod: Any) -> None:
    await unlist(world, mod, world.bob)

    told = read(world.bob.user.dm_channel.last_message)
    assert "Spam \\*everywhere\\*" in told
    assert "mod" not in told.replace("moderators", "")
    assert str(mod.id) not in told


@pytest.mark.parametrize("command", ["start", "profile privacy"])
async def test_the_reason_stands_on_the_persons_own_panels(
    world: Any, mod: Any, command: str
) -> None:
    before = read_private(await world.bob.slash(world.channel, command))
    await unlist(world, mod, world.bob)

    after = read_private(await world.bob.slash(world.channel, command))

    assert "took you off" not in before
    assert "> Spam \\*everywhere\\*" in after


async def test_refused_direct_messages_are_read_after_the_next_command_once(
    world: Any, mod: Any
) -> None:
    world.rules.refusing_dms.add(world.bob.id)
    await unlist(world, mod, world.bob)

    first = await world.bob.slash(world.channel, "about")
    second = await world.bob.slash(world.channel, "about")

    assert "Spam" in read(first.followups[0])
    assert first.followups[0].ephemeral
    assert second.followups == []


async def test_relisting_brings_a_listed_person_back(
    world: Any, mod: Any, services: Services
) -> None:
    await unlist(world, mod, world.bob)

    answer = await mod.slash(world.channel, "mod relist", member=world.bob)

    assert "may be listed here again" in read_private(answer)
    assert await is_listed(services, world.bob.id)


async def test_relisting_somebody_who_was_never_unlisted_says_so(world: Any, mod: Any) -> None:
    answer = await mod.slash(world.channel, "mod relist", member=world.bob)

    assert "their own choice" in read_private(answer)
    assert len(world.env.errors) == 1


async def test_whether_somebody_has_a_profile_is_not_told(world: Any, mod: Any) -> None:
    answers = [
        read_private(await unlist(world, mod, member)).replace(member.mention, "@")
        for member in (world.bob, world.alice)
    ]

    assert answers[0] == answers[1]


async def test_unlisting_outlives_deleting_the_profile(
    world: Any, mod: Any, services: Services, db: Database
) -> None:
    await unlist(world, mod, world.bob)

    await services.profiles.delete(world.bob.id)
    await keep(db, make_profile(world.bob.id, listed_in=frozenset({world.guild.id})))

    assert not await is_listed(services, world.bob.id)


async def test_only_moderators_may_unlist(world: Any, services: Services) -> None:
    answer = await unlist(world, world.alice, world.bob)

    assert "for moderators" in read_private(answer)
    assert await is_listed(services, world.bob.id)
    assert len(world.env.errors) == 1


async def test_a_role_named_in_the_settings_makes_moderators(
    world: Any, services: Services
) -> None:
    role = world.guild.create_role("Senpai")
    await services.settings.set(world.guild.id, "moderator_role", str(role.id))
    world.env.backend.add_member_role(world.guild.id, world.alice.id, role.id)

    await unlist(world, world.alice, world.bob)

    assert not await is_listed(services, world.bob.id)


async def test_a_reason_of_invisible_characters_is_refused(
    world: Any, mod: Any, services: Services
) -> None:
    answer = await unlist(world, mod, world.bob, reason="\u200b\u2066")

    assert "say why" in read_private(answer)
    assert await is_listed(services, world.bob.id)
    assert len(world.env.errors) == 1


async def test_a_japanese_reader_is_told_in_japanese(
    world: Any, mod: Any, services: Services, db: Database
) -> None:
    hana = world.join("hana", locale="ja")
    await keep(db, make_profile(hana.id, listed_in=frozenset({world.guild.id})))
    await hana.slash(world.channel, "about")

    await unlist(world, mod, hana, reason="宣伝")

    assert "掲載が止められました" in read(hana.user.dm_channel.last_message)
