"""How much one person may ask for: a budget that refills little by little."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

BudgetKind = Literal["searches", "cards"]


@dataclass(frozen=True, slots=True)
class Budget:
    """So many at once, and so many an hour come back.

    What is left of a budget is known from one moment alone: when it is full again.
    """

    size: int
    an_hour: int

    @property
    def _one(self) -> timedelta:
        return timedelta(hours=1) / self.an_hour

    def full_after_spending(self, full_at: datetime, now: datetime) -> datetime:
        """Return when the budget is full again if one more is spent now."""
        return max(full_at, now) + self._one

    def next_at(self, full_at: datetime) -> datetime:
        """Return the first moment at which there is one to spend."""
        return full_at - (self.size - 1) * self._one
