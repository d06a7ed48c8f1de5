"""Being listed is per server, by consent, and a moderator may refuse it."""

from __future__ import annotations

import pytest

from bot.domain.exclusions import Exclusion
from bot.errors import ExcludedError, NoProfileError, NotListedError, ServerNeededError
from bot.services.listings import CONSENT_VERSION
from bot.services.services import Services
from bot.storage import exclusions
from bot.storage.database import Database
from tests.factories import make_profile
from tests.people import keep


async def test_listing_keeps_date_and_version_of_the_consent(services: Services) -> None:
    await services.profiles.describe(7, name="Ann")

    await services.listings.list_me(7, 1)

    listing = await services.listings.status(7, 1)
    assert listing is not None
    assert listing.consent_version == CONSENT_VERSION
    assert (services.clock() - listing.consented_at).total_seconds() < 60
    assert await services.listings.status(7, 2) is None


async def test_listed_people_see_each_other_and_nobody_else_sees_them(
    services: Services, db: Database
) -> None:
    await keep(db, make_profile(8))
    await services.profiles.describe(7, name="Ann")

    with pytest.raises(NotListedError):
        await services.directory.look_up(8, viewer_id=7, server_id=1)
    await services.listings.list_me(7, 1)

    assert (await services.directory.look_up(8, viewer_id=7, server_id=1)).user_id == 8
    assert (await services.directory.look_up(7, viewer_id=8, server_id=None)).name == "Ann"
    with pytest.raises(NotListedError):
        await services.directory.look_up(8, viewer_id=7, server_id=2)


async def test_unlisting_is_at_once_here_or_everywhere(services: Services, db: Database) -> None:
    await keep(db, make_profile(7, listed_in=frozenset({1, 2, 3})))

    await services.listings.unlist(7, 1)
    assert (await services.directory.own(7)).listed_in == {2, 3}

    await services.listings.unlist(7, None)
    assert (await services.directory.own(7)).listed_in == frozenset()


async def test_listing_again_asks_for_consent_again(services: Services, db: Database) -> None:
    await keep(db, make_profile(7))
    before = await services.listings.status(7, 1)

    await services.listings.unlist(7, 1)
    await services.listings.list_me(7, 1)

    after = await services.listings.status(7, 1)
    assert before is not None
    assert after is not None
    assert after.consented_at > before.consented_at


async def test_whoever_was_taken_off_the_list_reads_the_reason(
    services: Services, db: Database
) -> None:
    await services.profiles.describe(7, name="Ann")
    async with db.transaction() as conn:
        await exclusions.put(conn, Exclusion(1, 7, 9, "spam", services.clock()))

    with pytest.raises(ExcludedError) as refused:
        await services.listings.list_me(7, 1)

    assert refused.value.values == {"reason": "spam"}
    await services.listings.list_me(7, 2)


async def test_listing_needs_a_server_and_a_profile_of_ones_own(
    services: Services, db: Database
) -> None:
    with pytest.raises(NoProfileError):
        await services.listings.list_me(7, 1)
    with pytest.raises(ServerNeededError):
        await services.listings.list_me(7, None)

    await keep(db, make_profile(7, listed_in=frozenset()))
    async with db.transaction() as conn:
        await conn.execute("UPDATE profiles SET imported_at = '2026-01-01T00:00:00+00:00'")
    with pytest.raises(NoProfileError):
        await services.listings.list_me(7, 1)
