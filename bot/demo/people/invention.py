"""People of every kind, as they might describe themselves."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from bot.demo.people.names import Names, read_names
from bot.demo.people.odds import Odds, falling, some
from bot.demo.people.stays import Stays
from bot.demo.people.texts import Texts, read_texts
from bot.domain.privacy import JAPAN
from bot.domain.profiles import Audience, Field, Kind, Level, OpenTo, Profile, Spoken
from bot.reference import cities, countries, occupation_fields, programmes

FIRST_USER_ID = 100_000_000_000_000_000
LATEST_CONFIRMATION = datetime(2026, 11, 1, tzinfo=UTC)

_ORIGINS = Path(__file__).with_name("origins.json")
_GROUPS = {Kind.ALUMNUS: 93.0, Kind.LOCAL: 4.5, Kind.FRIEND: 2.5}
_LEVELS = {Level.BASIC: 3.0, Level.CONVERSATIONAL: 4.0, Level.FLUENT: 3.0}
_LIVES = {"home": 72.0, "japan": 16.0, "abroad": 12.0}
_AUDIENCES = {Audience.MEMBERS: 3.0, Audience.PLACES: 4.0, Audience.ONLY_ME: 3.0}
_COUNTRIES = 80
_ALL_ROUND = 21_000  # kilometres: half the circumference of the earth and more
_CONFIRMED_WITHIN = timedelta(days=5 * 365)


def invent(count: int, seed: int) -> Iterator[Profile]:
    """Invent people, listed nowhere yet; the first ones do not depend on how many there are."""
    inventor = Inventor(Random(seed))  # noqa: S311 - play, not secrecy
    for number in range(count):
        yield inventor.person(FIRST_USER_ID + number)


class Inventor:
    """Draw one person after another."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._names: Names = read_names()
        self._texts: Texts = read_texts()
        self._stays = Stays(programmes.default(), self._texts)
        self._origins = _origins()
        self._homes = Odds({code: origin["weight"] for code, origin in self._origins.items()})
        self._surnames = {code: Odds(origin["names"]) for code, origin in self._origins.items()}
        self._groups, self._levels = Odds(_GROUPS), Odds(_LEVELS)
        self._lives, self._audiences = Odds(_LIVES), Odds(_AUDIENCES)
        self._abroad = falling(countries.codes()[:_COUNTRIES])
        self._fields = falling(occupation_fields.codes())

    def person(self, user_id: int) -> Profile:
        """Invent somebody."""
        group = self._groups.draw(self._chance)
        if group is Kind.LOCAL:
            return self._local(user_id)
        return self._foreigner(user_id, group)

    def _foreigner(self, user_id: int, kind: Kind) -> Profile:
        chance, home = self._chance, self._homes.draw(self._chance)
        stays = self._stays.on_programme(chance) if kind is Kind.ALUMNUS else ()
        if stays and stays[-1].until is None:
            kind = Kind.PARTICIPANT
        country = JAPAN if kind is Kind.PARTICIPANT else self._country(home)
        name, reading = self._names.draw(self._surnames[home].draw(chance), chance)
        details = self._details(country, "en")
        if kind is Kind.PARTICIPANT:
            details["city"] = None  # they live where their placement is
        return Profile(
            user_id=user_id,
            name=name,
            reading=reading,
            kind=kind,
            home=home,
            country=country,
            placements=stays,
            languages=self._languages(self._origins[home]["speaks"]),
            **details,
        )

    def _local(self, user_id: int) -> Profile:
        chance = self._chance
        name, reading = self._names.draw("ja", chance)
        return Profile(
            user_id=user_id,
            name=name,
            reading=reading,
            kind=Kind.LOCAL,
            home=JAPAN,
            country=JAPAN,
            placements=self._stays.of_local(chance),
            languages=(
                Spoken("ja", Level.NATIVE),
                *((Spoken("en", self._levels.draw(chance)),) if chance.random() < 0.7 else ()),
            ),
            **self._details(JAPAN, "ja"),
        )

    def _country(self, home: str) -> str | None:
        match self._lives.draw(self._chance):
            case "home":
                return home
            case "japan":
                return JAPAN
            case _:
                return self._abroad.draw(self._chance)

    def _languages(self, native: list[str]) -> tuple[Spoken, ...]:
        chance = self._chance
        spoken = {native[0]: Level.NATIVE}
        spoken |= {code: self._levels.draw(chance) for code in native[1:] if chance.random() < 0.3}
        if chance.random() < 0.8:
            spoken.setdefault("ja", self._levels.draw(chance))
        return tuple(Spoken(code, level) for code, level in spoken.items())

    def _details(self, country: str | None, language: str) -> dict[str, Any]:
        """Fill in what many people leave out."""
        chance, texts = self._chance, self._texts
        if chance.random() < 0.05:
            language = "ja" if language == "en" else "en"
        return {
            "city": self._city(country) if chance.random() < 0.75 else None,
            "occupation": chance.choice(texts.occupations) if chance.random() < 0.6 else None,
            "work_field": self._fields.draw(chance) if chance.random() < 0.6 else None,
            "about": texts.about(language, chance) if chance.random() < 0.55 else None,
            "interests": texts.interests(language, chance) if chance.random() < 0.5 else None,
            "open_to": frozenset(some(tuple(OpenTo), chance.choice((0, 0, 1, 1, 2, 4)), chance)),
            "audiences": self._choices(),
            "hidden": chance.random() < 0.01,
            "confirmed_at": self._confirmed_at(),
        }

    def _choices(self) -> Mapping[Field, Audience]:
        """Let most keep the defaults, and the others choose for one to six fields."""
        chance = self._chance
        if chance.random() < 0.6:
            return {}
        parts = some(tuple(Field), chance.randint(1, 6), chance)
        return {part: self._audiences.draw(chance) for part in parts}

    def _confirmed_at(self) -> datetime:
        """Draw a moment within five years, a recent one likelier."""
        ago = _CONFIRMED_WITHIN * self._chance.random() ** 2
        return (LATEST_CONFIRMATION - ago).replace(microsecond=0)

    def _city(self, country: str | None) -> int | None:
        odds = _cities().get(country or "")
        return None if odds is None else odds.draw(self._chance)


@cache
def _origins() -> dict[str, Any]:
    return json.loads(_ORIGINS.read_text(encoding="utf-8"))


@cache
def _cities() -> Mapping[str, Odds[int]]:
    """Weigh the cities of each country by their people."""
    populations: dict[str, dict[int, float]] = {}
    for city, _ in cities.within(0, 0, _ALL_ROUND):
        populations.setdefault(city.country, {})[city.id] = city.population
    return {country: Odds(weights) for country, weights in populations.items()}
