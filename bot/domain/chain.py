"""Who was in one town, in the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.domain.placements import Placement, Span
from bot.domain.privacy import SeenProfile


@dataclass(frozen=True, slots=True)
class Link:
    """One stay in a town's chain.

    ``gap`` counts the months before it in which nobody listed was there; ``shared`` are the
    months together with the stay before it in the chain.
    """

    person: SeenProfile
    stay: Placement
    gap: int = 0
    shared: Span | None = None


def chain(stays: Iterable[tuple[SeenProfile, Placement]]) -> Iterator[Link]:
    """Link stays in one town in the order of time; those without years come last."""
    reach: int | None = None
    before: Span | None = None
    for person, stay in sorted(stays, key=lambda pair: order(*pair)):
        span = stay.span
        if span is None:
            yield Link(person, stay)
            continue
        gap = 0 if reach is None else max(0, span.first - reach - 1)
        shared = before.shared(span) if before is not None and before.touches(span) else None
        yield Link(person, stay, gap, shared)
        reach, before = max(reach or 0, span.end), span


def order(person: SeenProfile, stay: Placement) -> tuple[bool, int, int, int]:
    """Return where a stay comes in its chain; those without years come last."""
    span = stay.span
    return (span is None, span.first if span else 0, span.end if span else 0, person.user_id)
