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
    months together with the stay before it in the chain. ``is_about`` says that a bare year
    had to be read as months for these.
    """

    person: SeenProfile
    stay: Placement
    gap: int = 0
    shared: Span | None = None
    is_about: bool = False


def chain(stays: Iterable[tuple[SeenProfile, Placement]]) -> Iterator[Link]:
    """Link stays in one town in the order of time; those without years come last."""
    before: Placement | None = None
    reach = 0
    for person, stay in sorted(stays, key=lambda pair: order(*pair)):
        span = stay.span
        if span is None:
            yield Link(person, stay)
            continue
        if before is None or before.span is None:
            yield Link(person, stay)
        else:
            shared = before.span.shared(span) if before.span.touches(span) else None
            gap = max(0, span.first - reach - 1)
            yield Link(person, stay, gap, shared, not (before.is_exact and stay.is_exact))
        before, reach = stay, max(reach, span.end)


def order(person: SeenProfile, stay: Placement) -> tuple[bool, int, int, int]:
    """Return where a stay comes in its chain; those without years come last."""
    span = stay.span
    return (span is None, span.first if span else 0, span.end if span else 0, person.user_id)
