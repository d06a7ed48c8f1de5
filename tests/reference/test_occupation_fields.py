"""Fields of work, as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reference import occupation_fields
from bot.reference.resolution import Ambiguous, Found, Unknown


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("education", "education"),
        ("教育", "education"),
        ("teacher", "education"),
        ("IT", "technology"),
        ("interpretr", "translation"),
        ("公務員", "government"),
        ("Non-profit and international development", "nonprofit"),
    ],
)
def test_what_people_type_is_understood(typed: str, code: str) -> None:
    found = occupation_fields.resolve(typed)

    assert isinstance(found, Found)
    assert found.value.code == code
    assert occupation_fields.suggest(typed)[0] == code


def test_every_field_resolves_from_its_code_and_both_names() -> None:
    for code in occupation_fields.codes():
        for typed in (code, *(occupation_fields.name(code, locale) for locale in ("en", "ja"))):
            assert occupation_fields.resolve(typed) == Found(occupation_fields.get(code))


def test_no_text_lists_the_fields_in_their_order() -> None:
    assert occupation_fields.suggest("") == list(occupation_fields.codes())[:25]


def test_what_is_no_field_is_unknown() -> None:
    assert occupation_fields.resolve("Klingon") == Unknown(())


@given(st.text(), st.integers(0, 60))
def test_any_text_gets_an_answer_within_the_limit(text: str, limit: int) -> None:
    assert len(occupation_fields.suggest(text, "ja", limit)) <= limit
    assert isinstance(occupation_fields.resolve(text), Found | Ambiguous | Unknown)
