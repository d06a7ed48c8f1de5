"""Let people ask much and scripts little: the directory is worth harvesting."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from bot.domain import settings
from bot.domain.budgets import Budget, BudgetKind
from bot.domain.settings import Setting
from bot.errors import BudgetSpentError
from bot.services.clock import Clock
from bot.services.settings import understood
from bot.storage import budgets, profiles
from bot.storage.database import Connection, Database

_SETTINGS: Mapping[BudgetKind, tuple[Setting[int], Setting[int]]] = {
    "searches": (settings.SEARCH_BUDGET, settings.SEARCH_REFILL),
    "cards": (settings.CARD_BUDGET, settings.CARD_REFILL),
}


class Budgets:
    """Count what each person has asked for, over all servers together."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def spend(self, user_id: int, server_id: int | None, kind: BudgetKind) -> None:
        """Spend one search or card; raise BudgetSpentError, which says when to come back.

        Whoever has no profile sees nobody, so nothing is counted for them.
        """
        async with self._db.transaction() as conn:
            servers = await _servers(conn, user_id) if server_id is None else {server_id}
            await spend(conn, user_id, servers, kind, self._clock())

    async def forget_full(self) -> None:
        """Forget who asked for things, as soon as their budget is full again."""
        async with self._db.transaction() as conn:
            await budgets.forget_full(conn, now=self._clock())


async def spend(
    conn: Connection,
    user_id: int,
    servers: Collection[int],
    kind: BudgetKind,
    now: datetime,
) -> None:
    """Spend by the tightest budget of some servers, within a transaction.

    Raises BudgetSpentError.
    """
    size, refill = _SETTINGS[kind]
    full_at, stored = await budgets.look_up(conn, user_id, kind, servers, (size.name, refill.name))
    full_at = full_at or now

    def tightest(setting: Setting[int]) -> int:
        texts = [stored.get((server, setting.name)) for server in servers]
        return min((understood(setting, text) for text in texts), default=setting.default)

    budget = Budget(tightest(size), tightest(refill))
    next_at = budget.next_at(full_at)
    if next_at > now:
        raise BudgetSpentError(when=next_at)
    await budgets.put(conn, user_id, kind, budget.full_after_spending(full_at, now))


async def _servers(conn: Connection, user_id: int) -> Collection[int]:
    """Return the servers of a person, all of which count in a direct message."""
    own = await profiles.get(conn, user_id)
    return own.listed_in if own else ()
