"""What the weekly line of a region says of somebody who is new in it, and when.

This is public. Whoever agreed to it agreed to their name, the years of their stays in the
region, and the city or country they live in now; nothing else is ever in it, and of these only
what they show to all members.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.placements import Placement
from bot.domain.privacy import SeenProfile
from bot.domain.regions import Gazetteer, regions_of

WEEK = timedelta(weeks=1)
LATEST = timedelta(days=3)
"""A line that is later than this is left out: the next one names the people of both weeks."""
LONGEST = 2 * WEEK
MONDAY, HOUR = 0, 9

NAMED = 20
"""How many are named in one line; of the others it says how many."""


@dataclass(frozen=True, slots=True)
class Years:
    """From which year to which somebody was there; ``until`` is None while they still are."""

    since: int
    until: int | None


@dataclass(frozen=True, slots=True)
class Newcomer:
    """All that is said of one person."""

    name: str
    years: tuple[Years, ...] = ()
    city: int | None = None
    country: str | None = None


def newcomer(public: SeenProfile, codes: Collection[str], gazetteer: Gazetteer) -> Newcomer:
    """Return what is said of somebody in a region that has these codes."""
    stays = (
        stay for stay in public.placements if not set(regions_of(stay, gazetteer)).isdisjoint(codes)
    )
    years = dict.fromkeys(found for stay in stays if (found := _years(stay)))
    return Newcomer(public.name, tuple(years), public.city, public.country)


def next_line(now: datetime) -> datetime:
    """Return when the next line is due: each Monday morning."""
    day = now.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    due = day + timedelta(days=(MONDAY - day.weekday()) % 7)
    return due if due > now else due + WEEK


def window(last: datetime | None, now: datetime) -> datetime:
    """Return since when somebody is new: since the last line, but not for ever."""
    return now - WEEK if last is None else max(last, now - LONGEST)


def _years(stay: Placement) -> Years | None:
    if stay.since is None:
        return None
    return Years(stay.since.year, None if stay.until is None else stay.until.year)
