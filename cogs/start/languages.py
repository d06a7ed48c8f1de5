"""Languages and levels, written on one line: "English (native), Japanese (basic)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.domain.folding import squeeze
from bot.domain.profiles import Level, Spoken
from bot.i18n import N_, Words
from bot.reference import languages
from bot.ui import vocabulary
from cogs.start.answers import Reader

LANGUAGES_LENGTH = 800
COMMA = N_(", ")

_BETWEEN = re.compile(r"[,、，;；\n]+")
_WITH_LEVEL = re.compile(r"(?P<name>.+)[(（:：](?P<level>[^)）]+)[)）]?")


def written_languages(spoken: Sequence[Spoken], words: Words) -> str:
    """Write languages so that :func:`read_languages` reads them back."""
    return words(COMMA).join(
        words(
            "{language} ({level})",
            language=languages.name(each.language, words.locale),
            level=words(vocabulary.LEVELS[each.level]),
        )
        for each in spoken
    )


def read_languages(reader: Reader, question: str) -> list[Spoken]:
    """Read languages; without a level the first is the own one, others are for conversation."""
    parts = [part.strip() for part in _BETWEEN.split(reader.text(question) or "")]
    return [
        _read(reader, question, part, Level.CONVERSATIONAL if at else Level.NATIVE)
        for at, part in enumerate(filter(None, parts))
    ]


def _read(reader: Reader, question: str, part: str, default: Level) -> Spoken:
    for name, level in _parted(part):
        if name and (meant := _level(level, reader.words)):
            return Spoken(reader.language(question, name), meant)
    return Spoken(reader.language(question, part), default)


def _parted(part: str) -> Iterator[tuple[str, str]]:
    """Return what may be a language and its level: in brackets, the last word, or the first."""
    if match := _WITH_LEVEL.fullmatch(part):
        yield match["name"].strip(), match["level"]
    name, _, level = part.rpartition(" ")
    yield name.rstrip(" -–"), level
    level, _, name = part.partition(" ")
    yield name, level


def _level(typed: str, words: Words) -> Level | None:
    """Return the level that a word names, in the reader's language or in English."""
    for level, name in vocabulary.LEVELS.items():
        if squeeze(typed) in (squeeze(words(name)), squeeze(name)):
            return level
    return None
