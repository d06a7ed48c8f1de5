"""What people ask of the directory, and why somebody is an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from bot.domain.folding import squeeze
from bot.domain.placements import Placement, Span, When, month_number
from bot.domain.privacy import SeenProfile
from bot.domain.profiles import Field, Kind, OpenTo, Spoken
from bot.domain.words import contains, runs


class Sort(StrEnum):
    """The order of what was found."""

    CONFIRMED = "confirmed"
    NEWEST = "newest"
    NAME = "name"
    NEAREST = "nearest"


class Filter(StrEnum):
    """One thing asked for, which can also be left out."""

    TEXT = "text"
    PREFECTURE = "prefecture"
    TOWN = "town"
    LIVES_IN = "lives_in"
    HOME = "home"
    JOB = "job"
    KIND = "kind"
    YEARS = "years"
    LANGUAGE = "language"
    FIELD = "field"
    OPEN_TO = "open_to"


_PARTS = {
    Filter.TOWN: ("town", "town_codes"),
    Filter.YEARS: ("since", "until"),
}


@dataclass(frozen=True, slots=True)
class Query:
    """All that a person must be to be found; None asks for nothing.

    ``town`` is as typed; ``town_codes`` are the municipalities it names, if they still exist.
    """

    text: str | None = None
    prefecture: str | None = None
    town: str | None = None
    town_codes: tuple[str, ...] = ()
    lives_in: str | None = None
    home: str | None = None
    job: str | None = None
    kind: Kind | None = None
    since: When | None = None
    until: When | None = None
    language: str | None = None
    field: str | None = None
    open_to: OpenTo | None = None

    @property
    def filters(self) -> tuple[Filter, ...]:
        """Return what is asked for."""
        return tuple(
            each for each in Filter if any(getattr(self, part) for part in _parts_of(each))
        )

    @property
    def span(self) -> Span | None:
        """Return the months a stay must touch, bare years from January to December."""
        if self.since is None and self.until is None:
            return None
        since, until = self.since or When(0), self.until
        last = None if until is None else month_number(until.year, until.month or 12)
        return Span(month_number(since.year, since.month or 1), last)

    def without(self, dropped: Filter) -> Query:
        """Return the query that asks for one thing less."""
        return replace(self, **{part: _NOTHING[part] for part in _parts_of(dropped)})

    def stored(self) -> dict[str, Any]:
        """Return it as plain values that JSON can keep."""
        kept = {part: getattr(self, part) for part in _NOTHING}
        return {
            part: str(value) if isinstance(value, When) else value
            for part, value in kept.items()
            if value
        }

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Query:
        """Undo :meth:`stored`."""
        return cls(**{part: _READERS.get(part, str)(value) for part, value in stored.items()})


_READERS: Mapping[str, Any] = {
    "town_codes": tuple,
    "kind": Kind,
    "since": When.read,
    "until": When.read,
    "open_to": OpenTo,
}
_NOTHING = {part.name: part.default for part in fields(Query)}


def _parts_of(each: Filter) -> tuple[str, ...]:
    return _PARTS.get(each, (each.value,))


@dataclass(frozen=True, slots=True)
class Stayed:
    """A placement that is as asked for; ``is_about`` when that rests on a bare year."""

    stay: Placement
    is_about: bool


@dataclass(frozen=True, slots=True)
class Mentioned:
    """The words are in these parts of the profile; None is the name."""

    parts: tuple[Field | None, ...]


@dataclass(frozen=True, slots=True)
class Speaks:
    """The language asked for, and how well."""

    spoken: Spoken


@dataclass(frozen=True, slots=True)
class Has:
    """A part of the profile has just the value asked for."""

    part: Field
    value: str


@dataclass(frozen=True, slots=True)
class Away:
    """How far the city somebody lives in is, from its centre to the other."""

    km: float


Reason = Stayed | Mentioned | Speaks | Has | Away


def match(seen: SeenProfile, query: Query) -> tuple[Reason, ...] | None:
    """Return why somebody is an answer, from what the asker may see; None if they are not."""
    reasons: list[Reason] = []
    for found in _answers(seen, query):
        if found is None:
            return None
        reasons.append(found)
    return tuple(reasons)


def _answers(seen: SeenProfile, query: Query) -> Iterator[Reason | None]:
    """Yield the reason for each thing asked for, or None where it is not so."""
    if query.prefecture or query.town or query.job or query.since or query.until:
        yield _stay(seen, query)
    wanted = (
        (Field.KIND, query.kind, seen.kind),
        (Field.COUNTRY, query.lives_in, seen.country),
        (Field.HOME, query.home, seen.home),
        (Field.WORK_FIELD, query.field, seen.work_field),
    )
    for part, asked, value in wanted:
        if asked:
            yield Has(part, asked) if asked == value else None
    if query.open_to:
        yield Has(Field.OPEN_TO, query.open_to) if query.open_to in seen.open_to else None
    if query.language:
        spoken = (Speaks(each) for each in seen.languages if each.language == query.language)
        yield next(spoken, None)
    if query.text:
        yield _mention(seen, query.text)


def _stay(seen: SeenProfile, query: Query) -> Stayed | None:
    """Return one stay that is all that was asked of a stay, rather one that surely is."""
    found = [
        Stayed(stay, is_about=not _surely_touches(stay, query.span))
        for stay in seen.placements
        if _is_asked_for(stay, query)
    ]
    return min(found, key=lambda each: each.is_about, default=None)


def _is_asked_for(stay: Placement, query: Query) -> bool:
    return (
        query.prefecture in (None, stay.prefecture)
        and query.job in (None, stay.job)
        and (query.town is None or _is_in(stay, query))
        and (query.span is None or (stay.span is not None and stay.span.touches(query.span)))
    )


def _is_in(stay: Placement, query: Query) -> bool:
    if stay.town_code is not None or not stay.town:
        return stay.town_code in query.town_codes
    return squeeze(stay.town) == squeeze(query.town or "")


def _surely_touches(stay: Placement, asked: Span | None) -> bool:
    """Tell whether the stay touches the span whichever months its bare years stand for."""
    if asked is None or stay.since is None:
        return True
    earliest_first = month_number(stay.since.year, stay.since.month or 1)
    latest_first = month_number(stay.since.year, stay.since.month or 12)
    if stay.until is None:
        return Span(latest_first, None).touches(asked)
    earliest_last = month_number(stay.until.year, stay.until.month or 1)
    latest_last = month_number(stay.until.year, stay.until.month or 12)
    # Whichever months are meant, the stay has begun by the one and not ended before the other.
    begun, ended = min(latest_first, latest_last), max(earliest_first, earliest_last)
    return asked.first <= ended and (asked.last is None or begun <= asked.last)


def texts(seen: SeenProfile) -> Iterator[tuple[Field | None, str]]:
    """Yield everything that words are looked for in, by its part; None is the name."""
    yield None, seen.name
    whole = (
        (Field.READING, seen.reading),
        (Field.OCCUPATION, seen.occupation),
        (Field.ABOUT, seen.about),
        (Field.INTERESTS, seen.interests),
    )
    yield from ((part, text) for part, text in whole if text)
    for stay in seen.placements:
        yield from ((Field.TOWN, stay.town),) if stay.town else ()
        yield from ((Field.SCHOOL, stay.school),) if stay.school else ()


def is_name(part: Field | None) -> bool:
    """Tell whether a text is a name, which is also found by its beginning."""
    return part in (None, Field.READING)


def _mention(seen: SeenProfile, asked: str) -> Mentioned | None:
    """Return the parts that have the words asked for between them."""
    missing = set(runs(asked))
    parts: dict[Field | None, None] = {}
    for part, text in texts(seen):
        written = runs(text)
        found = {run for run in missing if contains(written, run, is_name=is_name(part))}
        if found:
            parts[part] = None
            missing -= found
        if not missing:
            return Mentioned(tuple(parts)) if parts else None
    return None
