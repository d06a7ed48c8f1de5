from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.services.services import Services
from bot.storage.database import Database

TYPED = {"prefecture": "London"}


class Watch:
    """A clock that moves only when told."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Watch:
    return Watch()


async def kept(db: Database) -> list[int]:
    async with db.reader() as conn, conn.execute("SELECT user_id FROM drafts") as cursor:
        return [row["user_id"] async for row in cursor]


async def test_a_form_is_kept_as_it_was_typed_last(services: Services) -> None:
    await services.drafts.keep(7, "placement:0", {"prefecture": "Paris"})
    await services.drafts.keep(7, "placement:0", TYPED)

    assert await services.drafts.get(7, "placement:0") == TYPED


async def test_it_is_kept_for_one_form_of_one_person(services: Services) -> None:
    await services.drafts.keep(7, "placement:0", TYPED)

    assert await services.drafts.get(7, "now:0") is None
    assert await services.drafts.get(8, "placement:0") is None


async def test_it_is_forgotten_once_saved(services: Services, db: Database) -> None:
    await services.drafts.keep(7, "placement:0", TYPED)

    await services.drafts.drop(7, "placement:0")

    assert await kept(db) == []


async def test_it_is_forgotten_after_a_day(services: Services, db: Database, clock: Watch) -> None:
    await services.drafts.keep(7, "placement:0", TYPED)

    clock.now += timedelta(days=1, seconds=1)
    assert await services.drafts.get(7, "placement:0") is None

    await services.drafts.keep(8, "placement:0", TYPED)
    await services.drafts.forget_old()
    assert await kept(db) == [8]


async def test_it_is_forgotten_with_its_person(services: Services, db: Database) -> None:
    await services.profiles.describe(7, name="Ann")
    await services.drafts.keep(7, "placement:0", TYPED)
    await services.drafts.keep(8, "placement:0", TYPED)

    await services.profiles.delete(7)

    assert await kept(db) == [8]
