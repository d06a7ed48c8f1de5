"""The regions of a server: found, changed by admins, suggested by members."""

from __future__ import annotations

import pytest

from bot.domain.regions import Family, People, RegionPlace, State, Tie
from bot.errors import (
    RegionExistsError,
    RegionMergeError,
    RegionNameMissingError,
    RegionNotFoundError,
    SuggestionGoneError,
    SuggestionLimitError,
)
from bot.reference.resolution import Ambiguous, Found, Unknown
from bot.services.regions import SUGGESTIONS
from bot.services.services import Services
from bot.storage import regions
from bot.storage.database import Database
from tests.factories import make_profile
from tests.people import keep
from tests.roles import roles_to_change

SERVER, OTHER = 1, 2
ALICE, BOB, CAROL, DAN = 7, 8, 9, 10


async def codes(services: Services, typed: str, server: int = SERVER) -> list[str]:
    return [region.code for region in await services.regions.suggest(server, typed, "en")]


async def resolved(services: Services, typed: str) -> str:
    found = await services.regions.resolve(SERVER, typed)
    assert isinstance(found, Found)
    return found.value.code


async def test_everything_built_in_is_open_from_the_start(services: Services) -> None:
    everything = await services.regions.all(SERVER)

    assert len(everything) == 47 + 20 + 250
    assert (await services.regions.get(SERVER, "p02")).state is State.OPEN


async def test_osaka_is_asked_back(services: Services) -> None:
    found = await services.regions.resolve(SERVER, "Osaka")

    assert isinstance(found, Ambiguous)
    assert [region.family for region in found.values] == [Family.PREFECTURE, Family.CITY]


async def test_a_chapter_is_there_once_it_is_accepted(services: Services) -> None:
    assert await codes(services, "JETAA New") == []
    assert isinstance(await services.regions.resolve(SERVER, "JETAA New York"), Unknown)
    assert len(await services.regions.chapter_seeds(SERVER)) == 54

    await services.regions.add(SERVER, "JETAA New York", Family.CHAPTER)

    assert await codes(services, "JETAA New") == ["hnew-york"]
    assert len(await services.regions.chapter_seeds(SERVER)) == 53
    assert await codes(services, "JETAA New", OTHER) == []


async def test_chapters_are_offered_until_they_are_accepted(services: Services) -> None:
    async def offered(typed: str) -> list[str]:
        return [each.slug for each in await services.regions.suggest_chapters(SERVER, typed)]

    assert len(await offered("")) == 25
    assert await offered("new york") == ["new-york"]

    await services.regions.accept(SERVER, "new-york")
    assert await offered("New York") == []


async def test_an_accepted_chapter_may_be_edited(services: Services) -> None:
    await services.regions.accept(SERVER, "houston", name="JETAA Texoma")

    assert await resolved(services, "JETAA Texoma") == "hhouston"
    assert await resolved(services, "JETAA Houston") == "hhouston"


async def test_a_server_adds_regions_to_any_family(services: Services) -> None:
    kanazawa = await services.regions.add(SERVER, "Kanazawa", Family.CITY)
    remote = await services.regions.add(SERVER, "Everywhere", Family.OWN)

    assert [kanazawa.code, remote.code] == ["o1", "o2"]
    assert await codes(services, "kanaz") == ["o1"]
    with pytest.raises(RegionNotFoundError):
        await services.regions.get(OTHER, "o1")


async def test_codes_of_added_regions_are_never_used_again(
    services: Services, db: Database
) -> None:
    for name in "ABCDEFGHIJK":
        await services.regions.add(SERVER, f"Group {name}", Family.OWN)
    await services.regions.archive(SERVER, "o11")

    assert (await services.regions.add(SERVER, "One more", Family.OWN)).code == "o12"


@pytest.mark.parametrize("name", ["Aomori", "青森県", "Osaka", "Portugal", "Everywhere"])
async def test_a_name_is_used_once(services: Services, name: str) -> None:
    await services.regions.add(SERVER, "Everywhere", Family.OWN)

    with pytest.raises(RegionExistsError):
        await services.regions.add(SERVER, name, Family.OWN)
    with pytest.raises(RegionExistsError):
        await services.regions.suggest_new(SERVER, ALICE, name=name, why="Please")
    with pytest.raises(RegionExistsError):
        await services.regions.rename(SERVER, "cES", name)


async def test_a_renamed_region_is_found_by_both_names(services: Services) -> None:
    await services.regions.rename(SERVER, "p02", "Apple country")

    assert await resolved(services, "Apple country") == "p02"
    assert await resolved(services, "Aomori") == "p02"

    assert (await services.regions.rename(SERVER, "p02", None)).name is None
    assert isinstance(await services.regions.resolve(SERVER, "Apple country"), Unknown)


async def test_an_added_region_has_no_usual_name_to_go_back_to(services: Services) -> None:
    await services.regions.add(SERVER, "Everywhere", Family.OWN)

    with pytest.raises(RegionNameMissingError):
        await services.regions.rename(SERVER, "o1", None)
    with pytest.raises(RegionNameMissingError):
        await services.regions.rename(SERVER, "o1", "\u200b")


async def test_an_archived_region_is_found_only_to_restore_it(services: Services) -> None:
    await services.regions.archive(SERVER, "p02")

    assert "p02" not in await codes(services, "Aomori")
    archived = await services.regions.suggest(SERVER, "", "en", states={State.ARCHIVED})
    assert [region.code for region in archived] == ["p02"]

    await services.regions.restore(SERVER, "p02")
    assert await codes(services, "Aomori") == ["p02"]


async def test_merged_people_belong_to_the_target_no_more_visibly_than_before(
    services: Services, db: Database
) -> None:
    async with db.transaction() as conn:
        await regions.put_place(conn, SERVER, RegionPlace("p02", role_id=20))
        await regions.put_place(conn, SERVER, RegionPlace("p03", role_id=30))
    await services.memberships.join(SERVER, ALICE, "p02", tie=Tie.PLACED)
    await services.memberships.join(SERVER, BOB, "p02", tie=Tie.FAMILY, quiet=True)
    await services.memberships.join(SERVER, CAROL, "p02", tie=Tie.PLACED)
    await services.memberships.join(SERVER, CAROL, "p03", tie=Tie.LIVES, quiet=True)
    await services.regions.add_representative(SERVER, "p02", ALICE)

    await services.regions.merge(SERVER, "p02", "p03")

    [alice] = await services.memberships.mine(SERVER, ALICE)
    [bob] = await services.memberships.mine(SERVER, BOB)
    [carol] = await services.memberships.mine(SERVER, CAROL)
    assert (alice.region.code, alice.membership.tie) == ("p03", Tie.PLACED)
    assert (bob.region.code, bob.membership.quiet) == ("p03", True)
    assert (carol.membership.tie, carol.membership.quiet) == (Tie.LIVES, True)
    assert await roles_to_change(db, ALICE) == {30: True, 20: False}
    assert await roles_to_change(db, BOB) == {}
    assert await roles_to_change(db, CAROL) == {20: False}
    assert await services.regions.representatives(SERVER, "p03") == [ALICE]


async def test_a_region_of_many_moves_in_chunks(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.services.regions.CHUNK", 2)
    for user in range(100, 105):
        await services.memberships.join(SERVER, user, "p02")

    await services.regions.merge(SERVER, "p02", "p03")

    for user in range(100, 105):
        [moved] = await services.memberships.mine(SERVER, user)
        assert moved.region.code == "p03"


async def test_a_merged_region_leads_to_its_target_however_often_that_is_merged(
    services: Services,
) -> None:
    await services.regions.merge(SERVER, "p02", "p03")
    await services.regions.merge(SERVER, "p03", "p04")

    assert await resolved(services, "Aomori") == "p04"
    assert await resolved(services, "Iwate") == "p04"
    assert (await services.regions.get(SERVER, "p02")).code == "p04"

    assert (await services.regions.restore(SERVER, "p02")).merged_into is None
    assert await resolved(services, "Aomori") == "p02"


async def test_a_region_is_not_merged_into_itself_or_into_an_archived_one(
    services: Services,
) -> None:
    await services.regions.archive(SERVER, "p03")

    for into in ("p02", "p03"):
        with pytest.raises(RegionMergeError):
            await services.regions.merge(SERVER, "p02", into)


async def test_every_open_region_is_found_by_browsing_in_its_part(services: Services) -> None:
    await services.regions.add(SERVER, "JETAA New York", Family.CHAPTER)
    await services.regions.add(SERVER, "Everywhere", Family.OWN)
    await services.regions.archive(SERVER, "cFR")
    catalogue = await services.regions.catalogue(SERVER)

    browsed = {
        region.code: part
        for part in catalogue.parts()
        for group in catalogue.in_part(part, "en")
        for region in group.regions
    }

    assert set(browsed) == {region.code for region in await services.regions.all(SERVER)}
    assert all(catalogue.part_of(region) == browsed[region.code] for region in catalogue.all())


@pytest.mark.parametrize("part", ["j99", "jx", "w999", "x", ""])
async def test_a_part_that_is_none_holds_nothing(services: Services, part: str) -> None:
    assert (await services.regions.catalogue(SERVER)).in_part(part, "en") == []


async def test_suggestions_wait_for_the_admins_of_their_server(services: Services) -> None:
    await services.regions.suggest_new(SERVER, ALICE, name="Remote islands", why="We are many")

    [suggestion] = await services.regions.suggestions(SERVER)
    assert (suggestion.name, suggestion.why) == ("Remote islands", "We are many")
    assert await services.regions.suggestions(OTHER) == []
    with pytest.raises(SuggestionGoneError):
        await services.regions.settle_suggestion(OTHER, suggestion.id)
    await services.regions.settle_suggestion(SERVER, suggestion.id)
    assert await services.regions.suggestions(SERVER) == []


async def test_one_person_suggests_only_so_much_at_once(services: Services) -> None:
    for number in range(SUGGESTIONS):
        await services.regions.suggest_new(SERVER, ALICE, name=f"Place {number}", why="Because")

    with pytest.raises(SuggestionLimitError):
        await services.regions.suggest_new(SERVER, ALICE, name="Yet another", why="Because")
    await services.regions.suggest_new(SERVER, BOB, name="Yet another", why="Because")


async def test_representatives_who_belong_quietly_are_not_named(services: Services) -> None:
    await services.regions.add_representative(SERVER, "p02", ALICE)
    await services.regions.add_representative(SERVER, "p02", BOB)
    await services.memberships.join(SERVER, BOB, "p02", quiet=True)

    assert await services.regions.representatives(SERVER, "p02") == [ALICE]
    assert await services.regions.represents(SERVER, BOB) == ["p02"]
    assert not await services.regions.add_representative(SERVER, "p02", ALICE)
    assert await services.regions.remove_representative(SERVER, "p02", ALICE)
    assert not await services.regions.remove_representative(SERVER, "p02", ALICE)


async def test_only_listed_people_read_how_many_belong(services: Services, db: Database) -> None:
    await keep(db, make_profile(ALICE), make_profile(BOB, listed_in=frozenset()))
    await services.memberships.join(SERVER, ALICE, "p02")

    told = await services.regions.info(SERVER, "p02", viewer_id=ALICE)
    assert (told.people, told.mine is not None) == (People(1, 2), True)
    assert (await services.regions.info(SERVER, "p02", viewer_id=BOB)).people is None
    assert (await services.regions.info(SERVER, "p02", viewer_id=DAN)).people is None
