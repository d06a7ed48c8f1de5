"""/find people, its pages and its buttons."""

from __future__ import annotations

from typing import Any

import pytest

from bot.client import AlumniBot
from bot.domain.placements import When
from bot.domain.profiles import Audience, Field, Kind, OpenTo
from bot.domain.search import Query
from bot.i18n import Catalogues
from bot.services.services import Services
from bot.storage.database import Database
from tests.factories import make_placement, make_profile
from tests.people import keep
from tests.reading import labels, read, read_private, read_refusal

LISBON = 2267057


@pytest.fixture(autouse=True)
async def _people(world: Any, db: Database) -> None:
    """Alice searches; Bob and six others are there to be found; the admin is not listed."""
    here = frozenset({world.guild.id})
    await keep(
        db,
        make_profile(world.alice.id, name="Alice", city=LISBON, listed_in=here),
        make_profile(
            world.bob.id,
            name="Bob *Builder*",
            reading="ボブ",
            city=LISBON,
            home="NZ",
            about="I grow tea",
            open_to=frozenset({OpenTo.TALKS}),
            links=("https://bob.example",),
            listed_in=here,
        ),
        *(
            make_profile(
                world.join(f"carol{number}").id,
                name=f"Carol {number}",
                home="CA",
                country="CA",
                kind=Kind.FRIEND,
                placements=(),
                about="tea ceremony" if number == 5 else None,
                audiences={Field.ABOUT: Audience.ONLY_ME},
                listed_in=here,
            )
            for number in range(1, 7)
        ),
    )


async def test_people_are_found_by_several_filters_with_the_reasons(world: Any) -> None:
    result = await world.alice.slash(
        world.channel, "find people", prefecture="Aomori-ken", since="2009", home="New Zealand"
    )

    text = read_private(result)
    assert r"**1. Bob \*Builder\* (ボブ)** · Alumnus" in text
    assert "Lisbon, Portugal" in text
    assert "Hirosaki, Aomori · ALT · 2008 – 2010" in text
    assert "from New Zealand" in text
    assert "Carol" not in text
    assert "Open" in labels(result.response)


async def test_a_match_that_rests_on_a_bare_year_says_about(world: Any) -> None:
    result = await world.alice.slash(
        world.channel, "find people", town="弘前市", since="2010-07", until="2010-09"
    )

    assert "Hirosaki, Aomori · ALT · about 2008 – 2010" in read_private(result)


async def test_contact_details_are_never_in_lists(world: Any) -> None:
    result = await world.alice.slash(world.channel, "find people", text="tea")

    assert "Bob" in read_private(result)
    assert "bob.example" not in read_private(result)
    assert "<@" not in read_private(result)


async def test_what_is_kept_to_oneself_finds_nobody(world: Any) -> None:
    result = await world.alice.slash(world.channel, "find people", text="ceremony")

    assert "Nobody matches" in read_private(result)


async def test_pages_turn_also_after_a_restart(world: Any, services: Services) -> None:
    result = await world.alice.slash(world.channel, "find people", lives_in="Canada")
    assert "5. Carol" in read_private(result)
    assert "6. Carol" not in read_private(result)

    await world.env.restart_bot(AlumniBot(services, Catalogues.read()))
    turned = await world.alice.click(result.response, label="Next")

    assert "6. Carol" in read(turned.response or result.response)


async def test_each_page_applies_todays_audiences(world: Any, services: Services) -> None:
    result = await world.alice.slash(world.channel, "find people", lives_in="Canada")
    page = await services.search.people(world.alice.id, world.guild.id, Query(lives_in="CA"))
    for found in page.found:
        await services.profiles.hide(found.person.user_id)

    await world.alice.click(result.response, label="Next")

    assert "nobody on this page any more" in read(result.response)


async def test_a_card_opens_from_the_list(world: Any) -> None:
    result = await world.alice.slash(world.channel, "find people", home="NZ")

    card = await world.alice.click(result.response, label="Open")

    assert "I grow tea" in read_private(card)
    assert "Say hello" in labels(card.response)


async def test_nothing_found_says_what_to_leave_out_and_a_button_does_it(world: Any) -> None:
    result = await world.alice.slash(
        world.channel, "find people", home="NZ", lives_in="CA", kind="friend"
    )
    assert "without the home country: 6 people" in read_private(result)

    await world.alice.click(result.response, label="Without the home country")

    assert "1. Carol" in read(result.response)


async def test_without_filters_the_newest_and_the_nearest_are_shown(world: Any) -> None:
    result = await world.alice.slash(world.channel, "find people")

    text = read_private(result)
    assert "Newest here" in text
    assert "Nearest to you" in text.split("1. ")[1]
    assert "in this city" in text


async def test_whoever_is_not_listed_finds_nobody_and_is_offered_the_list(world: Any) -> None:
    result = await world.admin.slash(world.channel, "find people", home="NZ")

    assert "Bob" not in read_refusal(world, result)
    assert labels(result.response) == ["List me"]


async def test_a_text_without_a_word_is_refused(world: Any) -> None:
    result = await world.alice.slash(world.channel, "find people", text="!!!")

    assert "There is no word" in read_refusal(world, result)


async def test_an_end_before_its_start_is_refused(world: Any) -> None:
    result = await world.alice.slash(world.channel, "find people", since="2010", until="2008")

    assert "cannot end" in read_refusal(world, result)


async def test_the_same_in_japanese(world: Any) -> None:
    world.rules.locales[world.alice.id] = "ja"

    result = await world.alice.slash(world.channel, "find people", prefecture="青森", home="NZ")

    text = read_private(result)
    assert "青森県" in text
    assert "ニュージーランド" in text
    assert "開く" in labels(result.response)


async def test_the_command_works_in_a_direct_message(world: Any) -> None:
    result = await world.alice.user.slash("find people", home="NZ")

    assert "Bob" in read(result.response)


async def test_searching_has_a_budget(world: Any, services: Services) -> None:
    await services.settings.set(world.guild.id, "search_budget", "2")

    for _ in range(2):
        result = await world.alice.slash(world.channel, "find people", home="NZ")
        assert "Bob" in read(result.response)
    result = await world.alice.slash(world.channel, "find people", home="NZ")

    assert "come back" in read_refusal(world, result)


async def test_somebody_with_everything_at_its_longest_still_fits(world: Any, db: Database) -> None:
    here = frozenset({world.guild.id})
    stay = make_placement(town="*" * 60, town_code=None, since=When(2001, 2), until=None)
    long = (
        make_profile(
            number, name="*" * 60, reading="_" * 60, home="FR", placements=(stay,), listed_in=here
        )
        for number in range(20, 26)
    )
    await keep(db, *long)

    result = await world.alice.slash(world.channel, "find people", home="FR", job="ALT")

    assert "5. " in read_private(result)
