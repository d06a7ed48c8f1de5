"""Languages, as people type them in any language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reference import languages
from bot.reference.resolution import Ambiguous, Found, Unknown


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("English", "en"),
        ("日本語", "ja"),
        ("nihongo", "ja"),
        ("ja", "ja"),
        ("Japnese", "ja"),
        ("Mandarin", "zh"),
        ("廣東話", "yue"),
        ("Tagalog", "fil"),
        ("Deutsch", "de"),
        ("Ελληνικά", "el"),
        ("Te Reo", "mi"),
        ("手話", "ase"),
        ("にほんご", "ja"),
        ("えいご", "en"),
    ],
)
def test_what_people_type_is_understood(typed: str, code: str) -> None:
    assert languages.resolve(typed) == Found(code)
    assert languages.suggest(typed, "en-US")[0] == code


def test_a_name_of_two_languages_is_ambiguous() -> None:
    assert languages.resolve("Serbo-Croatian") == Ambiguous(("sr", "hr"))


@pytest.mark.parametrize("typed", ["Klingon", "", "🗣"])
def test_what_is_no_listed_language_is_unknown(typed: str) -> None:
    assert languages.resolve(typed) == Unknown(())


def test_no_text_lists_the_commonest() -> None:
    assert languages.suggest("", "ja", limit=3) == ["en", "ja", "es"]


@pytest.mark.parametrize("locale", ["en-US", "ja", "fr", "ko", "zh-TW"])
def test_every_language_resolves_from_its_name(locale: str) -> None:
    for code in languages.codes():
        match languages.resolve(languages.name(code, locale)):
            case Found(value):
                assert value == code
            case Ambiguous(values):
                assert code in values
            case Unknown():
                pytest.fail(f"{code} in {locale}")


def test_names_are_in_the_readers_language() -> None:
    assert languages.name("pt", "ja") == "ポルトガル語"
    assert languages.name("pt", "en-GB") == "Portuguese"
    assert languages.name("??", "ja") == "??"


@given(st.text(), st.integers(0, 60))
def test_any_text_gets_an_answer_within_the_limit(text: str, limit: int) -> None:
    assert len(languages.suggest(text, "ja", limit)) <= limit
    assert isinstance(languages.resolve(text), Found | Ambiguous | Unknown)
