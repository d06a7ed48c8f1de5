"""Who gets a seat: the one rule, for every join, leave, guest and change of the limit.

And until when a seat that became free shortly before the start waits for a yes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody and the guests they bring, who sit together or not at all."""

    user_id: int
    size: int


@dataclass(frozen=True, slots=True)
class Promotion:
    """Who of those that wait gets seats now, and who was passed over meanwhile."""

    seated: tuple[Party, ...] = ()
    passed: tuple[Party, ...] = ()


CLOSE = timedelta(hours=24)
"""Whoever gets a seat so close to the start is asked whether they still come."""
ASKED_FOR = timedelta(hours=3)
FIRM = timedelta(hours=1)
"""In the last hour a seat is a seat: whoever gets one then is not asked."""


def confirm_by(starts_at: datetime, now: datetime) -> datetime | None:
    """Return until when a seat that is given now waits for a yes; None where it needs none.

    It does from 24 hours before the start (that very moment too) until an hour before (that
    moment no longer), for three hours, and never longer than until an hour before the start.
    """
    if not starts_at - CLOSE <= now < starts_at - FIRM:
        return None
    return min(now + ASKED_FOR, starts_at - FIRM)


def promote(free: int | None, waiting: Iterable[Party]) -> Promotion:
    """Give the free seats (None: no limit) to those who wait, strictly in their order.

    A party is seated whole. One that does not fit is passed over, and keeps its turn, once
    somebody behind it is seated. Nobody who has a seat loses it: after the limit was lowered
    ``free`` is negative, and nobody is seated.
    """
    seated: list[Party] = []
    passed: list[Party] = []
    too_large: list[Party] = []
    for party in waiting:
        if free is not None and party.size > free:
            too_large.append(party)
            continue
        if free is not None:
            free -= party.size
        seated.append(party)
        passed += too_large
        too_large.clear()
    return Promotion(tuple(seated), tuple(passed))
