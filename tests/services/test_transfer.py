"""People brought in from rows, and handed out as rows again."""

from __future__ import annotations

import csv
import io
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app import open_services
from bot.cli.sheets import read_rows
from bot.domain.placements import CALENDAR_YEAR, Changeover, When
from bot.domain.profiles import PLACEMENTS, Audience, Field, Kind, Level, OpenTo, Profile, Spoken
from bot.domain.transfer import COLUMNS, Row, rows, shielded, unshielded
from bot.errors import NoProfileError, ProfileNotFoundError
from bot.services.services import Services
from bot.services.transfer import Outcome
from tests.factories import make_placement, make_profile
from tests.letters import on_their_way


def row(line: int = 2, **cells: Any) -> Row:
    given = {"discord_id": 7, "name": "Hana", "prefecture": "02", "since": 2008} | cells
    return Row(line, {name: str(cell) for name, cell in given.items() if cell is not None})


async def bring_in(services: Services, *given: Row, **options: bool) -> Outcome:
    return await services.transfer.bring_in(given, **options)


async def everybody(services: Services) -> list[Profile]:
    return [profile async for profile in services.transfer.hand_out()]


async def test_one_row_a_placement_makes_one_person(services: Services) -> None:
    outcome = await bring_in(
        services,
        row(job="ALT", town="Hirosaki", until="2010"),
        row(3, prefecture="Okayama", since="2012-04", name=None, job="host_family"),
    )

    hana = await services.directory.own(7)
    assert (outcome.people, outcome.placements, outcome.refused) == (1, 2, [])
    assert [(stay.prefecture, str(stay.since)) for stay in hana.placements] == [
        ("02", "2008"),
        ("33", "2012-04"),
    ]
    assert hana.placements[0].town_code == "02202"
    assert [stay.changeover for stay in hana.placements] == [Changeover(8, 7), CALENDAR_YEAR]


async def test_whoever_was_brought_in_is_seen_by_nobody_until_they_claim_it(
    services: Services,
) -> None:
    await bring_in(services, row())
    await services.profiles.describe(8, name="Viewer")
    await services.listings.list_me(8, 1)

    with pytest.raises(NoProfileError):
        await services.listings.list_me(7, 1)
    with pytest.raises(ProfileNotFoundError):
        await services.directory.look_up(7, viewer_id=8, server_id=1)

    await services.profiles.confirm(7)
    await services.listings.list_me(7, 1)
    seen = await services.directory.look_up(7, viewer_id=8, server_id=1)
    assert seen.name == "Hana"


@pytest.mark.parametrize("until", [None, "now", "Present", "現在"])
async def test_who_is_still_there_is_said_by_now_or_by_nothing(
    services: Services, until: str | None
) -> None:
    outcome = await bring_in(services, row(until=until))

    assert outcome.refused == []
    assert (await services.directory.own(7)).placements[0].until is None


async def test_an_existing_profile_is_left_as_it_is(services: Services) -> None:
    await services.profiles.describe(7, name="Hana herself")

    outcome = await bring_in(services, row(name="Somebody else"), row(3, discord_id=8))

    assert outcome.known == {7}
    assert outcome.people == 1
    hana = await services.directory.own(7)
    assert (hana.name, hana.placements, hana.imported) == ("Hana herself", (), False)


async def test_a_bad_row_is_named_and_nothing_is_kept(services: Services) -> None:
    outcome = await bring_in(services, row(2), row(3, discord_id=8, prefecture="London"))

    assert not outcome.is_kept
    assert [line for line, _ in outcome.refused] == [3]
    assert "“London”" in outcome.refused[0][1]
    assert await services.transfer.count() == 0


async def test_bad_rows_can_be_left_out(services: Services) -> None:
    outcome = await bring_in(services, row(2), row(3, discord_id=8, since="soon"), skip_bad=True)

    assert outcome.is_kept
    assert [person.user_id for person in await everybody(services)] == [7]


async def test_a_dry_run_keeps_nothing(services: Services) -> None:
    outcome = await bring_in(services, row(), dry_run=True)

    assert outcome.people == 1
    assert await services.transfer.count() == 0


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"discord_id": None}, "discord_id"),
        ({"discord_id": "hana#1234"}, "digits only"),
        ({"discord_id": "1.23457E+17"}, "spreadsheet has rounded"),
        ({"discord_id": str(2**63)}, "digits only"),
        ({"name": None}, "name"),
        ({"name": "x" * 61}, "at most 60"),
        ({"kind": "hero"}, "alumnus, participant, local, friend"),
        ({"home": "Atlantis"}, "“Atlantis”"),
        ({"languages": "ja"}, "languages"),
        ({"languages": "ja:perfect"}, "basic, conversational, fluent, native"),
        ({"links": "javascript:alert(1)"}, "links"),
        ({"audiences": "home:everybody"}, "only_me, places, members"),
        ({"hidden": "perhaps"}, "yes, no"),
        ({"confirmed_at": "last week"}, "confirmed_at"),
        ({"programme": "voyager"}, "programme"),
        ({"prefecture": None}, "prefecture"),
        ({"since": None}, "since"),
        ({"since": "2150"}, "future"),
        ({"until": "2001"}, "before it begins"),
        ({"job": "pirate"}, "“pirate”"),
        ({"organisation": "guild"}, "“guild”"),
    ],
)
async def test_each_bad_cell_has_its_reason(
    services: Services, cells: dict[str, str | None], reason: str
) -> None:
    outcome = await bring_in(services, row(**cells))

    assert len(outcome.refused) == 1
    assert reason in outcome.refused[0][1]


async def test_a_later_row_must_not_contradict_the_first(services: Services) -> None:
    outcome = await bring_in(services, row(2), row(9, name="Hanako"), row(10, since=None))

    assert [line for line, _ in outcome.refused] == [9, 10]
    assert "than line 2" in outcome.refused[0][1]


async def test_a_row_with_too_many_cells_is_bad(services: Services) -> None:
    outcome = await bring_in(services, replace(row(), has_more=True))

    assert "quotation mark" in outcome.refused[0][1]


async def test_nobody_gets_more_placements_than_they_could_enter(services: Services) -> None:
    outcome = await bring_in(services, *(row(2 + n, since=1990 + n) for n in range(PLACEMENTS + 1)))

    assert [line for line, _ in outcome.refused] == [2 + PLACEMENTS]


TEXTS = st.one_of(
    st.text(max_size=50),
    st.sampled_from(['=HYPERLINK("x")', "+1", "-1", "@me", "'=1", "''", 'a "b", c', "一行\n二行"]),
)
OPTIONAL = st.none() | TEXTS
MONTHS = st.builds(When, st.integers(1987, 2020), st.none() | st.integers(1, 12))
STAYS = st.fixed_dictionaries(
    {
        "prefecture": st.sampled_from(["01", "02", "33", "47"]),
        "since": MONTHS,
        "until": st.none() | st.builds(When, st.integers(2021, 2024)),
        "town": OPTIONAL | st.sampled_from(["Hirosaki", "弘前市", "Oldtown"]),
        "school": OPTIONAL,
        "job": st.sampled_from([None, "ALT", "CIR", "host_family"]),
        "organisation": st.sampled_from([None, "municipality"]),
    }
)
PEOPLE = st.fixed_dictionaries(
    {
        "name": TEXTS.map(lambda text: f"{text} x"),
        "reading": OPTIONAL,
        "kind": st.sampled_from(Kind),
        "home": st.sampled_from([None, "GB", "JP", "NZ"]),
        "city": st.sampled_from([None, 2643743, 1850147]),
        "languages": st.lists(
            st.builds(Spoken, st.sampled_from(["en", "ja", "fr"]), st.sampled_from(Level)),
            max_size=3,
        ),
        "occupation": OPTIONAL,
        "work_field": st.sampled_from([None, "education"]),
        "about": OPTIONAL,
        "interests": OPTIONAL,
        "links": st.lists(
            st.sampled_from(["https://example.org/a?b=1,2", "https://example.com"]), max_size=2
        ),
        "open_to": st.sets(st.sampled_from(OpenTo)),
    }
)
AUDIENCES = st.dictionaries(st.sampled_from(Field), st.sampled_from(Audience))


@settings(max_examples=25, deadline=None)
@given(people=st.lists(st.tuples(PEOPLE, AUDIENCES, st.lists(STAYS, max_size=3)), max_size=3))
async def test_export_then_import_is_the_identity_but_for_consent(people: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with open_services(Path(folder) / "one.db") as one:
            for user_id, (said, audiences, stays) in enumerate(people, start=100):
                await describe(one, user_id, said, audiences, stays)
            before = await everybody(one)
        async with open_services(Path(folder) / "two.db") as two:
            outcome = await two.transfer.bring_in(read_rows(as_file(before)))
            after = await everybody(two)

    assert outcome.refused == []
    assert [unclaimed(profile) for profile in before] == [unclaimed(each) for each in after]
    assert all(profile.imported and not profile.listed_in for profile in after)


async def describe(
    services: Services, user_id: int, said: Any, audiences: Any, stays: list[Any]
) -> None:
    await services.profiles.describe(user_id, **said)
    await services.profiles.set_audiences(user_id, audiences)
    await services.listings.list_me(user_id, 1)
    for stay in stays:
        await services.placements.add(user_id, **stay)
    if len(stays) == 1:
        await services.profiles.hide(user_id)


def unclaimed(profile: Profile) -> Profile:
    """Leave out what no sheet carries: the consent, and the numbers of rows."""
    stays = tuple(replace(stay, id=0) for stay in profile.placements)
    return replace(profile, placements=stays, listed_in=frozenset(), imported=True)


def as_file(people: list[Profile]) -> io.StringIO:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, COLUMNS, restval="")
    writer.writeheader()
    for profile in people:
        writer.writerows(rows(profile))
    file.seek(0)
    return file


@given(st.text(alphabet="'=+-@\t\rab"))
def test_no_cell_looks_like_a_formula_and_each_comes_back(text: str) -> None:
    cell = shielded(text)

    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unshielded(cell) == text


def test_an_unlisted_person_without_placements_is_one_row() -> None:
    profile = make_profile(7, placements=(), confirmed_at=datetime(2026, 1, 1, tzinfo=UTC))

    assert [cells["discord_id"] for cells in rows(profile)] == ["7"]


def test_two_placements_are_two_rows_that_repeat_the_person() -> None:
    profile = make_profile(
        7, placements=(make_placement(id=1), make_placement(id=2, town="Goshogawara"))
    )

    assert [(cells["name"], cells["town"]) for cells in rows(profile)] == [
        ("Person 7", "Hirosaki"),
        ("Person 7", "Goshogawara"),
    ]


@pytest.mark.parametrize(
    "cells", [{"city": "9" * 30}, {"city": "9" * 5000}, {"discord_id": "9" * 5000}]
)
async def test_a_number_beyond_all_bounds_is_a_bad_row(
    services: Services, cells: dict[str, str]
) -> None:
    outcome = await bring_in(services, row(**cells))

    assert [line for line, _ in outcome.refused] == [2]


async def test_nobody_writes_to_people_who_do_not_know_they_were_brought_in(
    services: Services,
) -> None:
    await bring_in(services, row())

    await services.moderation.unlist(1, 7, moderator_id=9, reason="Spam")

    assert await on_their_way(services) == []
