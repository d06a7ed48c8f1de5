"""What was changed by hand in Discord, and how a server wants it settled."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.domain.regions import Membership

MOST_REPAIRS = 3
"""So often the same thing is put right within MEMORY; then it stays as it is."""
MEMORY = timedelta(days=7)


class Settling(StrEnum):
    """What becomes of a change by hand: it stands, or it is put right."""

    ADOPT = "adopt"
    REPAIR = "repair"


@dataclass(frozen=True, slots=True)
class Holder:
    """Which roles somebody has just now."""

    user_id: int
    roles: frozenset[int]


@dataclass(frozen=True, slots=True)
class WithRole:
    """Somebody's membership of a region that has a role."""

    membership: Membership
    role_id: int


@dataclass(frozen=True, slots=True)
class Changed:
    """Roles of regions that somebody has, or lacks, other than by belonging."""

    given: frozenset[int]
    taken: frozenset[int]

    def __bool__(self) -> bool:
        return bool(self.given or self.taken)


def changed(
    roles: Collection[int], regional: Collection[int], belongs: Iterable[WithRole]
) -> Changed:
    """Compare the roles somebody has with those they are to have."""
    due = frozenset(each.role_id for each in belongs if each.membership.has_role)
    held = frozenset(regional).intersection(roles)
    return Changed(held - due, due - held)


def verdict(wanted: Settling, *, is_own: bool, times: int) -> Settling:
    """Decide about one change; what people change about themselves always stands."""
    return Settling.ADOPT if is_own or times >= MOST_REPAIRS else wanted
