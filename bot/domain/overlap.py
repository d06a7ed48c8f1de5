"""How two stays meet: together, one after the other, or begun in the same year.

Only stays as the viewer may see them come in here, so what is hidden takes no part. A stay
whose years or place are unknown meets nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from bot.domain.folding import squeeze
from bot.domain.placements import Placement, Span


class Mode(StrEnum):
    """In which way somebody else's stay meets mine."""

    TOGETHER = "together"
    BEFORE = "before"
    AFTER = "after"
    SAME_YEAR = "same_year"


class Nearness(IntEnum):
    """How close the places of two stays are; closest first."""

    TOWN = 0
    PREFECTURE = 1
    JAPAN = 2


@dataclass(frozen=True, slots=True)
class Overlap:
    """One stay of somebody else and how it meets one of mine.

    ``shared`` are the months both were there; ``gap`` counts the months between two stays
    of which one came first. ``is_about`` says that a bare year had to be read as months.
    """

    mine: Placement
    theirs: Placement
    mode: Mode
    nearness: Nearness
    shared: Span | None
    gap: int
    is_about: bool

    @property
    def rank(self) -> tuple[int, int]:
        """Sort the same town before the same prefecture, then the closest in time first."""
        return self.nearness, self.gap


def overlap(mine: Placement, theirs: Placement, mode: Mode) -> Overlap | None:
    """Tell how a stay meets mine in this mode, or None."""
    my_span, their_span, near = mine.span, theirs.span, nearness(mine, theirs)
    if my_span is None or their_span is None or not _meets(my_span, their_span, near, mode):
        return None
    return Overlap(
        mine,
        theirs,
        mode,
        near,
        my_span.shared(their_span) if my_span.touches(their_span) else None,
        0 if mode is Mode.SAME_YEAR else _gap(my_span, their_span),
        mode is not Mode.SAME_YEAR and not (mine.is_exact and theirs.is_exact),
    )


def nearness(mine: Placement, theirs: Placement) -> Nearness:
    """Compare the places of two stays."""
    if mine.prefecture is None or mine.prefecture != theirs.prefecture:
        return Nearness.JAPAN
    is_same_town = town_of(mine) is not None and town_of(mine) == town_of(theirs)
    return Nearness.TOWN if is_same_town else Nearness.PREFECTURE


def town_key(prefecture: str | None, town: str | None, town_code: str | None) -> str | None:
    """Return what is the same for all stays in one town: its code, else its name as typed."""
    if town_code:
        return f"t{town_code}"
    return f"p{prefecture}u{squeeze(town)}" if prefecture and town else None


def town_of(stay: Placement) -> str | None:
    """Return the key of the town somebody stayed in."""
    return town_key(stay.prefecture, stay.town, stay.town_code)


def _meets(mine: Span, theirs: Span, near: Nearness, mode: Mode) -> bool:
    match mode:
        case Mode.TOGETHER:
            return near is not Nearness.JAPAN and mine.touches(theirs)
        case Mode.BEFORE:
            return near is Nearness.TOWN and theirs.is_before(mine)
        case Mode.AFTER:
            return near is Nearness.TOWN and mine.is_before(theirs)
        case Mode.SAME_YEAR:
            return mine.first // 12 == theirs.first // 12


def _gap(one: Span, other: Span) -> int:
    """Count the months between two stays; none when one followed at once or they touch."""
    return max(0, one.first - other.end - 1, other.first - one.end - 1)
