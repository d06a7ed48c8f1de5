from __future__ import annotations

import pytest

from bot.domain.profiles import Level, Spoken
from bot.i18n import Catalogues
from bot.reference import languages
from cogs.start.answers import Reader
from cogs.start.languages import read_languages, written_languages

WORDS = {locale: Catalogues.read().words(locale) for locale in ("en", "ja")}


def read(typed: str, locale: str = "en") -> list[tuple[str, Level]]:
    spoken = read_languages(Reader({"languages": typed}, WORDS[locale]), "languages")
    return [(each.language, each.level) for each in spoken]


@pytest.mark.parametrize("locale", WORDS)
@pytest.mark.parametrize("level", Level)
def test_every_language_is_read_back_as_it_was_written(locale: str, level: Level) -> None:
    for code in languages.codes():
        written = written_languages([Spoken(code, level)], WORDS[locale])

        assert read(written, locale) == [(code, level)]


def test_without_a_level_the_first_is_the_own_language() -> None:
    assert read("Irish, English, Japanese") == [
        ("ga", Level.NATIVE),
        ("en", Level.CONVERSATIONAL),
        ("ja", Level.CONVERSATIONAL),
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "English (native), Japanese (basic)",
        "English（native）、日本語（basic）",
        "english: native; Japanese: Basic",
        "English (Native)\nJapanese (basic)\n",
        "English native, Japanese basic",
        "native English, Basic Japanese",
        "English - native, Japanese – basic",
    ],
)
def test_it_is_read_however_it_is_punctuated(typed: str) -> None:
    assert read(typed) == [("en", Level.NATIVE), ("ja", Level.BASIC)]


def test_levels_are_read_in_the_readers_language_and_in_english() -> None:
    assert read("日本語（母語）、英語（fluent）", "ja") == [
        ("ja", Level.NATIVE),
        ("en", Level.FLUENT),
    ]


def test_nothing_typed_is_no_language() -> None:
    assert read(" , 、") == []
