"""Placements are checked, resolved and asked about."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.domain.placements import CALENDAR_YEAR, When
from bot.domain.profiles import PLACEMENTS, Kind
from bot.domain.questions import Question
from bot.errors import (
    EndBeforeStartError,
    FutureMonthError,
    NoProfileError,
    PlacementNotFoundError,
    TooEarlyError,
    TooManyError,
    UnknownChoiceError,
)
from bot.services.clock import Clock
from bot.services.services import Services
from bot.storage.database import Database
from tests.factories import CHANGEOVER, make_profile
from tests.people import keep

# In Japan it is already December.
NOW = datetime(2026, 11, 30, 20, tzinfo=UTC)


@pytest.fixture
def clock() -> Clock:
    return lambda: NOW


@pytest.fixture(autouse=True)
async def _me(db: Database) -> None:
    await keep(db, make_profile(7, placements=()))


@pytest.mark.parametrize("town", ["Hirosaki", "弘前市", "ひろさき", "hirosaki-shi"])
async def test_a_town_that_exists_gets_its_code_and_keeps_its_name(
    services: Services, town: str
) -> None:
    saved = await services.placements.add(7, prefecture="02", town=town, since=When(2008))

    assert (saved.placement.town, saved.placement.town_code) == (town, "02202")


@pytest.mark.parametrize(
    ("prefecture", "town"), [("27", "Hirosaki"), ("02", "Namioka"), ("02", "no such place")]
)
async def test_a_town_that_is_no_more_is_kept_as_typed(
    services: Services, prefecture: str, town: str
) -> None:
    saved = await services.placements.add(7, prefecture=prefecture, town=town, since=When(1995))

    assert (saved.placement.town, saved.placement.town_code) == (town, None)


async def test_programme_jobs_change_over_and_ties_do_not(services: Services) -> None:
    alt = await services.placements.add(7, prefecture="02", job="ALT", since=When(2008))
    host = await services.placements.edit(7, alt.placement.id, job="host_family")

    assert alt.placement.changeover == CHANGEOVER
    assert host.placement.changeover == CALENDAR_YEAR


async def test_a_placement_is_found_again_as_it_was_said(services: Services) -> None:
    saved = await services.placements.add(
        7,
        prefecture="02",
        town="Hirosaki",
        job="CIR",
        since=When(2008, 8),
        until=When(2010),
        organisation="municipality",
        school="Daiichi JHS",
    )

    mine = await services.directory.own(7)
    assert mine.placements == (saved.placement,)
    assert saved.questions == ()


async def test_editing_changes_only_what_is_said(services: Services) -> None:
    saved = await services.placements.add(
        7, prefecture="02", town="Hirosaki", job="ALT", since=When(2008), until=When(2010)
    )

    edited = await services.placements.edit(7, saved.placement.id, until=None)

    assert edited.placement.until is None
    assert edited.placement.since == When(2008)
    assert edited.placement.town_code == "02202"


@pytest.mark.parametrize("code", ["London", "48", ""])
async def test_what_is_no_prefecture_is_refused(services: Services, code: str) -> None:
    with pytest.raises(UnknownChoiceError):
        await services.placements.add(7, prefecture=code, since=When(2008))


@pytest.mark.parametrize("said", [{"job": "pirate"}, {"organisation": "navy"}])
async def test_codes_of_no_list_are_refused(services: Services, said: dict[str, str]) -> None:
    with pytest.raises(UnknownChoiceError):
        await services.placements.add(7, prefecture="02", since=When(2008), **said)  # type: ignore[arg-type]


async def test_the_future_is_refused_by_the_calendar_of_japan(services: Services) -> None:
    await services.placements.add(7, prefecture="02", since=When(2026, 12))

    with pytest.raises(FutureMonthError):
        await services.placements.add(7, prefecture="02", since=When(2027, 1))
    with pytest.raises(FutureMonthError):
        await services.placements.add(7, prefecture="02", since=When(2020), until=When(2027))


async def test_an_end_before_its_start_is_refused(services: Services) -> None:
    with pytest.raises(EndBeforeStartError):
        await services.placements.add(7, prefecture="02", since=When(2010), until=When(2009))


async def test_years_before_the_programme_are_accepted_and_antiquity_is_not(
    services: Services,
) -> None:
    saved = await services.placements.add(7, prefecture="02", since=When(1978), until=When(1979))
    assert saved.placement.since == When(1978)

    with pytest.raises(TooEarlyError):
        await services.placements.add(7, prefecture="02", since=When(1899))


async def test_unusual_placements_are_kept_and_asked_about(services: Services) -> None:
    await services.profiles.describe(7, kind=Kind.PARTICIPANT)
    await services.placements.add(7, prefecture="02", job="ALT", since=When(2008), until=When(2012))

    saved = await services.placements.add(
        7, prefecture="27", job="CIR", since=When(2012, 7), until=When(2016)
    )

    assert saved.questions == (Question.MANY_YEARS, Question.OVERLAP, Question.HAS_LEFT)
    mine = await services.directory.own(7)
    assert len(mine.placements) == 2
    assert mine.kind is Kind.PARTICIPANT


async def test_nobody_touches_a_placement_of_somebody_else(
    services: Services, db: Database
) -> None:
    await keep(db, make_profile(8, placements=()))
    theirs = await services.placements.add(8, prefecture="02", since=When(2008))

    with pytest.raises(PlacementNotFoundError):
        await services.placements.edit(7, theirs.placement.id, since=When(2009))
    with pytest.raises(PlacementNotFoundError):
        await services.placements.remove(7, theirs.placement.id)
    assert (await services.directory.own(8)).placements == (theirs.placement,)


async def test_a_removed_placement_is_gone(services: Services) -> None:
    saved = await services.placements.add(7, prefecture="02", since=When(2008))

    removed = await services.placements.remove(7, saved.placement.id)

    assert removed == saved.placement
    assert (await services.directory.own(7)).placements == ()


async def test_there_is_an_end_to_placements(services: Services) -> None:
    for year in range(PLACEMENTS):
        await services.placements.add(7, prefecture="02", since=When(1990 + year))

    with pytest.raises(TooManyError):
        await services.placements.add(7, prefecture="02", since=When(2020))


async def test_placements_need_a_profile(services: Services) -> None:
    with pytest.raises(NoProfileError):
        await services.placements.add(9, prefecture="02", since=When(2008))


async def test_changing_placements_takes_over_what_was_imported(
    services: Services, db: Database
) -> None:
    async with db.transaction() as conn:
        await conn.execute("UPDATE profiles SET imported_at = '2026-01-01T00:00:00+00:00'")

    await services.placements.add(7, prefecture="02", since=When(2008))

    assert not (await services.directory.own(7)).imported
