"""What a channel reads, in the language or languages that its server set."""

from __future__ import annotations

from bot.i18n import Catalogues, Words

BOTH = ("en", "ja")


def public_words(catalogues: Catalogues, language: str) -> tuple[Words, ...]:
    """Return the words of each language, in the order in which they stand."""
    languages = BOTH if language == "both" else (language,)
    return tuple(catalogues.words(each) for each in languages)
