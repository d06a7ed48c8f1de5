from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.domain.budgets import Budget

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def spend_all(budget: Budget, at: datetime) -> datetime:
    full_at = at
    for _ in range(budget.size):
        assert budget.next_at(full_at) <= at
        full_at = budget.full_after_spending(full_at, at)
    return full_at


def test_a_full_budget_holds_exactly_its_size() -> None:
    budget = Budget(size=5, an_hour=10)

    full_at = spend_all(budget, NOON)

    assert budget.next_at(full_at) == NOON + timedelta(minutes=6)


def test_an_empty_budget_is_full_again_after_its_size_has_come_back() -> None:
    budget = Budget(size=5, an_hour=10)

    full_at = spend_all(budget, NOON)

    assert full_at == NOON + timedelta(minutes=30)
    assert spend_all(budget, full_at) == full_at + timedelta(minutes=30)


def test_waiting_longer_than_needed_saves_nothing_up() -> None:
    budget = Budget(size=2, an_hour=1)
    much_later = NOON + timedelta(days=30)

    full_at = budget.full_after_spending(NOON, NOON)
    full_at = budget.full_after_spending(full_at, much_later)
    full_at = budget.full_after_spending(full_at, much_later)

    assert budget.next_at(full_at) == much_later + timedelta(hours=1)
