"""Chapters of alumni associations that are known of: seeds for an admin to accept and edit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bot.reference.tables import read_csv


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter as public pages name it; ``city`` is the GeoNames id of its seat if known.

    ``status`` is ``verified``, ``partly`` (its name or seat is from memory), ``country`` (only
    that the country had one) or ``observer`` (not a member then); ``as_of`` are years.
    """

    slug: str
    country: str
    name: str
    place: str
    city: int | None
    as_of: str
    status: str
    source: str
    note: str


@cache
def all_chapters() -> tuple[Chapter, ...]:
    """Return the seeds, those of a country together."""
    return tuple(
        Chapter(**{**row, "city": int(row["city"]) if row["city"] else None})  # type: ignore[arg-type]
        for row in read_csv("chapters.csv")
    )


def get(slug: str) -> Chapter | None:
    """Return the chapter of a slug such as ``new-york``."""
    return _by_slug().get(slug)


@cache
def _by_slug() -> dict[str, Chapter]:
    return {chapter.slug: chapter for chapter in all_chapters()}
