"""What a channel reads, in the language or languages that its server set."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.i18n import Catalogues, Words

BOTH = ("en", "ja")

Each = Sequence[Words]
"""The languages of a channel; a private card has one."""


def public_words(catalogues: Catalogues, language: str) -> tuple[Words, ...]:
    """Return the words of each language, in the order in which they stand."""
    languages = BOTH if language == "both" else (language,)
    return tuple(catalogues.words(each) for each in languages)


def in_each(each: Each, write: Callable[[Words], str]) -> str:
    """Write something in every language of a channel, on one line."""
    return " · ".join(dict.fromkeys(write(words) for words in each))


def lines_in_each(each: Each, write: Callable[[Words], str]) -> list[str]:
    """Write something in every language of a channel, a line each."""
    return list(dict.fromkeys(write(words) for words in each))
