"""Read people out of the rows of a sheet, under the same rules as what members type."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache, partial
from typing import Any, TypeVar

from bot.domain.placements import NOW, Placement, When
from bot.domain.profiles import Audience, Field, Kind, Level, OpenTo, Profile, Spoken
from bot.domain.transfer import IDENTITY, IS, STAY, YES, unshielded
from bot.errors import NotAMonthError, UnknownNameError, UserError
from bot.reference import (
    cities,
    countries,
    languages,
    municipalities,
    occupation_fields,
    prefectures,
    programmes,
)
from bot.reference.cities import City
from bot.reference.resolution import Found, Resolution
from bot.services.placements import checked as checked_stay
from bot.services.profiles import checked as checked_person

T = TypeVar("T")
Chosen = TypeVar("Chosen", bound=StrEnum)

_DIGITS = re.compile("[0-9]{1,19}")
_LARGEST = 2**63 - 1
"""The largest number that a column holds."""


class BadRowError(Exception):
    """A row cannot be taken in; the message says why, for the host."""


def identity(cells: Mapping[str, str]) -> int:
    """Return whose row this is."""
    cell = cells.get(IDENTITY, "")
    if "E+" in cell.upper():
        raise BadRowError(f"{IDENTITY}: a spreadsheet has rounded it; make the column text")
    if not (_DIGITS.fullmatch(cell) and 0 < int(cell) <= _LARGEST):
        raise BadRowError(f"{IDENTITY}: not a Discord user ID, which has digits only")
    return int(cell)


def person(user_id: int, cells: Mapping[str, str]) -> Profile:
    """Read what a row says of a person, who has yet to claim it."""
    kept: dict[str, Any] = {}
    for column, read in _PERSON.items():
        if column in cells or column == "name":
            kept |= _cell(cells, column, lambda text, of=column, read=read: _kept(of, read(text)))
    return Profile(user_id=user_id, imported=True, **kept)


def stay(cells: Mapping[str, str], today: date) -> Placement | None:
    """Read the placement of a row, or None where it has none."""
    if not any(column in cells for column in STAY):
        return None
    said = {column: _cell(cells, column, read) for column, read in _STAY.items()}
    for needed in ("prefecture", "since"):
        if said[needed] is None:
            raise BadRowError(f"{needed}: a placement needs one")
    code: str | None = said.pop("town_code")
    try:
        kept = checked_stay(Placement(id=0, town_code=None, **said), today)
    except UserError as error:
        raise BadRowError(_plain(error)) from error
    town = municipalities.get(code) if kept.town and code else None
    if town is None or town.prefecture != kept.prefecture:
        return kept
    return replace(kept, town_code=town.code)


def _cell(cells: Mapping[str, str], column: str, read: Callable[[str], T]) -> T:
    try:
        return read(unshielded(cells.get(column, "")))
    except UserError as error:
        raise BadRowError(f"{column}: {_plain(error)}") from error
    except ValueError as error:
        raise BadRowError(f"{column}: {error}") from error


def _kept(column: str, value: Any) -> dict[str, Any]:
    return checked_person({column: value})  # type: ignore[misc] - columns are its keys


def _plain(error: UserError) -> str:
    return error.message.format(**error.values)


@lru_cache(maxsize=10_000)
def _resolved(resolve: Callable[[str], Resolution[Any]], text: str) -> Any:
    """Return the one thing a name stands for; the same few come again and again."""
    found = resolve(text)
    if not isinstance(found, Found):
        raise UnknownNameError(text=text)
    return found.value


def _city(text: str) -> int:
    found: City = cities.of_id(text) or _resolved(cities.resolve, text)
    return found.id


def _text(text: str) -> str | None:
    return text or None


def _prefecture(text: str) -> str | None:
    return _resolved(prefectures.resolve, text).code if text else None


def _programme(text: str) -> str:
    programme = programmes.get(text) if text else programmes.default()
    if programme is None:
        raise UnknownNameError(text=text)
    return programme.code


def _until(text: str) -> When | None:
    return None if text.casefold() in NOW else _when(text)


def _when(text: str) -> When | None:
    if not text:
        return None
    when = When.parse(text)
    if when is None:
        raise NotAMonthError(text=text)
    return when


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _switch(text: str) -> bool:
    return _one_of(_Switch, text) is _Switch.YES


class _Switch(StrEnum):
    YES = YES
    NO = "no"


def _one_of(kind: type[Chosen], text: str) -> Chosen:
    try:
        return kind(text.strip().casefold())
    except ValueError:
        raise ValueError(f"it is one of {', '.join(kind)}") from None


def _several(kind: type[Chosen], text: str) -> frozenset[Chosen]:
    return frozenset(_one_of(kind, entry) for entry in text.split())


def _pairs(text: str) -> list[tuple[str, str]]:
    """Split "ja:fluent en:native"."""
    pairs = [entry.partition(IS) for entry in text.split()]
    return [(name, value) for name, _, value in pairs]


def _languages(text: str) -> tuple[Spoken, ...]:
    return tuple(
        Spoken(_resolved(languages.resolve, name), _one_of(Level, level))
        for name, level in _pairs(text)
    )


def _audiences(text: str) -> dict[Field, Audience]:
    return {_one_of(Field, part): _one_of(Audience, who) for part, who in _pairs(text)}


_country = partial(_resolved, countries.resolve)

_PERSON: Mapping[str, Callable[[str], Any]] = {
    "name": str,
    "reading": str,
    "kind": partial(_one_of, Kind),
    "home": _country,
    "country": _country,
    "city": _city,
    "languages": _languages,
    "occupation": str,
    "work_field": lambda text: _resolved(occupation_fields.resolve, text).code,
    "about": str,
    "interests": str,
    "links": str.split,
    "open_to": partial(_several, OpenTo),
    "audiences": _audiences,
    "hidden": _switch,
    "confirmed_at": _moment,
}
_STAY: Mapping[str, Callable[[str], Any]] = {
    "programme": _programme,
    "prefecture": _prefecture,
    "town": _text,
    "town_code": _text,
    "organisation": _text,
    "school": _text,
    "job": _text,
    "since": _when,
    "until": _until,
}
