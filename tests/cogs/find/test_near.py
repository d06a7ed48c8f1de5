"""/find near, and the order of what is found."""

from __future__ import annotations

from typing import Any

import pytest

from bot.storage.database import Database
from tests.factories import make_profile
from tests.people import keep
from tests.reading import read_private, read_refusal

CITIES = {"Lisbon": 2267057, "Porto": 2735943, "London": 2643743}


@pytest.fixture(autouse=True)
async def _people(world: Any, db: Database) -> None:
    here = frozenset({world.guild.id})
    me = make_profile(world.alice.id, name="Alice", city=CITIES["Lisbon"], listed_in=here)
    nowhere = make_profile(world.bob.id, name="Bob", city=None, listed_in=here)
    others = (
        make_profile(number, name=f"From {name}", city=city, listed_in=here)
        for number, (name, city) in enumerate(reversed(CITIES.items()), 1)
    )
    await keep(db, me, nowhere, *others)


async def test_people_around_me_come_in_the_order_of_distance(world: Any) -> None:
    result = await world.alice.slash(world.channel, "find near", within=500)

    text = read_private(result)
    assert "Within 500 km of Lisbon, Portugal" in text
    assert text.index("1. From Lisbon") < text.index("in this city") < text.index("2. From Porto")
    assert "27" in text.split("From Porto")[1]
    assert "London" not in text


async def test_people_around_a_named_city_are_found(world: Any) -> None:
    result = await world.bob.slash(world.channel, "find near", place="London, United Kingdom")

    assert "1. From London" in read_private(result)
    assert "Porto" not in read_private(result)


async def test_whoever_told_no_city_is_asked_for_a_place(world: Any) -> None:
    result = await world.bob.slash(world.channel, "find near")

    assert "Near what?" in read_refusal(world, result)


async def test_nobody_near_says_what_to_try(world: Any) -> None:
    result = await world.alice.slash(world.channel, "find near", place="Sapporo", within=5)

    assert "greater distance" in read_private(result)


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("name", ("Bob", "From Lisbon", "From London", "From Porto")),
        ("nearest", ("From Lisbon", "From Porto", "From London", "Bob")),
    ],
)
async def test_what_was_found_can_be_sorted(world: Any, sort: str, order: tuple[str, ...]) -> None:
    result = await world.alice.slash(world.channel, "find people", home="GB", sort=sort)

    text = read_private(result)
    places = [text.index(f". {name}") for name in order]
    assert places == sorted(places)
