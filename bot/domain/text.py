"""What is kept of a text somebody typed: only what can be seen, and does no harm."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MARKS_IN_A_ROW = 2
"""Enough for every living script; more are piled up to climb over other people's lines."""

_JOINERS = "\u200c\u200d"
# They hold emoji together and shape Persian and Indic words; elsewhere they only hide.
_STRAY_JOINERS = re.compile(rf"(?<![^\s{_JOINERS}])[{_JOINERS}]|[{_JOINERS}](?![^\s{_JOINERS}])")
_LINE_ENDS = re.compile(r"\r\n?|[\n\v\f\x85\u2028\u2029]")
_BLANK_LINES = re.compile(r"\n{3,}")
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def one_line(text: str) -> str:
    """Clean a text and put it on one line."""
    spaced = _LINE_ENDS.sub(" ", text).replace("\t", " ")
    seen = "".join(filter(_is_harmless, spaced))
    joined = _STRAY_JOINERS.sub("", " ".join(seen.split()))
    return _without_heaps(unicodedata.normalize("NFC", joined)).strip()


def lines(text: str) -> str:
    """Clean a text that may have paragraphs: line breaks stay, at most one blank line between."""
    kept = (one_line(line) for line in _LINE_ENDS.split(text))
    return _BLANK_LINES.sub("\n\n", "\n".join(kept)).strip()


def is_visible(text: str) -> bool:
    """Tell whether at least one character leaves a trace on the screen."""
    return any(
        unicodedata.category(char)[0] in "LNPS" and char not in _BLANK_LETTERS for char in text
    )


@lru_cache(maxsize=10_000)
def _is_harmless(char: str) -> bool:
    """Tell control, direction and zero-width characters from those that can be read."""
    return char in _JOINERS or unicodedata.category(char)[0] != "C"


@lru_cache(maxsize=10_000)
def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Me")


def _without_heaps(text: str) -> str:
    """Drop combining marks beyond the few that one letter can need."""
    if not any(map(_is_mark, text)):
        return text
    kept: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if _is_mark(char) else 0
        if marks <= MARKS_IN_A_ROW:
            kept.append(char)
    return "".join(kept)
