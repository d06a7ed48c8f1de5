"""Who was there with me, and everybody who was in a town."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.placements import When
from bot.domain.profiles import Audience, Field
from bot.storage.database import Database
from tests.factories import make_placement, make_profile
from tests.people import keep
from tests.reading import labels, offered, read, read_private, read_refusal

BEFORE = make_placement(since=When(2006), until=When(2008))
EXACT = make_placement(since=When(2009, 4), until=When(2010, 3))
NEXT_DOOR = make_placement(town="Aomori", town_code="02201")
NOW = make_placement(since=When(2012, 8), until=None)


@pytest.fixture
async def crowd(world: Any, db: Database) -> Any:
    server = frozenset({world.guild.id})
    mine = make_placement(since=When(2008, 8), until=When(2010, 7))
    people = (
        make_profile(world.alice.id, name="Alice", placements=(mine,), listed_in=server),
        make_profile(11, name="Bea", placements=(BEFORE,), listed_in=server),
        make_profile(12, name="Cleo", placements=(EXACT,), listed_in=server),
        make_profile(13, name="Dan", placements=(NEXT_DOOR,), listed_in=server),
        make_profile(14, name="Eve", placements=(NOW,), listed_in=server),
        make_profile(15, name="Finn", audiences={Field.YEARS: Audience.ONLY_ME}, listed_in=server),
    )
    await keep(db, *people)
    return world


async def overlap(world: Any, **asked: str) -> str:
    return read_private(await world.alice.slash(world.channel, "find overlap", **asked))


async def test_together_tells_the_months_that_both_were_there(crowd: Any) -> None:
    told = await overlap(crowd)

    assert "### Your placement: Hirosaki, Aomori · August 2008 – July 2010" in told
    assert "in Hirosaki together April 2009 – March 2010" in told
    assert told.index("Cleo") < told.index("Dan")
    assert "in Aomori together about 2008 – 2010" in told
    assert "Bea" not in told
    assert "Finn" not in told


async def test_before_and_after_tell_how_long(crowd: Any) -> None:
    before = await overlap(crowd, mode="before")
    after = await overlap(crowd, mode="after")

    assert "left about when you came" in before
    assert "Bea" in before
    assert "came 2 years after you left" in after
    assert "Eve" in after


async def test_one_placement_can_be_picked_and_is_offered(crowd: Any) -> None:
    (choice,) = await crowd.alice.autocomplete(crowd.channel, "find overlap", "placement", "hiro")

    assert "Hirosaki" in choice["name"]
    assert "Cleo" in await overlap(crowd, placement=choice["value"], mode="together")


async def test_a_placement_is_offered_as_it_was_typed(world: Any, db: Database) -> None:
    town = make_placement(town="*Old* [town]", town_code=None, school="Dai_ichi")
    await keep(db, make_profile(world.alice.id, placements=(town,)))

    (choice,) = await world.alice.autocomplete(world.channel, "find overlap", "placement", "old")
    panel = await world.alice.slash(world.channel, "profile edit")

    typed = "*Old* [town], Aomori · ALT · 2008 – 2010 · Dai_ichi"
    assert choice["name"] == typed
    assert offered(panel.response) == [typed]
    assert r"\*Old\* \[town]" in read_private(panel)


async def test_nobody_together_says_which_mode_would_help(world: Any, db: Database) -> None:
    server = frozenset({world.guild.id})
    await keep(
        db,
        make_profile(world.alice.id, listed_in=server),
        make_profile(11, placements=(BEFORE,), listed_in=server),
    )

    result = await world.alice.slash(world.channel, "find overlap")
    assert "- before me: 1 person" in read_private(result)
    assert labels(result.response) == ["before me"]

    pressed = await world.alice.click(result.response, label="before me")
    assert "In your town before you" in read(pressed.response)
    assert "Person 11" in read(pressed.response)


async def test_a_chain_goes_from_the_first_to_now(crowd: Any) -> None:
    result = await crowd.alice.slash(crowd.channel, "find chain", prefecture="02", town="Hirosaki")
    told = read_private(result)

    assert "Everybody in Hirosaki, Aomori" in told
    assert "You were the 2nd." in told
    names = [told.index(f". {name}") for name in ("Bea", "Alice", "Cleo", "Eve", "Finn")]
    assert names == sorted(names)
    assert "1 year together with the one before" in told
    assert "after 2 years without anybody" in told
    assert "years not told" in told


async def test_a_chain_goes_on_over_the_page(world: Any, db: Database) -> None:
    server = frozenset({world.guild.id})
    crowd = [
        make_profile(
            year,
            name=f"P{year}",
            listed_in=server,
            placements=(make_placement(since=When(year), until=When(year + 1)),),
        )
        for year in range(1990, 2000)
    ]
    await keep(db, make_profile(world.alice.id, listed_in=server), *crowd)

    result = await world.alice.slash(world.channel, "find chain", prefecture="02", town="02202")
    first = read_private(result)
    turned = await world.alice.click(result.response, label="Next")

    assert "You were the 11th." in first
    assert "P1994" in first
    assert "P1995" not in first
    assert "Next" in labels(result.response)
    assert "P1995" in read(turned.response)


async def test_an_empty_chain_says_what_to_do(crowd: Any) -> None:
    result = await crowd.alice.slash(crowd.channel, "find chain", prefecture="47", town="Naha")

    assert "Nobody listed was in Naha, Okinawa" in read_private(result)


async def test_whoever_is_not_listed_is_told_how_to_join(world: Any) -> None:
    result = await world.bob.slash(world.channel, "find chain", prefecture="02", town="Hirosaki")

    assert "/start" in read_refusal(world, result)


async def test_a_japanese_reader_reads_japanese(crowd: Any) -> None:
    crowd.rules.locales[crowd.alice.id] = "ja"

    together = await overlap(crowd)
    chain = read_private(
        await crowd.alice.slash(crowd.channel, "find chain", prefecture="02", town="弘前市")
    )

    assert "あなたと同じ時期にいた人" in together
    assert "弘前市で同じ時期（2009年4月～2010年3月）" in together
    assert "あなたは2人目です。" in chain
