"""The one direct message to newcomers: only where switched on, and never many at once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.domain.outbox import Row
from bot.services.arrivals import LONGEST, PACE
from bot.services.outbox import Room
from bot.services.services import Services
from bot.storage.database import Database
from tests.factories import make_profile
from tests.people import keep
from tests.time import MONDAY, Time

SERVER, ALICE = 1, 7
EVERYTHING = Room(100, 100)


@pytest.fixture
def clock() -> Time:
    return Time()


async def due(db: Database) -> dict[str, datetime]:
    async with db.reader() as conn:
        rows = await conn.execute_fetchall("SELECT place, due_at FROM outbox ORDER BY due_at")
    return {row["place"]: datetime.fromisoformat(row["due_at"]) for row in rows}


async def test_nobody_is_written_to_unless_the_server_wants_it(
    services: Services, db: Database
) -> None:
    await services.arrivals.joined(SERVER, ALICE)

    assert await due(db) == {}


async def test_people_are_written_to_one_after_the_other_and_not_who_is_listed_or_gone(
    services: Services, db: Database, clock: Time
) -> None:
    await services.settings.set(SERVER, "welcome_message", "on")
    await keep(db, make_profile(ALICE))
    await services.moderation.unlist(SERVER, 8, moderator_id=1, reason="Spam")

    for user_id in (ALICE, 8, 20, 21, 22):
        await services.arrivals.joined(SERVER, user_id)
    await services.arrivals.left(SERVER, 21)

    assert await due(db) == {"user:20": MONDAY, "user:22": MONDAY + 2 * PACE}
    [row] = (await services.outbox.turn((), EVERYTHING)).rows
    assert await services.arrivals.is_wanted(row)
    clock.now += LONGEST + timedelta(minutes=1)
    assert not await services.arrivals.is_wanted(row), "a welcome that late is none"


async def test_in_a_raid_most_are_not_written_to(services: Services, db: Database) -> None:
    await services.settings.set(SERVER, "welcome_message", "on")
    async with db.transaction() as conn:
        await conn.execute(
            "INSERT INTO moments VALUES (?, 'arrival', ?)", (SERVER, (MONDAY + LONGEST).isoformat())
        )

    await services.arrivals.joined(SERVER, ALICE)

    assert await due(db) == {}


async def test_switching_it_off_stops_what_waits(services: Services, clock: Time) -> None:
    await services.settings.set(SERVER, "welcome_message", "on")
    await services.arrivals.joined(SERVER, ALICE)
    rows: list[Row] = (await services.outbox.turn((), EVERYTHING)).rows

    await services.settings.set(SERVER, "welcome_message", "off")

    assert [await services.arrivals.is_wanted(row) for row in rows] == [False]
