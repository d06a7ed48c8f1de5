"""When and where invented people were in Japan, by the programme's published figures."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from bot.demo.people.odds import Odds
from bot.demo.people.texts import Texts
from bot.domain.placements import CALENDAR_YEAR, Changeover, Placement, When
from bot.reference import municipalities, prefectures
from bot.reference.municipalities import Municipality
from bot.reference.programmes import Programme

# How long people stay, so that the arrivals add up to the programme's published total.
LENGTHS = {1: 34, 2: 28, 3: 20, 4: 9, 5: 9}
_ROLES = {"ALT": 90, "CIR": 9, "SEA": 1}
_SIZES = {"city": 6, "special ward": 3, "town": 4, "village": 1, "ward": 1}
_EARLIER_SCHEMES = 0.003
_MONTHS_KNOWN = 0.15
_MOVED = 0.1
_FORMER_TOWN = 0.12
_MERGERS = 2005
_HOMES = {"02202", "39201"}
"""Hirosaki and Kochi: where those whom a visitor can be look for others."""
_HOMES_WEIGH = 10


class Stays:
    """Draw placements for participants, alumni and locals."""

    def __init__(self, programme: Programme, texts: Texts) -> None:
        self._programme = programme
        self._changeover = Changeover(programme.arrival_month, programme.departure_month)
        self._latest = max(programme.participants_by_year)
        self._first_years = Odds(arrivals(programme.participants_by_year))
        self._lengths = Odds(LENGTHS)
        self._roles = Odds(_ROLES)
        self._ties = tuple(tie.code for tie in programme.ties)
        self._towns = _skewed_towns()
        self._designated = {city.code for city in municipalities.designated_cities()}
        self._texts = texts

    def on_programme(self, chance: Random) -> tuple[Placement, ...]:
        """Return the stays of somebody who came with the programme, in order."""
        first, length = self._first_years.draw(chance), self._lengths.draw(chance)
        if chance.random() < _EARLIER_SCHEMES:
            first = self._programme.first_year - chance.randint(1, 8)
        role, exact = self._roles.draw(chance), chance.random() < _MONTHS_KNOWN
        moved = chance.randint(1, length - 1) if length > 1 and chance.random() < _MOVED else 0
        parts = [moved, length - moved] if moved else [length]
        stays: list[Placement] = []
        for years in parts:
            stays.append(self._stay(first, years, role, chance, exact=exact))
            first += years
            if stays[-1].until is None:
                break
        return tuple(stays)

    def of_local(self, chance: Random) -> tuple[Placement, ...]:
        """Return the one stay of somebody who lives or lived there."""
        town = self._towns.draw(chance)
        since = chance.randint(self._programme.first_year, self._latest)
        until = None if chance.random() < 0.7 else When(chance.randint(since, self._latest))
        return (
            Placement(
                id=0,
                prefecture=town.prefecture,
                town=town.kanji if chance.random() < 0.5 else town.name,
                town_code=town.code,
                job=chance.choice(self._ties),
                since=When(since),
                until=until,
                programme=self._programme.code,
                changeover=CALENDAR_YEAR,
            ),
        )

    def _stay(self, first: int, years: int, role: str, chance: Random, *, exact: bool) -> Placement:
        prefecture, town, code = self._town(first, chance)
        goes_on = first + years > self._latest
        return Placement(
            id=0,
            prefecture=prefecture,
            town=town,
            town_code=code,
            job=role,
            since=When(first, self._changeover.arrival if exact else None),
            until=None
            if goes_on
            else When(first + years, self._changeover.departure if exact else None),
            organisation=self._organisation(code, chance),
            school=f"{town} {chance.choice(self._texts.schools)}"
            if chance.random() < 0.3
            else None,
            programme=self._programme.code,
            changeover=self._changeover,
        )

    def _town(self, year: int, chance: Random) -> tuple[str, str, str | None]:
        """Draw a town; some of those before the great mergers are on no list any more."""
        if year < _MERGERS and chance.random() < _FORMER_TOWN:
            prefecture, town = chance.choice(self._texts.former_towns)
            return prefecture, town, None
        found = self._towns.draw(chance)
        return found.prefecture, found.name, found.code

    def _organisation(self, town_code: str | None, chance: Random) -> str:
        drawn = chance.random()
        if drawn < 0.05:
            return "private_school"
        if drawn < 0.4:
            return "prefecture"
        return "designated_city" if town_code in self._designated else "municipality"


def arrivals(participants: Mapping[int, int]) -> dict[int, float]:
    """Work out who came each year from who was there: figures include those who stayed on.

    In the years without a figure nobody could enter.
    """
    total = sum(LENGTHS.values())
    staying = [sum(w for length, w in LENGTHS.items() if length > age) / total for age in range(5)]
    came: dict[int, float] = {}
    for year in range(min(participants), max(participants) + 1):
        still = sum(came.get(year - age, 0) * staying[age] for age in range(1, 5))
        came[year] = max(0.0, participants[year] - still) if year in participants else 0.0
    return came


def _skewed_towns() -> Odds[Municipality]:
    """Weigh towns by size and by luck: some take thirty people a year, most one or two."""
    luck = Random("towns")  # noqa: S311 - the same towns are large for every seed
    return Odds(
        {
            town: _SIZES[town.kind]
            * luck.paretovariate(1.8)
            * (_HOMES_WEIGH if town.code in _HOMES else 1)
            for prefecture in prefectures.all_prefectures()
            for town in municipalities.suggest("", prefecture.code, limit=1_000)
        }
    )
