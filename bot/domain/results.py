"""What a search answers with."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.domain.chain import Link
from bot.domain.overlap import Mode, Overlap, town_key
from bot.domain.privacy import SeenProfile
from bot.domain.search import Filter, Query, Reason

PAGE = 5
MOST = 100
"""The most that one search shows or counts: a directory is worth harvesting."""
ENOUGH = 5
"""The most that is counted of another mode, because each has to be looked at."""

Why = Reason | Overlap | Link


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody who was found, as the asker may see them, and why."""

    person: SeenProfile
    reasons: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to leave out of a search that found nobody, and how many that would give."""

    dropped: Filter
    count: int

    @property
    def is_more(self) -> bool:
        """Tell whether counting stopped before the end."""
        return self.count >= MOST


@dataclass(frozen=True, slots=True)
class Town:
    """A town as it was asked for; without a code where none of today has this name."""

    prefecture: str
    name: str
    code: str | None

    @property
    def key(self) -> str:
        """Return what is the same for all stays there."""
        return town_key(self.prefecture, self.name, self.code) or ""


@dataclass(frozen=True, slots=True)
class Page:
    """Up to five of those found.

    ``nearest`` is filled only on the first page of a search without filters. ``sorted_among``
    is how many were sorted, where there are more; ``is_capped`` says that more are not shown.
    ``suggestions`` are for when nobody was found; ``city`` and ``km`` are what was searched.
    ``mode`` is that of an overlap, ``other_modes`` say how many others would find when this one
    finds nobody. ``town`` is that of a chain, ``my_place`` where the asker stands in it.
    """

    search_id: str
    number: int
    found: tuple[Found, ...]
    has_next: bool
    is_capped: bool = False
    query: Query = field(default_factory=Query)
    nearest: tuple[Found, ...] = ()
    sorted_among: int | None = None
    suggestions: tuple[Suggestion, ...] = ()
    city: int | None = None
    km: int | None = None
    mode: Mode | None = None
    other_modes: tuple[tuple[Mode, int], ...] = ()
    town: Town | None = None
    my_place: int | None = None
