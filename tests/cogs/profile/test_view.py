"""Opening people's cards, previews and confirming."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.domain.profiles import Audience, Field
from bot.services.services import Services
from bot.storage.database import Database
from tests.factories import make_profile
from tests.people import keep
from tests.reading import labels, read, read_private, read_refusal


@pytest.fixture(autouse=True)
async def _people(world: Any, db: Database) -> None:
    """Alice and Bob are listed; the admin has no profile."""
    here = frozenset({world.guild.id})
    alice = make_profile(world.alice.id, name="Alice", about="tea", listed_in=here)
    bob = make_profile(
        world.bob.id,
        name="Bob",
        about="secret",
        listed_in=here,
        audiences={Field.ABOUT: Audience.ONLY_ME},
    )
    await keep(db, alice, bob)


async def test_a_member_opens_what_they_may_see_of_another(world: Any) -> None:
    result = await world.alice.slash(world.channel, "profile view", member=world.bob)

    text = read_private(result)
    assert "Bob" in text
    assert "Hirosaki, Aomori · ALT · 2008 – 2010" in text
    assert "secret" not in text
    assert "Say hello" in labels(result.response)


async def test_the_menu_of_a_person_opens_the_same_card(world: Any) -> None:
    by_command = await world.alice.slash(world.channel, "profile view", member=world.bob)

    by_menu = await world.alice.context_menu(world.channel, "View profile", world.bob)

    assert read_private(by_menu) == read_private(by_command)


async def test_ones_own_card_is_whole_and_offers_no_hello(world: Any) -> None:
    result = await world.bob.slash(world.channel, "profile view")

    assert "secret" in read_private(result)
    assert "Say hello" not in labels(result.response)


async def test_hidden_and_absent_people_get_the_same_answer(world: Any, services: Services) -> None:
    absent = await world.alice.slash(world.channel, "profile view", member=world.admin)
    await services.profiles.hide(world.bob.id)

    hidden = await world.alice.slash(world.channel, "profile view", member=world.bob)

    assert read_refusal(world, hidden) == read_private(absent)
    assert "Nobody here matches" in read_private(hidden)


async def test_whoever_is_not_listed_is_offered_the_list(world: Any) -> None:
    result = await world.admin.slash(world.channel, "profile view", member=world.bob)

    assert "Bob" not in read_refusal(world, result)
    assert labels(result.response) == ["List me"]


async def test_opening_cards_has_a_budget_and_ones_own_costs_nothing(
    world: Any, services: Services
) -> None:
    await services.settings.set(world.guild.id, "card_budget", "2")

    for _ in range(2):
        result = await world.alice.slash(world.channel, "profile view", member=world.bob)
        assert "Bob" in read_private(result)
    result = await world.alice.slash(world.channel, "profile view", member=world.bob)

    assert re.search(r"(?<!\\)<t:\d+:R>", read_refusal(world, result))
    own = await world.alice.slash(world.channel, "profile view")
    assert "Alice" in read_private(own)


@pytest.mark.parametrize(
    ("onlooker", "sees", "sees_not"),
    [
        ("stranger", "They see nothing of you", "Bob"),
        ("member", "This is all they see", "secret"),
        ("places", "This is all they see", "secret"),
    ],
)
async def test_a_preview_shows_ones_card_through_others_eyes(
    world: Any, onlooker: str, sees: str, sees_not: str
) -> None:
    text = read_private(await world.bob.slash(world.channel, "profile preview", **{"as": onlooker}))

    assert sees in text
    assert sees_not not in text


async def test_only_people_of_my_places_see_what_is_for_them(
    world: Any, services: Services
) -> None:
    await services.profiles.set_audiences(world.alice.id, {Field.ABOUT: Audience.PLACES})

    as_member = await world.alice.slash(world.channel, "profile preview", **{"as": "member"})
    as_places = await world.alice.slash(world.channel, "profile preview", **{"as": "places"})

    assert "tea" not in read_private(as_member)
    assert "tea" in read_private(as_places)


async def test_confirming_takes_one_command(world: Any, services: Services) -> None:
    text = read_private(await world.alice.slash(world.channel, "profile confirm"))

    now = services.clock()
    assert f"{now:%B %Y}" in text
    assert (await services.directory.own(world.alice.id)).confirmed_at == now or (
        now - (await services.directory.own(world.alice.id)).confirmed_at
    ).total_seconds() < 60


@pytest.mark.parametrize("command", ["view", "edit", "privacy", "confirm", "delete"])
async def test_without_a_profile_every_command_leads_to_start(world: Any, command: str) -> None:
    result = await world.admin.slash(world.channel, f"profile {command}")

    assert "/start" in read_refusal(world, result)


async def test_a_card_opens_in_a_direct_message_too(world: Any) -> None:
    result = await world.alice.user.slash("profile view")

    assert "Alice" in read(result.response)


async def test_a_reader_of_japanese_gets_japanese(world: Any) -> None:
    world.rules.locales[world.alice.id] = "ja"

    result = await world.alice.slash(world.channel, "profile view", member=world.bob)

    assert "弘前市" in read_private(result)
    assert "Say hello" not in labels(result.response)
