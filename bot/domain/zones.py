"""By which clock somebody reads a time, and how that is known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    """How a zone is known."""

    GIVEN = "given"
    CITY = "city"
    """It is that of the city they live in."""


@dataclass(frozen=True, slots=True)
class OwnZone:
    """The zone of a person, for nobody else to see."""

    zone: str
    """An IANA name."""
    source: Source
    city: int | None = None
    """The city that tells it."""
