"""Placements by command, with suggestions for everything."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.placements import When
from bot.domain.profiles import Kind
from bot.services.services import Services
from bot.storage.database import Database
from tests.factories import make_placement, make_profile
from tests.people import keep
from tests.reading import labels, read_private, read_refusal

SAID = {"prefecture": "02", "town": "02202", "job": "ALT", "since": "2008-08", "until": "2010"}


@pytest.fixture(autouse=True)
async def _alice(world: Any, db: Database) -> None:
    await keep(db, make_profile(world.alice.id, placements=()))


async def add(world: Any, **changes: str) -> str:
    said = SAID | changes
    return read_private(await world.alice.slash(world.channel, "profile placement add", **said))


async def offered(world: Any, option: str, typed: str, **filled: str) -> dict[str, str]:
    choices = await world.alice.autocomplete(
        world.channel, "profile placement add", option, typed, **filled
    )
    return {choice["name"]: choice["value"] for choice in choices}


async def test_a_placement_is_added_from_suggestions(world: Any, services: Services) -> None:
    text = await add(world, organisation="municipality", school="Daiichi JHS")

    assert "Hirosaki, Aomori · ALT · August 2008 – 2010 · Daiichi JHS" in text
    (stay,) = (await services.directory.own(world.alice.id)).placements
    assert (stay.town, stay.town_code, stay.since) == ("Hirosaki", "02202", When(2008, 8))


async def test_what_was_typed_and_not_picked_is_understood(world: Any, services: Services) -> None:
    await add(world, prefecture="青森県", town="弘前市", job="cir", since="Aug 2008", until="now")

    (stay,) = (await services.directory.own(world.alice.id)).placements
    assert (stay.prefecture, stay.town_code, stay.job) == ("02", "02202", "CIR")
    assert (stay.since, stay.until) == (When(2008, 8), None)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"prefecture": "London"}, "“London” is not a prefecture of Japan"),
        ({"since": "2999"}, "lies in the future"),
        ({"until": "2001"}, "It cannot end (2001) before it begins (2008-08)"),
        ({"since": "yesterday"}, "neither a month nor a year"),
        ({"job": "pirate"}, "Did you mean"),
        ({"school": "a" * 101}, "at most 100 fit"),
        ({"prefecture": "**nowhere**"}, "\\*\\*nowhere"),
    ],
)
async def test_what_cannot_be_is_refused_and_nothing_is_kept(
    world: Any, services: Services, changes: dict[str, str], told: str
) -> None:
    result = await world.alice.slash(world.channel, "profile placement add", **(SAID | changes))

    assert told in read_refusal(world, result)
    assert (await services.directory.own(world.alice.id)).placements == ()


async def test_unusual_stays_are_kept_and_asked_about(world: Any, services: Services) -> None:
    text = await add(world, since="2008", until="2016")

    assert "more years on the programme" in text
    assert len((await services.directory.own(world.alice.id)).placements) == 1


async def test_every_option_makes_suggestions(world: Any) -> None:
    assert (await offered(world, "prefecture", "aom"))["Aomori"] == "02"
    assert (await offered(world, "town", "hiros", prefecture="02"))["Hirosaki, Aomori"] == "02202"
    assert (await offered(world, "job", "alt"))["ALT – Assistant Language Teacher"] == "ALT"
    assert (await offered(world, "job", "host"))["Host family"] == "host_family"
    assert (await offered(world, "since", "2008"))["August 2008"] == "2008-08"
    assert (await offered(world, "until", "n")) == {"now": "now"}
    assert "municipality" in (await offered(world, "organisation", "")).values()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Ohsaka", "27"),
        ("ｵｵｻｶ", "27"),
        ("大阪", "27"),
        ("Kochi-ken", "39"),
        ("kagoshma", "46"),
        ("JP-46", "46"),
        ("ほっかいどう", "01"),
    ],
)
async def test_a_prefecture_is_understood_in_any_script(
    world: Any, services: Services, typed: str, code: str
) -> None:
    assert code in (await offered(world, "prefecture", typed)).values()

    await add(world, prefecture=typed)

    (stay,) = (await services.directory.own(world.alice.id)).placements
    assert stay.prefecture == code


async def test_towns_are_those_of_the_chosen_prefecture(world: Any) -> None:
    names = await offered(world, "town", "", prefecture="Aomori")

    assert names
    assert all(name.endswith(", Aomori") for name in names)


async def test_suggestions_speak_the_members_language(world: Any) -> None:
    world.rules.locales[world.alice.id] = "ja"

    assert (await offered(world, "prefecture", "あお"))["青森県"] == "02"
    assert "弘前市（青森県）" in await offered(world, "town", "ひろさ", prefecture="02")
    assert next(iter(await offered(world, "until", ""))) != "now"


async def test_ones_own_placements_are_offered_for_change_and_removal(
    world: Any, services: Services, db: Database
) -> None:
    await keep(db, make_profile(world.bob.id, placements=(make_placement(),)))
    await add(world)
    (stay,) = (await services.directory.own(world.alice.id)).placements

    for command in ("edit", "remove"):
        choices = await world.alice.autocomplete(
            world.channel, f"profile placement {command}", "placement", "hiro"
        )
        assert [choice["value"] for choice in choices] == [str(stay.id)]


async def test_editing_leads_to_the_filled_in_form(world: Any, services: Services) -> None:
    await add(world)
    (stay,) = (await services.directory.own(world.alice.id)).placements

    result = await world.alice.slash(
        world.channel, "profile placement edit", placement=str(stay.id)
    )
    form = await world.alice.click(result.response, label="Change")

    assert "Hirosaki" in read_private(result)
    assert form.modal is not None


async def test_a_placement_is_removed(world: Any, services: Services) -> None:
    await add(world)
    (stay,) = (await services.directory.own(world.alice.id)).placements

    result = await world.alice.slash(
        world.channel, "profile placement remove", placement=str(stay.id)
    )

    assert "Hirosaki" in read_private(result)
    assert (await services.directory.own(world.alice.id)).placements == ()


async def test_somebody_elses_placement_cannot_be_touched(
    world: Any, services: Services, db: Database
) -> None:
    await keep(db, make_profile(world.bob.id))
    (theirs,) = (await services.directory.own(world.bob.id)).placements

    result = await world.alice.slash(
        world.channel, "profile placement remove", placement=str(theirs.id)
    )

    assert "no such placement" in read_refusal(world, result)
    assert (await services.directory.own(world.bob.id)).placements == (theirs,)


async def test_a_participant_who_left_is_offered_alumnus(world: Any, services: Services) -> None:
    await services.profiles.describe(world.alice.id, kind=Kind.PARTICIPANT)
    said = SAID | {"until": "2009-03"}

    result = await world.alice.slash(world.channel, "profile placement add", **said)

    assert "I am an alumnus now" in labels(result.response)
    await world.alice.click(result.response, label="I am an alumnus now")
    assert (await services.directory.own(world.alice.id)).kind is Kind.ALUMNUS
