"""What nobody claims does not stay."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.app import open_services
from bot.client import AlumniBot
from bot.domain.greetings import Answer
from bot.domain.search import Query
from bot.domain.transfer import Row
from bot.services.clock import Clock
from bot.services.greetings import KEPT_FOR
from bot.services.services import Services
from bot.services.transfer import UNCLAIMED_FOR
from bot.storage import greetings
from bot.storage.database import Database

START = datetime(2026, 1, 1, tzinfo=UTC)
"""When the simulated world begins."""


@pytest.fixture
async def services(tmp_path: Path, clock: Clock) -> AsyncIterator[Services]:
    """A directory into which people were brought in at several times, long before the start."""
    path = tmp_path / "alumni.db"
    for user_id, days in ((7, 1), (8, -0.5), (9, 1)):
        past = START - UNCLAIMED_FOR - timedelta(days=days)
        async with open_services(path, clock=lambda past=past: past) as earlier:
            row = Row(2, {"discord_id": str(user_id), "name": f"Person {user_id}"})
            await earlier.transfer.bring_in([row])
            if user_id == 9:
                await earlier.profiles.confirm(9)
    async with open_services(path, clock=clock) as opened:
        yield opened


async def test_people_nobody_claimed_for_90_days_go_at_the_start(
    world: Any, services: Services
) -> None:
    await world.env.settle()

    left = [profile.user_id async for profile in services.transfer.hand_out()]

    assert left == [8, 9]


async def test_the_others_go_when_their_day_comes(
    world: Any, simcord_bot: AlumniBot, services: Services
) -> None:
    # Loops that look every minute would make the simulated day a long one.
    for other in set(simcord_bot.extensions) - {"cogs.retention"}:
        await simcord_bot.unload_extension(other)

    await world.env.advance_time(timedelta(days=1, hours=1).total_seconds())

    left = [profile.user_id async for profile in services.transfer.hand_out()]

    assert left == [9]


async def rows(db: Database, table: str) -> int:
    async with db.reader() as conn:
        return len(list(await conn.execute_fetchall(f"SELECT * FROM {table}")))  # noqa: S608


async def test_searches_forms_and_refilled_budgets_go_within_the_hour_after_their_day(
    world: Any, simcord_bot: AlumniBot, services: Services, db: Database
) -> None:
    for other in set(simcord_bot.extensions) - {"cogs.retention"}:
        await simcord_bot.unload_extension(other)
    await services.listings.list_me(9, world.guild.id)
    await services.search.people(9, world.guild.id, Query())
    await services.drafts.keep(9, "placement:0", {"prefecture": "London"})
    kept = "searches", "drafts", "budgets"
    assert [await rows(db, table) for table in kept] == [1, 1, 1]

    await world.env.advance_time(timedelta(hours=25, minutes=1).total_seconds())

    assert [await rows(db, table) for table in kept] == [0, 0, 0]


async def test_hellos_of_long_ago_go_within_the_day(
    world: Any, simcord_bot: AlumniBot, db: Database
) -> None:
    for other in set(simcord_bot.extensions) - {"cogs.retention"}:
        await simcord_bot.unload_extension(other)
    async with db.transaction() as conn:
        await greetings.add(
            conn, 8, 9, message="Hi!", reason=None, at=START - KEPT_FOR, answer=Answer.ACCEPTED
        )

    await world.env.advance_time(timedelta(days=1, minutes=1).total_seconds())

    assert await rows(db, "greetings") == await rows(db, "greetings_counted") == 0
