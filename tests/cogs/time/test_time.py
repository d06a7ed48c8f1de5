from __future__ import annotations

from typing import Any

from bot.services.services import Services
from bot.storage.database import Database
from tests.factories import make_profile
from tests.people import keep
from tests.reading import read_private, read_refusal

LISBON = 2267057


async def test_a_zone_is_picked_saved_and_shown(world: Any, services: Services) -> None:
    [offer] = [
        each
        for each in await world.alice.autocomplete(world.channel, "time set", "zone", "Lisbo")
        if each["value"] == "Europe/Lisbon"
    ]
    assert "now (Europe/Lisbon)" in offer["name"]

    saved = read_private(await world.alice.slash(world.channel, "time set", zone=offer["value"]))
    shown = read_private(await world.alice.slash(world.channel, "time show"))

    assert "Saved." in saved
    assert "Lisbon (Europe/Lisbon): " in shown
    assert "Japan: " in shown
    assert "You gave this time zone yourself." in shown
    assert (await services.zones.of(world.alice.id)).zone == "Europe/Lisbon"


async def test_a_zone_follows_from_where_one_lives(world: Any, db: Database) -> None:
    await keep(db, make_profile(world.alice.id, country="PT", city=LISBON))

    shown = read_private(await world.alice.slash(world.channel, "time show"))

    assert "It follows from where you live: Lisbon, Portugal." in shown


async def test_a_zone_that_was_given_is_taken_back(
    world: Any, db: Database, services: Services
) -> None:
    await keep(db, make_profile(world.alice.id, country="PT", city=LISBON))
    await services.zones.set(world.alice.id, "Asia/Tokyo")

    cleared = read_private(await world.alice.slash(world.channel, "time clear"))

    assert "**Forgotten.**" in cleared
    assert (await services.zones.of(world.alice.id)).zone == "Europe/Lisbon"


async def test_whoever_has_no_zone_is_told_what_to_do(world: Any) -> None:
    answer = await world.alice.slash(world.channel, "time show")

    assert "/time set" in read_refusal(world, answer)


async def test_a_short_name_is_answered_with_a_suggestion(world: Any) -> None:
    answer = await world.alice.slash(world.channel, "time set", zone="PST")

    assert "Los Angeles (America/Los\\_Angeles)" in read_refusal(world, answer)


async def test_a_japanese_member_reads_japanese(world: Any) -> None:
    hana = world.join("hana", locale="ja")

    saved = read_private(await hana.slash(world.channel, "time set", zone="日本"))

    assert "東京 (Asia/Tokyo)" in saved
    assert "保存しました" in saved
