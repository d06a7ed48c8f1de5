"""The words of what people write, as the search knows them.

Chinese characters, kana and Hangul are written without spaces that could be relied on, so
there every two neighbours count as a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.folding import fold

PREFIX = 3
"""The fewest letters that count as the beginning of a name."""

_LONGEST = 40
_RUNS = re.compile("[\u0e00-\u0eff\u2e80-\U0003ffff]+|[^\\s\u0e00-\u0eff\u2e80-\U0003ffff]+")


def runs(text: str) -> list[str]:
    """Part a text into folded words of letters and unbroken runs of characters."""
    return [run if _is_unspaced(run) else run[:_LONGEST] for run in _RUNS.findall(fold(text))]


def words(text: str) -> Iterator[str]:
    """Yield what a text can be found by; also what must be found of a text searched for."""
    for run in runs(text):
        if _is_unspaced(run) and len(run) > 1:
            yield from (run[start : start + 2] for start in range(len(run) - 1))
        else:
            yield run


def name_words(text: str) -> Iterator[str]:
    """Yield more for a name: also the beginnings of its words, and each character."""
    for run in runs(text):
        if _is_unspaced(run):
            yield from run
        else:
            yield from (run[:length] for length in range(PREFIX, len(run)))
    yield from words(text)


def contains(text: str, run: str, *, is_name: bool) -> bool:
    """Tell whether a text has a run that :func:`runs` made of a search."""
    if not _is_unspaced(run):
        return run in (name_words(text) if is_name else runs(text))
    if len(run) == 1 and not is_name:
        return run in runs(text)
    return any(run in part for part in runs(text))


def _is_unspaced(run: str) -> bool:
    return run[0] >= "\u2e80" or "\u0e00" <= run[0] <= "\u0eff"
