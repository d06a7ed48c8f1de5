"""The terms by which one stay leads to others: its town or prefecture together with time.

Time is cut into seasons of twelve months from August, when most people change over, so that
those who left in July share none with those who came in August. That is only how finely the
search cuts; :func:`bot.domain.overlap.overlap` compares months.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.overlap import Mode, town_of
from bot.domain.placements import Placement, Span

_FIRST_MONTH = 7
# A stay that goes on has a term for each season up to this one and "now" for all later, so
# that terms written long ago stay true.
_SETTLED = 2026
_LAST = 2049
_FIRST = 1959  # stands for all years before 1960


def stay_terms(stay: Placement) -> Iterator[str]:
    """Yield the terms of a stay as somebody may see it."""
    town, span = town_of(stay), stay.span
    if town:
        yield town
    if span is None:
        yield from (undated(town),) if town else ()
        return
    yield _came("", span.first // 12)
    for place in filter(None, (town, _prefecture_term(stay))):
        yield _came(place, span.first // 12)
        yield from _seasons(place, span, _SETTLED)
    if town and span.last is not None:
        yield _left(town, span.last // 12)


def stages(mine: Placement, mode: Mode) -> Iterator[frozenset[str]]:
    """Yield terms of those who may be there with me or come the same year, closest place first."""
    span, town, prefecture = mine.span, town_of(mine), _prefecture_term(mine)
    if span is None:
        return
    if mode is Mode.TOGETHER:
        for place in filter(None, (town, prefecture)):
            yield frozenset(_seasons(place, span, _LAST))
    if mode is Mode.SAME_YEAR:
        for place in (town, prefecture, ""):
            if place is not None:
                yield frozenset({_came(place, span.first // 12)})


def years(mine: Placement, mode: Mode) -> list[str]:
    """Return terms of those who may be in my town before or after me, closest in time first."""
    span, town = mine.span, town_of(mine)
    if span is None or town is None:
        return []
    if mode is Mode.BEFORE:
        return [_left(town, year) for year in range(_clamped(span.first // 12), _FIRST - 1, -1)]
    if mode is Mode.AFTER and span.last is not None:
        return [_came(town, year) for year in range(_clamped(span.last // 12), _LAST + 1)]
    return []


def arrivals(town: str, before: int | None = None) -> list[str]:
    """Return terms of those who came to a town, or did before a year, in order."""
    end = _LAST + 1 if before is None else _clamped(before)
    return [_came(town, year) for year in range(_FIRST, end)]


def arrived_in(town: str, year: int) -> str:
    """Return the term of those who came to a town in a year."""
    return _came(town, year)


def undated(town: str) -> str:
    """Return the term of those who were in a town and do not say when."""
    return f"{town}z"


def _seasons(place: str, span: Span, goes_on_until: int) -> Iterator[str]:
    first = _season(span.first)
    last = max(first, goes_on_until) if span.last is None else _season(span.last)
    yield from (f"{place}f{season}" for season in range(first, last + 1))
    if last > _SETTLED or span.last is None:
        yield f"{place}fnow"


def _season(month: int) -> int:
    return (month - _FIRST_MONTH) // 12


def _prefecture_term(stay: Placement) -> str | None:
    return f"p{stay.prefecture}" if stay.prefecture else None


def _came(place: str, year: int) -> str:
    return f"{place}s{_clamped(year)}"


def _left(place: str, year: int) -> str:
    return f"{place}x{_clamped(year)}"


def _clamped(year: int) -> int:
    return min(max(year, _FIRST), _LAST)
