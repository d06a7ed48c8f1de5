"""Positions that put channels in a wanted order while as few as possible move."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

GAP = 10
"""Left between two positions, so that one who comes later fits in without moving others."""

Standing = tuple[int, int] | None
"""Where something stands now: its position, then its id; None for what is not there."""


def positions(standing: Sequence[Standing], *, after: int = 0) -> list[int | None]:
    """Return the position each needs, in the order given; None for those who stay.

    Whoever has none gets one behind ``after``.
    """
    stay = longest_rising(standing)
    placed = [current[0] if current and n in stay else None for n, current in enumerate(standing)]
    wanted: list[int | None] = [None] * len(standing)
    left, first = after, 0
    for here in (*sorted(stay), len(standing)):
        right = placed[here] if here < len(standing) else None
        if first == 0 and right is not None and right <= left:
            left = -1
        count = here - first
        gap = GAP if right is None else min(GAP, (right - left) // (count + 1))
        if count and gap < 1:
            return _anew(standing, after)
        for n in range(count):
            wanted[first + n] = left + gap * (n + 1)
        left, first = right or 0, here + 1
    return wanted


def _anew(standing: Sequence[Standing], after: int) -> list[int | None]:
    """Number all of them, since there is no room between two."""
    numbers = (after + GAP * (n + 1) for n in range(len(standing)))
    return [
        None if current is not None and current[0] == number else number
        for current, number in zip(standing, numbers, strict=True)
    ]


def longest_rising(standing: Sequence[Standing]) -> set[int]:
    """Return the places of the most who are in order already."""
    ends: list[tuple[int, int]] = []
    places: list[int] = []
    before: dict[int, int | None] = {}
    for n, current in enumerate(standing):
        if current is None:
            continue
        length = bisect_left(ends, current)
        before[n] = places[length - 1] if length else None
        if length == len(ends):
            ends.append(current)
            places.append(n)
        else:
            ends[length], places[length] = current, n
    rising: set[int] = set()
    at = places[-1] if places else None
    while at is not None:
        rising.add(at)
        at = before[at]
    return rising
