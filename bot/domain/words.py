"""The words of what people write, as the search knows them.

Chinese characters, kana and Hangul are written without spaces that could be relied on, so
there every character and every two neighbours count as a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.domain.folding import fold

PREFIX = 3
"""The fewest letters that count as the beginning of a name."""

_LONGEST = 40
_RUNS = re.compile("[\u0e00-\u0eff\u2e80-\U0003ffff]+|[^\\s\u0e00-\u0eff\u2e80-\U0003ffff]+")


def runs(text: str) -> list[str]:
    """Part a text into folded words of letters and unbroken runs of characters."""
    return [run if _is_unspaced(run) else run[:_LONGEST] for run in _RUNS.findall(fold(text))]


def words(text: str) -> Iterator[str]:
    """Yield what a text can be found by."""
    for run in runs(text):
        if _is_unspaced(run):
            yield from run
            yield from _pairs(run)
        else:
            yield run


def name_words(text: str) -> Iterator[str]:
    """Yield what a name can be found by: also the beginnings of its words."""
    for run in runs(text):
        if not _is_unspaced(run):
            yield from (run[:length] for length in range(PREFIX, len(run)))
    yield from words(text)


def needed(text: str) -> Iterator[str]:
    """Yield what a text must have among its words to have all that is searched for."""
    for run in runs(text):
        if _is_unspaced(run) and len(run) > 1:
            yield from _pairs(run)
        else:
            yield run


def contains(written: Sequence[str], run: str, *, is_name: bool) -> bool:
    """Tell whether the runs of a text have one that was searched for."""
    if _is_unspaced(run):
        return any(run in each for each in written)
    begins = is_name and len(run) >= PREFIX
    return run in written or (begins and any(each.startswith(run) for each in written))


def _pairs(run: str) -> Iterator[str]:
    return (run[start : start + 2] for start in range(len(run) - 1))


def _is_unspaced(run: str) -> bool:
    return run[0] >= "\u2e80" or "\u0e00" <= run[0] <= "\u0eff"
