"""The terms by which somebody is found: one letter for what it is, then its value.

The search holds these instead of the profile. A query becomes groups of terms; somebody
whose terms meet every group is a candidate, to be looked at with
:func:`bot.domain.search.match`. That somebody matches implies that the terms meet the groups.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain import privacy
from bot.domain.folding import squeeze
from bot.domain.overlap_terms import stay_terms
from bot.domain.placements import Placement, Span
from bot.domain.privacy import Place, SeenProfile
from bot.domain.profiles import Profile
from bot.domain.search import Filter, Query, is_name, texts
from bot.domain.words import name_words, needed, runs, words

EVERYBODY = "a"
ONE_STAY = "m1"
SEVERAL_STAYS = "m2"
WELCOMES = "i"
"""The term of those who may be introduced to newcomers, in the servers where they agreed."""
NOW = "ynow"

_FIRST_YEAR = 1959  # stands for all years before 1960
_LAST_YEAR = 2049  # stands for all years after it
# What goes on has a term for each year up to this one and NOW for all later, so that terms
# written long ago stay true.
_SETTLED = 2026

Groups = tuple[frozenset[str], ...]
"""Of each group one term must be met."""

_UNSAFE = re.compile(r"[^\w-]")
_STAY = frozenset({Filter.PREFECTURE, Filter.TOWN, Filter.JOB, Filter.YEARS})


@dataclass(frozen=True, slots=True)
class Document:
    """What the search knows of a person.

    ``for_people_of_places`` is empty where they see no more than every member does.
    """

    servers: frozenset[int]
    for_members: frozenset[str]
    places: frozenset[Place] = frozenset()
    for_people_of_places: frozenset[str] = frozenset()
    welcomes_in: frozenset[int] = frozenset()


def document(profile: Profile, welcomes_in: frozenset[int] = frozenset()) -> Document | None:
    """Return what may be found of a person, each layer made of what its readers see."""
    if profile.hidden or profile.imported or not profile.listed_in:
        return None
    by_members = privacy.seen_by_members(profile)
    by_people_of_places = privacy.seen_by_people_of_places(profile)
    places = privacy.countable_places(profile)
    willing = profile.listed_in & welcomes_in
    if not places or by_people_of_places == by_members:
        return Document(profile.listed_in, terms(by_members), welcomes_in=willing)
    around = terms(by_people_of_places)
    return Document(profile.listed_in, terms(by_members), places, around, willing)


def terms(seen: SeenProfile) -> frozenset[str]:
    """Return everything that finds a person for somebody who sees this much of them."""
    return frozenset(_facets(seen)) | {f"w{word}" for word in _words(seen)}


def groups(query: Query) -> Groups:
    """Return what must be met: of each group one term."""
    found = [frozenset(group) for group in _groups(query)]
    return tuple(found) or (frozenset({EVERYBODY}),)


def counting(query: Query) -> tuple[Groups | None, Groups | None]:
    """Return groups that only matching people meet, and groups whose people must be looked at.

    Most queries are answered by the terms alone. Where several things are asked of one stay,
    that is so of people with a single stay; others may be each of them in another one.
    """
    met = groups(query)
    long_run = any(len(run) > 2 and not run.isascii() for run in runs(query.text or ""))
    if long_run or not _are_whole_years(query):
        return None, met
    if len(_STAY.intersection(query.filters) - {Filter.PREFECTURE}) <= 1:
        return met, None
    return (*met, frozenset({ONE_STAY})), (*met, frozenset({SEVERAL_STAYS}))


def city_term(city: int) -> str:
    """Return the term of those who live in a city."""
    return f"c{city}"


def _facets(seen: SeenProfile) -> Iterator[str]:
    yield EVERYBODY
    yield ONE_STAY if len(seen.placements) <= 1 else SEVERAL_STAYS
    single = (
        ("k", seen.kind),
        ("h", seen.home),
        ("n", seen.country),
        ("f", seen.work_field),
    )
    yield from (_term(letter, value) for letter, value in single if value)
    yield from (_term("l", spoken.language) for spoken in seen.languages)
    yield from (_term("o", wish) for wish in seen.open_to)
    if seen.city is not None:
        yield city_term(seen.city)
    for stay in seen.placements:
        yield from _stay_terms(stay)
        yield from stay_terms(stay)


def _stay_terms(stay: Placement) -> Iterator[str]:
    """Yield each fact alone and with its prefecture: two stays must not make up one."""
    where = _term("p", stay.prefecture) if stay.prefecture else ""
    if where:
        yield where
    for fact in _stay_facts(stay):
        yield fact
        if where:
            yield where + fact


def _stay_facts(stay: Placement) -> Iterator[str]:
    if stay.town_code:
        yield _term("t", stay.town_code)
    elif stay.town:
        yield _town_term(stay.town)
    if stay.job:
        yield _term("j", stay.job)
    if stay.span:
        yield from _years_of(stay.span)


def _groups(query: Query) -> Iterator[set[str]]:
    single = (
        ("k", query.kind),
        ("h", query.home),
        ("n", query.lives_in),
        ("f", query.field),
        ("l", query.language),
        ("o", query.open_to),
    )
    yield from ({_term(letter, value)} for letter, value in single if value)
    yield from _stay_groups(query)
    yield from ({f"w{word}"} for word in dict.fromkeys(needed(query.text or "")))


def _stay_groups(query: Query) -> Iterator[set[str]]:
    where = _term("p", query.prefecture) if query.prefecture else ""
    facts: list[set[str]] = []
    if query.town:
        facts.append({_town_term(query.town), *(_term("t", code) for code in query.town_codes)})
    if query.job:
        facts.append({_term("j", query.job)})
    if query.span:
        facts.append(_years_asked_for(query.span))
    yield from ({where + term for term in fact} for fact in facts)
    if where and not facts:
        yield {where}


def _words(seen: SeenProfile) -> Iterator[str]:
    for part, text in texts(seen):
        yield from name_words(text) if is_name(part) else words(text)


def _term(letter: str, value: str) -> str:
    return letter + _UNSAFE.sub("", value).lower()


def _town_term(town: str) -> str:
    return f"u{squeeze(town)}"


def _years_of(span: Span) -> set[str]:
    first = _clamped(span.first // 12)
    last = max(first, _SETTLED) if span.last is None else _clamped(span.last // 12)
    years = range(first, last + 1)
    found = {f"y{year}" for year in years} | {_decade(year) for year in years}
    return found if span.last is not None else found | {NOW}


def _years_asked_for(span: Span) -> set[str]:
    """Cover the span with as few terms as there are: whole decades, else years."""
    first = _clamped(span.first // 12)
    last = _LAST_YEAR if span.last is None else _clamped(span.last // 12)
    found = {NOW} if last > _SETTLED else set[str]()
    for year in range(first, last + 1):
        start = year - year % 10
        is_whole = first <= start and start + 9 <= last
        found.add(_decade(year) if is_whole else f"y{year}")
    return found


def _decade(year: int) -> str:
    return f"y{year // 10}x"


def _clamped(year: int) -> int:
    return min(max(year, _FIRST_YEAR), _LAST_YEAR)


def _are_whole_years(query: Query) -> bool:
    ends = [end for end in (query.since, query.until) if end]
    return all(end.month is None and _FIRST_YEAR < end.year <= _SETTLED for end in ends)
