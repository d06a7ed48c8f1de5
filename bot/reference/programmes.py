"""Exchange programmes, each described by one file in ``data/programmes``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from bot.reference.bilingual import Named
from bot.reference.locales import is_japanese
from bot.reference.tables import DATA

_DEFAULT = "jet"


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the programme; ``published`` is false for what only its alumni say."""

    term: str
    meaning: str
    ja: str
    note: str
    published: bool


@dataclass(frozen=True, slots=True)
class Programme:
    """An exchange programme that brings people to Japan.

    ``roles`` are the participants' jobs, ``ties`` those of the people they live and work with.
    ``participants_by_year`` leaves out years without a published figure. The figures include
    those who stayed on, so they cannot be summed.
    """

    code: str
    en: str
    ja: str
    first_year: int
    arrival_month: int
    departure_month: int
    max_years: int
    roles: tuple[Named, ...]
    ties: tuple[Named, ...]
    organisations: tuple[Named, ...]
    vocabulary: tuple[Term, ...]
    participants_by_year: Mapping[int, int]

    def name(self, locale: str) -> str:
        """Return what readers of a locale call the programme."""
        return self.ja if is_japanese(locale) else self.en

    def role(self, code: str) -> Named | None:
        """Return the role with this code, such as ``ALT``."""
        return _with_code(self.roles, code)

    def tie(self, code: str) -> Named | None:
        """Return the local tie with this code, such as ``host_family``."""
        return _with_code(self.ties, code)

    def organisation(self, code: str) -> Named | None:
        """Return the kind of employer with this code, such as ``designated_city``."""
        return _with_code(self.organisations, code)


def default() -> Programme:
    """Return the programme that a placement belongs to unless it says otherwise."""
    return all_programmes()[0]


def get(code: str) -> Programme | None:
    """Return the programme with this code."""
    return next((each for each in all_programmes() if each.code == code), None)


@cache
def all_programmes() -> tuple[Programme, ...]:
    """Return every programme that has a file, the default one first."""
    files = sorted((DATA / "programmes").glob("*.json"))
    programmes = [parse(json.loads(file.read_text(encoding="utf-8"))) for file in files]
    return tuple(sorted(programmes, key=lambda each: (each.code != _DEFAULT, each.code)))


def parse(described: Mapping[str, Any]) -> Programme:
    """Return the programme that a file describes."""
    named = {
        kind: tuple(Named(**row) for row in described[kind])
        for kind in ("roles", "ties", "organisations")
    }
    figures: Mapping[str, int | None] = described["participants_by_year"]
    return Programme(
        code=described["code"],
        en=described["name"],
        ja=described["name_ja"],
        first_year=described["first_year"],
        arrival_month=described["arrival_month"],
        departure_month=described["departure_month"],
        max_years=described["max_years"],
        vocabulary=tuple(Term(**row) for row in described["vocabulary"]),
        participants_by_year=MappingProxyType(
            {int(year): figure for year, figure in figures.items() if figure is not None}
        ),
        **named,
    )


def _with_code(things: tuple[Named, ...], code: str) -> Named | None:
    return next((each for each in things if each.code == code), None)
