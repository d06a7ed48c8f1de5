from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import open_services
from bot.domain.settings import CARD_BUDGET, SEARCH_BUDGET
from bot.errors import BudgetSpentError
from bot.services.services import Services
from bot.storage.database import Database
from tests.factories import make_profile
from tests.people import keep

ALICE, SERVER, OTHER_SERVER = 7, 1, 2


class Watch:
    """A clock that moves only when told."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Watch:
    return Watch()


@pytest.fixture(autouse=True)
async def alice(db: Database) -> None:
    await keep(db, make_profile(ALICE, listed_in=frozenset({SERVER, OTHER_SERVER})))


async def spend(services: Services, times: int, server: int | None = SERVER) -> int:
    """Return how many of so many attempts were granted."""
    granted = 0
    for _ in range(times):
        try:
            await services.budgets.spend(ALICE, server, "cards")
        except BudgetSpentError:
            continue
        granted += 1
    return granted


async def test_so_many_are_granted_at_once_and_no_more(services: Services) -> None:
    assert await spend(services, CARD_BUDGET.default + 5) == CARD_BUDGET.default


async def test_the_refusal_says_when_to_come_back_and_then_it_works(
    services: Services, clock: Watch
) -> None:
    await services.settings.set(SERVER, "card_budget", "1")
    await services.settings.set(SERVER, "card_refill", "2")
    await spend(services, 1)

    with pytest.raises(BudgetSpentError) as refusal:
        await services.budgets.spend(ALICE, SERVER, "cards")

    back_at = clock.now + timedelta(minutes=30)
    assert refusal.value.values["when"] == back_at
    clock.now = back_at
    await services.budgets.spend(ALICE, SERVER, "cards")


async def test_a_refused_attempt_costs_nothing(services: Services, clock: Watch) -> None:
    await services.settings.set(SERVER, "card_budget", "1")
    await services.settings.set(SERVER, "card_refill", "1")
    await spend(services, 10)

    clock.now += timedelta(hours=1)

    assert await spend(services, 2) == 1


async def test_searches_and_cards_have_budgets_of_their_own(services: Services) -> None:
    await spend(services, CARD_BUDGET.default)

    for _ in range(SEARCH_BUDGET.default):
        await services.budgets.spend(ALICE, SERVER, "searches")


async def test_another_server_is_no_second_budget(services: Services) -> None:
    await spend(services, CARD_BUDGET.default)

    assert await spend(services, 1, OTHER_SERVER) == 0


async def test_a_direct_message_has_the_tightest_budget_of_the_servers(services: Services) -> None:
    await services.settings.set(OTHER_SERVER, "card_budget", "2")

    assert await spend(services, 5, None) == 2


async def test_requests_at_the_same_time_cannot_overspend(services: Services) -> None:
    await services.settings.set(SERVER, "card_budget", "5")

    answers = await asyncio.gather(
        *(services.budgets.spend(ALICE, SERVER, "cards") for _ in range(20)),
        return_exceptions=True,
    )

    assert sum(answer is None for answer in answers) == 5


async def test_a_restart_refills_nothing(services: Services, tmp_path: Path, clock: Watch) -> None:
    await spend(services, CARD_BUDGET.default)

    async with open_services(tmp_path / "alumni.db", clock=clock) as restarted:
        assert await spend(restarted, 1) == 0


async def test_nothing_is_kept_about_somebody_without_a_profile(
    services: Services, db: Database
) -> None:
    await services.budgets.spend(99, SERVER, "searches")

    async with db.reader() as conn, conn.execute("SELECT * FROM budgets") as cursor:
        assert await cursor.fetchall() == []


async def test_starting_again_does_not_fill_a_budget(services: Services, db: Database) -> None:
    await keep(db, make_profile(7))
    await services.settings.set(1, "card_budget", "1")
    await services.budgets.spend(7, 1, "cards")
    await services.profiles.delete(7)
    await keep(db, make_profile(7))

    with pytest.raises(BudgetSpentError):
        await services.budgets.spend(7, 1, "cards")
