"""Who gets a seat: the one rule, for every join, leave, guest and change of the limit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


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
