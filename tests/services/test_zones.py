"""By which clock somebody's times are read."""

from __future__ import annotations

import pytest

from bot.domain.zones import OwnZone, Source
from bot.errors import NoProfileError, UnknownChoiceError, ZoneMissingError
from bot.services.services import Services
from bot.storage.database import Database
from tests.factories import make_profile
from tests.people import keep

LISBON = 2267057


async def test_a_zone_that_was_given_counts_before_the_city(
    services: Services, db: Database
) -> None:
    await keep(db, make_profile(7, country="PT", city=LISBON))

    assert await services.zones.of(7) == OwnZone("Europe/Lisbon", Source.CITY, LISBON)

    await services.zones.set(7, "Asia/Tokyo")
    await services.zones.set(7, "America/Lima")

    assert await services.zones.of(7) == OwnZone("America/Lima", Source.GIVEN)


async def test_somebody_without_city_or_zone_is_asked_for_one(
    services: Services, db: Database
) -> None:
    await keep(db, make_profile(7, country="PT", city=None))

    for user in (7, 8):
        with pytest.raises(ZoneMissingError):
            await services.zones.of(user)


async def test_a_zone_that_is_none_is_not_kept(services: Services) -> None:
    with pytest.raises(UnknownChoiceError):
        await services.zones.set(7, "Mars/Base")

    with pytest.raises(ZoneMissingError):
        await services.zones.of(7)


async def test_a_zone_that_the_machine_no_longer_knows_is_as_good_as_none(
    services: Services, db: Database
) -> None:
    async with db.transaction() as conn:
        await conn.execute("INSERT INTO zones VALUES (7, 'Europe/Atlantis')")

    with pytest.raises(ZoneMissingError):
        await services.zones.of(7)


async def test_somebody_without_a_profile_can_have_their_zone_forgotten(
    services: Services,
) -> None:
    await services.zones.set(7, "Asia/Tokyo")
    await services.zones.set(8, "Asia/Seoul")

    assert await services.profiles.to_delete(7) is None
    await services.profiles.delete(7)

    with pytest.raises(ZoneMissingError):
        await services.zones.of(7)
    with pytest.raises(NoProfileError):
        await services.profiles.to_delete(7)
    assert (await services.zones.of(8)).zone == "Asia/Seoul"
