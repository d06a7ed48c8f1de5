from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.errors import NotListedError, ProfileNotFoundError
from bot.services.services import Services
from bot.storage.database import Database
from tests.factories import make_profile
from tests.people import keep

ALICE, BOB, SERVER, OTHER_SERVER = 7, 8, 1, 2


@pytest.fixture(autouse=True)
async def people(db: Database) -> None:
    await keep(db, *(make_profile(user, listed_in=frozenset({SERVER})) for user in (ALICE, BOB)))


async def members(*user_ids: int) -> AsyncIterator[int]:
    for user_id in user_ids:
        yield user_id


async def sees(services: Services, viewer: int, user: int) -> bool:
    try:
        await services.directory.look_up(user, viewer_id=viewer, server_id=SERVER)
    except (ProfileNotFoundError, NotListedError):
        return False
    return True


async def test_whoever_leaves_is_hidden_and_shown_again_when_back(services: Services) -> None:
    await services.presence.left(SERVER, BOB)
    assert not await sees(services, ALICE, BOB)
    assert not await sees(services, BOB, ALICE)

    await services.presence.joined(SERVER, BOB)
    assert await sees(services, ALICE, BOB)


async def test_whoever_leaves_represents_nothing_any_more_unless_they_are_remembered(
    services: Services,
) -> None:
    for user in (ALICE, 9, 10, 11):
        await services.regions.add_representative(SERVER, "p02", user)
    await services.regions.add_representative(OTHER_SERVER, "p02", 9)
    await services.memberships.join(SERVER, 11, "p02")

    await services.presence.left(SERVER, 9)
    await services.presence.compare(SERVER, members(BOB))
    assert await services.regions.representatives(SERVER, "p02") == []

    for user in (ALICE, 9, 10, 11):
        await services.presence.joined(SERVER, user)
    assert await services.regions.representatives(SERVER, "p02") == [ALICE, 11]
    assert await services.regions.representatives(OTHER_SERVER, "p02") == [9]


async def test_joining_lists_nobody(services: Services, db: Database) -> None:
    await keep(db, make_profile(9, listed_in=frozenset()))

    await services.presence.joined(SERVER, 9)

    assert not await sees(services, ALICE, 9)


async def test_a_comparison_finds_who_left_and_who_came_back(services: Services) -> None:
    await services.presence.left(SERVER, ALICE)

    await services.presence.compare(SERVER, members(ALICE, 99))

    assert (await services.directory.own(ALICE)).listed_in == {SERVER}
    assert (await services.directory.own(BOB)).listed_in == set()


async def test_a_comparison_that_breaks_off_changes_nothing(services: Services) -> None:
    async def broken() -> AsyncIterator[int]:
        yield ALICE
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await services.presence.compare(SERVER, broken())

    assert await sees(services, ALICE, BOB)


async def test_whoever_moves_during_a_comparison_stays_as_they_went(services: Services) -> None:
    async def meanwhile() -> AsyncIterator[int]:
        yield BOB
        await services.presence.left(SERVER, BOB)
        await services.presence.left(SERVER, ALICE)
        await services.presence.joined(SERVER, ALICE)

    await services.presence.compare(SERVER, meanwhile())

    assert (await services.directory.own(ALICE)).listed_in == {SERVER}
    assert (await services.directory.own(BOB)).listed_in == set()


async def test_a_thousand_people_are_hidden_when_the_bot_is_removed(
    services: Services, db: Database
) -> None:
    crowd = range(1000, 2000)
    await keep(db, *(make_profile(user, listed_in=frozenset({SERVER})) for user in crowd))

    await services.presence.server_gone(SERVER)

    async with db.reader() as conn:
        query = "SELECT count(*) FROM listings WHERE present"
        async with conn.execute(query) as cursor:
            assert tuple(await cursor.fetchone() or ()) == (0,)


async def test_a_server_that_removed_the_bot_while_it_was_away_is_hidden(
    services: Services, db: Database
) -> None:
    await keep(db, make_profile(9, listed_in=frozenset({SERVER, OTHER_SERVER})))

    await services.presence.only_servers({OTHER_SERVER})

    assert (await services.directory.own(9)).listed_in == {OTHER_SERVER}


class Discord:
    """Knows who is a member, and remembers who was asked about."""

    def __init__(self, *members: tuple[int, int]) -> None:
        self.members = set(members)
        self.asked: list[tuple[int, int]] = []

    async def is_member(self, server_id: int, user_id: int) -> bool:
        self.asked.append((server_id, user_id))
        return (server_id, user_id) in self.members


async def test_a_card_is_opened_after_asking_whether_the_person_is_still_there(
    services: Services,
) -> None:
    discord = Discord((SERVER, BOB))

    seen = await services.presence.look_up(
        BOB, viewer_id=ALICE, server_id=SERVER, is_member=discord.is_member
    )

    assert seen.user_id == BOB
    assert discord.asked == [(SERVER, BOB)]


@pytest.mark.parametrize("server", [SERVER, None])
async def test_a_person_found_gone_is_hidden_and_reads_as_absent(
    services: Services, server: int | None
) -> None:
    discord = Discord((SERVER, ALICE))

    with pytest.raises(ProfileNotFoundError):
        await services.presence.look_up(
            BOB, viewer_id=ALICE, server_id=server, is_member=discord.is_member
        )

    assert (await services.directory.own(BOB)).listed_in == set()


async def test_in_a_direct_message_the_viewer_must_still_be_there_too(services: Services) -> None:
    with pytest.raises(NotListedError):
        await services.presence.look_up(
            BOB, viewer_id=ALICE, server_id=None, is_member=Discord((SERVER, BOB)).is_member
        )


async def test_nobody_is_asked_about_people_the_viewer_does_not_see(
    services: Services, db: Database
) -> None:
    await keep(db, make_profile(BOB, hidden=True, listed_in=frozenset({SERVER})))
    discord = Discord()

    for user in (BOB, 99):
        with pytest.raises(ProfileNotFoundError):
            await services.presence.look_up(
                user, viewer_id=ALICE, server_id=SERVER, is_member=discord.is_member
            )

    assert discord.asked == []


async def test_a_server_that_goes_during_a_comparison_stays_hidden(services: Services) -> None:
    async def meanwhile() -> AsyncIterator[int]:
        yield ALICE
        yield BOB
        await services.presence.server_gone(SERVER)

    await services.presence.compare(SERVER, meanwhile())

    assert (await services.directory.own(ALICE)).listed_in == set()
