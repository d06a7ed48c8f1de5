"""Drawing things that turn up more or less often."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Mapping
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Odds(Generic[T]):
    """Things with their weights; a draw costs less than a microsecond."""

    def __init__(self, weights: Mapping[T, float]) -> None:
        self._things = tuple(weights)
        self._sums = tuple(accumulate(weights.values()))
        self._last = len(self._things) - 1

    def draw(self, chance: Random) -> T:
        """Return one of the things."""
        place = bisect(self._sums, chance.random() * self._sums[-1])
        return self._things[min(place, self._last)]


def falling(things: Iterable[T]) -> Odds[T]:
    """Make the first things the commonest, as names and places are in life."""
    return Odds({thing: 1 / (place + 4) for place, thing in enumerate(things)})


def some(things: tuple[T, ...], count: int, chance: Random) -> tuple[T, ...]:
    """Draw different things; fewer where there are not so many."""
    return tuple(chance.sample(things, min(count, len(things))))
