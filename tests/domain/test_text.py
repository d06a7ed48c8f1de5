"""What is kept of typed texts."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.text import MARKS_IN_A_ROW, is_visible, lines, one_line


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ann \t Lee\n", "Ann Lee"),
        ("山田\u3000花子", "山田 花子"),
        ("\u202eevil\u202c", "evil"),
        ("a\u200bb\ufeffc\u00add", "abcd"),
        ("Jose\u0301", "José"),
        ("Z" + "\u0335\u0334\u0338\u0321" * 20, "Z\u0335\u0334"),
        ("👩\u200d🏫", "👩\u200d🏫"),
        ("علی\u200cرضا", "علی\u200cرضا"),
        ("\u200d\u200dAnn\u200d", "Ann"),
        ("a\x00\x1b[31mb", "a[31mb"),
    ],
)
def test_a_line_keeps_what_can_be_read(typed: str, kept: str) -> None:
    assert one_line(typed) == kept


def test_paragraphs_stay_and_gaps_between_them_shrink() -> None:
    assert lines("one\r\n two  words\n\n\n\n\nthree\u2028four\n") == "one\ntwo words\n\nthree\nfour"


@pytest.mark.parametrize("text", ["", " ", "\u3164", "\u2800\u115f", "\u0301"])
def test_blank_characters_are_not_visible(text: str) -> None:
    assert not is_visible(text)


@pytest.mark.parametrize("text", ["a", "花", "🎌", "!", "ɸ"])
def test_one_drawn_character_is_visible(text: str) -> None:
    assert is_visible(text)


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert one_line(one_line(text)) == one_line(text)
    assert lines(lines(text)) == lines(text)


@given(st.text(alphabet=st.characters(categories=["Mn", "Me", "Ll", "Cc", "Cf", "Zs"])))
def test_no_heap_no_control_no_direction_survives(text: str) -> None:
    kept = one_line(text)

    heap = 0
    for char in kept:
        category = unicodedata.category(char)
        heap = heap + 1 if category in ("Mn", "Me") else 0
        assert heap <= MARKS_IN_A_ROW
        assert category[0] != "C" or char in "\u200c\u200d"
