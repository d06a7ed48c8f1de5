"""Listing, audiences, the one switch, and deletion, as members press them."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.profiles import Audience, Field
from bot.errors import NoProfileError
from bot.services.services import Services
from bot.storage.database import Database
from cogs.profile.privacy import mask, unmasked
from tests.factories import make_profile
from tests.people import keep
from tests.reading import labels, read, read_private, read_refusal


@pytest.fixture(autouse=True)
async def _alice(world: Any, db: Database) -> None:
    await keep(db, make_profile(world.alice.id, listed_in=frozenset()))


async def privacy(world: Any) -> Any:
    return (await world.alice.slash(world.channel, "profile privacy")).response


async def test_being_listed_takes_a_consent(world: Any, services: Services) -> None:
    panel = await privacy(world)
    assert "You are not listed" in read(panel)

    asked = await world.alice.click(panel, label="List me")
    assert "adult" in read(asked.response)
    assert (await services.directory.own(world.alice.id)).listed_in == frozenset()

    done = await world.alice.click(asked.response, label="I am an adult: list me")
    assert "You are listed" in read(done.response)
    assert (await services.directory.own(world.alice.id)).listed_in == {world.guild.id}
    assert "since" in read(await privacy(world))


async def test_unlisting_takes_one_press(world: Any, services: Services) -> None:
    await services.listings.list_me(world.alice.id, world.guild.id)

    await world.alice.click(await privacy(world), label="Unlist me")

    assert (await services.directory.own(world.alice.id)).listed_in == frozenset()


async def test_the_switch_hides_and_shows_the_whole_profile(world: Any, services: Services) -> None:
    await world.alice.click(await privacy(world), label="Hide it")
    assert (await services.directory.own(world.alice.id)).hidden

    await world.alice.click(await privacy(world), label="Show it")
    assert not (await services.directory.own(world.alice.id)).hidden


async def test_fields_are_picked_and_then_given_an_audience(world: Any, services: Services) -> None:
    panel = await privacy(world)

    picked = await world.alice.select(panel, ["about", "home"], custom_id="profile:fields")
    again = picked.response or panel
    assert "Home country" in read(again)
    await world.alice.click(again, label="Only me")

    mine = await services.directory.own(world.alice.id)
    assert mine.audiences == {Field.ABOUT: Audience.ONLY_ME, Field.HOME: Audience.ONLY_ME}


async def test_somebody_else_who_presses_changes_only_themselves(
    world: Any, services: Services, db: Database
) -> None:
    await keep(db, make_profile(world.bob.id))
    panel = await privacy(world)

    assert "user" not in str(panel.components)
    await world.alice.click(panel, label="Hide it")

    assert not (await services.directory.own(world.bob.id)).hidden


async def test_listing_without_a_profile_leads_to_start(world: Any) -> None:
    refused = await world.admin.slash(world.channel, "profile view", member=world.alice)

    result = await world.admin.click(refused.response, label="List me")

    assert "/start" in read_refusal(world, result)
    assert labels(result.response) == ["Begin"]


async def test_begin_below_a_refusal_opens_the_four_steps_in_its_place(world: Any) -> None:
    refused = await world.admin.slash(world.channel, "profile edit")
    assert "/start" in read_refusal(world, refused)

    begun = await world.admin.click(refused.response, label="Begin")

    assert begun.response.id == refused.response.id
    assert "four steps" in read(begun.response)


async def test_listing_belongs_to_a_server(world: Any, services: Services) -> None:
    nowhere = await world.alice.user.slash("profile privacy")
    await services.listings.list_me(world.alice.id, world.guild.id)
    somewhere = await world.alice.user.slash("profile privacy")

    assert labels(nowhere.response) == ["Hide it"]
    assert "/start" in read_private(nowhere)
    assert "List me" not in labels(somewhere.response)
    assert "Unlist me everywhere" in labels(somewhere.response)


async def test_whoever_was_taken_off_the_list_is_told_before_the_consent(
    world: Any, services: Services
) -> None:
    panel = await privacy(world)
    await services.moderation.unlist(
        world.guild.id, world.alice.id, moderator_id=world.admin.id, reason="Not kind."
    )

    refused = await world.alice.click(panel, label="List me")

    assert "> Not kind.\n" in read_private(refused)
    assert "adult" not in read(panel)


async def test_deleting_asks_for_a_word_and_then_leaves_nothing(
    world: Any, services: Services
) -> None:
    form = await world.alice.slash(world.channel, "profile delete")
    kept = await world.alice.submit_modal(form, {"word": "no"})
    assert "Nothing was deleted" in read_refusal(world, kept)
    assert (await services.directory.own(world.alice.id)).name

    form = await world.alice.slash(world.channel, "profile delete")
    gone = await world.alice.submit_modal(form, {"word": "delete"})
    assert "deleted" in read_private(gone)
    with pytest.raises(NoProfileError):
        await services.directory.own(world.alice.id)


async def test_any_choice_of_fields_fits_into_a_button() -> None:
    assert unmasked(mask(Field)) == list(Field)
    assert unmasked(mask([Field.LINKS])) == [Field.LINKS]
    assert len(f"profile:audience:{mask(Field)}:{Audience.ONLY_ME}") <= 100
