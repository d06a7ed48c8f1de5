"""Overlaps and chains against a slow, plain reading of the rule, over random people."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.chain import Link
from bot.domain.overlap import Mode, Nearness, Overlap
from bot.domain.placements import Placement, When
from bot.domain.profiles import Audience, Field, Profile
from bot.domain.results import PAGE, Page, Town
from bot.errors import NoPlacementsError, NotListedError, PlacementNotFoundError
from bot.services.services import Services
from bot.storage.database import Database
from tests.factories import make_placement, make_profile
from tests.people import keep
from tests.services import plain_reading
from tests.services.test_search_properties import PEOPLE, WHERE, only, with_a_database

HIROSAKI = Town("02", "Hirosaki", "02202")
IWAKI = Town("02", "Iwaki", None)
END_OF_TIME = 2060 * 12


def months(stay: Placement, seen: set[Field]) -> set[int]:
    """Count the months of a stay, as somebody reads them who sees these fields."""
    return {year * 12 + month for year, month in plain_reading.months(stay, seen)}


def is_same_town(mine: Placement, theirs: Placement) -> bool:
    return (mine.prefecture, mine.town) == (theirs.prefecture, theirs.town) and bool(mine.town)


def meets(mine: Placement, theirs: Placement, seen: set[Field], mode: Mode) -> bool:
    if Field.YEARS not in seen:
        return False
    my_months, their_months = months(mine, set(Field)), months(theirs, seen)
    in_town = {Field.PREFECTURE, Field.TOWN} <= seen and is_same_town(mine, theirs)
    in_prefecture = Field.PREFECTURE in seen and mine.prefecture == theirs.prefecture
    return {
        Mode.TOGETHER: in_prefecture and bool(my_months & their_months),
        Mode.BEFORE: in_town and max(their_months) < min(my_months),
        Mode.AFTER: in_town and max(my_months) < min(their_months),
        Mode.SAME_YEAR: (min(my_months) - 1) // 12 == (min(their_months) - 1) // 12,
    }[mode]


async def whole(services: Services, page: Page, user_id: int) -> list[Page]:
    pages = [page]
    while pages[-1].has_next:
        pages.append(await services.search.page(page.search_id, user_id, len(pages)))
    return pages


@with_a_database
@given(PEOPLE, WHERE, st.sampled_from(Mode))
async def test_overlaps_are_those_that_a_plain_reading_of_the_rule_finds(
    services: Services,
    db: Database,
    crowd: tuple[Profile, ...],
    where: int | None,
    mode: Mode,
) -> None:
    asker = replace(crowd[0], hidden=False, listed_in=frozenset({1, 2}))
    asker = replace(asker, placements=asker.placements or (make_placement(),))
    await only(db, (asker, *crowd[1:]))

    first = await services.search.overlap(asker.user_id, where, None, mode)
    pages = await whole(services, first, asker.user_id)

    expected = sorted(
        (str(mine.since), mine.town or "", other.user_id)
        for mine in asker.placements
        for other in crowd[1:]
        if plain_reading.meet(asker, other, where)
        and any(
            meets(mine, theirs, plain_reading.seen(asker, other), mode)
            for theirs in other.placements
        )
    )
    assert sorted(map(told, found(pages))) == expected
    if not expected:
        assert dict(first.other_modes).keys() == {
            other_mode
            for other_mode in Mode
            for mine in asker.placements
            for other in crowd[1:]
            if plain_reading.meet(asker, other, where)
            and any(
                meets(mine, theirs, plain_reading.seen(asker, other), other_mode)
                for theirs in other.placements
            )
        }


def found(pages: list[Page]) -> list[tuple[int, Overlap]]:
    return [
        (each.person.user_id, reason)
        for page in pages
        for each in page.found
        for reason in each.reasons
        if isinstance(reason, Overlap)
    ]


def told(met: tuple[int, Overlap]) -> tuple[str, str, int]:
    user_id, overlap = met
    return str(overlap.mine.since), overlap.mine.town or "", user_id


@with_a_database
@given(PEOPLE, WHERE, st.sampled_from((HIROSAKI, IWAKI)))
async def test_a_chain_holds_every_stay_in_town_that_may_be_seen_in_the_order_of_time(
    services: Services,
    db: Database,
    crowd: tuple[Profile, ...],
    where: int | None,
    town: Town,
) -> None:
    asker = replace(crowd[0], hidden=False, listed_in=frozenset({1, 2}))
    await only(db, (asker, *crowd[1:]))

    first = await services.search.chain(asker.user_id, where, town)
    links = linked(await whole(services, first, asker.user_id))

    visible = [(asker, set(Field))] + [
        (other, plain_reading.seen(asker, other))
        for other in crowd[1:]
        if plain_reading.meet(asker, other, where)
    ]
    stays = [
        (min(months(stay, seen)) if Field.YEARS in seen else END_OF_TIME, person.user_id)
        for person, seen in visible
        if {Field.PREFECTURE, Field.TOWN} <= seen
        for stay in person.placements
        if (stay.prefecture, stay.town) == (town.prefecture, town.name)
    ]
    assert sorted(stays) == sorted((began(link), link.person.user_id) for link in links)
    assert [began(link) for link in links] == sorted(began(link) for link in links)
    if asker.user_id in (user_id for _, user_id in stays):
        order = list(dict.fromkeys(link.person.user_id for link in links))
        assert first.my_place == order.index(asker.user_id) + 1
    else:
        assert first.my_place is None


def linked(pages: list[Page]) -> list[Link]:
    return [
        reason
        for page in pages
        for each in page.found
        for reason in each.reasons
        if isinstance(reason, Link)
    ]


def began(link: Link) -> int:
    return END_OF_TIME if link.stay.span is None else link.stay.span.first + 1


async def test_the_closest_in_time_comes_first_and_pages_go_on(
    services: Services, db: Database
) -> None:
    me = make_profile(1, placements=(make_placement(since=When(2020), until=None),))
    others = [
        make_profile(year, placements=(make_placement(since=When(year - 1), until=When(year)),))
        for year in range(2000, 2021)
    ]
    await keep(db, me, *others)

    first = await services.search.overlap(1, 1, None, Mode.BEFORE)
    pages = await whole(services, first, 1)

    years = [each.person.user_id for page in pages for each in page.found]
    assert years == sorted(range(2000, 2021), reverse=True)
    assert len(first.found) == PAGE


async def test_the_town_comes_before_the_prefecture(services: Services, db: Database) -> None:
    aomori = make_placement(town="Aomori", town_code="02201")
    await keep(db, make_profile(1), make_profile(2, placements=(aomori,)), make_profile(3))

    page = await services.search.overlap(1, 1)

    assert [each.person.user_id for each in page.found] == [3, 2]
    assert [met.nearness for _, met in found([page])] == [Nearness.TOWN, Nearness.PREFECTURE]


async def test_a_hundred_before_me_are_counted_and_no_more(
    services: Services, db: Database
) -> None:
    crowd = [
        make_profile(number, placements=(make_placement(since=When(1990), until=When(1991)),))
        for number in range(2, 105)
    ]
    await keep(db, make_profile(1), *crowd)

    page = await services.search.chain(1, 1, HIROSAKI)

    assert page.my_place == 101


async def test_a_town_kept_to_oneself_still_shows_its_own_person_their_place(
    services: Services, db: Database
) -> None:
    hidden = {Field.TOWN: Audience.ONLY_ME}
    await keep(
        db, make_profile(1, audiences=hidden), make_profile(2, audiences=hidden), make_profile(3)
    )

    page = await services.search.chain(1, 1, HIROSAKI)

    assert [each.person.user_id for each in page.found] == [1, 3]
    assert page.my_place == 1


async def test_who_is_not_listed_or_says_no_placement_is_told_what_to_do(
    services: Services, db: Database
) -> None:
    await keep(db, make_profile(1, listed_in=frozenset()), make_profile(2, placements=()))

    with pytest.raises(NotListedError):
        await services.search.chain(1, 1, HIROSAKI)
    with pytest.raises(NotListedError):
        await services.search.overlap(1, 1)
    with pytest.raises(NoPlacementsError):
        await services.search.overlap(2, 1)


async def test_a_placement_of_somebody_else_is_no_placement_of_mine(
    services: Services, db: Database
) -> None:
    await keep(db, make_profile(1), make_profile(2))

    with pytest.raises(PlacementNotFoundError):
        await services.search.overlap(1, 1, 999)
