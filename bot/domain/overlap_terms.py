"""The terms by which one stay leads to others: its town or prefecture together with time.

Time is cut into seasons of twelve months from August, when most people change over, so that
those who left in July share none with those who came in August. That is only how finely the
search cuts; :func:`bot.domain.overlap.overlap` compares months.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.domain.folding import squeeze
from bot.domain.overlap import Mode
from bot.domain.placements import EARLIEST_YEAR, Placement, Span

_FIRST_MONTH = 7
# A stay that goes on has a term for each season up to this one and "now" for all later, so
# that terms written long ago stay true.
_SETTLED = 2026
_LAST = 2049
# How many years one question covers, so that a large town does not answer with everybody.
_WINDOWS = (2, 6, 24, 200)


def stay_terms(stay: Placement) -> Iterator[str]:
    """Yield the terms of a stay as somebody may see it."""
    town = town_term(stay.prefecture, stay.town, stay.town_code)
    if town:
        yield town
    span = stay.span
    if span is None:
        return
    yield _came("", span.first // 12)
    for place in filter(None, (town, _prefecture_term(stay))):
        yield _came(place, span.first // 12)
        yield from _seasons(place, span, _SETTLED)
    if town and span.last is not None:
        yield _left(town, span.last // 12)


def town_term(prefecture: str | None, town: str | None, town_code: str | None) -> str | None:
    """Return the term of a town: by its code, else by its name within its prefecture."""
    if town_code:
        return f"t{town_code}"
    return f"p{prefecture}u{squeeze(town)}" if prefecture and town else None


def stages(mine: Placement, mode: Mode) -> Iterator[frozenset[str]]:
    """Yield terms of those whose stay may meet mine; each stage ranks before the next."""
    span, prefecture = mine.span, _prefecture_term(mine)
    town = town_term(mine.prefecture, mine.town, mine.town_code)
    if span is None:
        return
    match mode:
        case Mode.TOGETHER:
            for place in filter(None, (town, prefecture)):
                yield frozenset(_seasons(place, span, _LAST))
        case Mode.BEFORE if town:
            years = range(span.first // 12, EARLIEST_YEAR - 1, -1)
            yield from (frozenset(_left(town, year) for year in part) for part in _parts(years))
        case Mode.AFTER if town and span.last is not None:
            yield from came_stages(town, range(span.last // 12, _LAST + 1))
        case Mode.SAME_YEAR:
            for place in (town, prefecture, ""):
                if place is not None:
                    yield frozenset({_came(place, span.first // 12)})
        case _:
            return


def came_stages(town: str, years: range) -> Iterator[frozenset[str]]:
    """Yield the terms of those who came to a town within these years, in their order."""
    yield from (frozenset(_came(town, year) for year in part) for part in _parts(years))


def _parts(years: range) -> Iterator[Iterable[int]]:
    start = 0
    for length in _WINDOWS:
        if part := years[start : start + length]:
            yield part
        start += length


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
    return f"{place}s{year}"


def _left(place: str, year: int) -> str:
    return f"{place}x{year}"
