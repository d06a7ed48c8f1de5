"""What the words of a text are, and what is found in it."""

from __future__ import annotations

import pytest

from bot.domain.words import contains, name_words, needed, runs, words


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("I grow green tea", "TEA"),
        ("Café au lait", "cafe"),
        ("大阪城の近く", "阪城"),
        ("大阪城の近く", "城"),
        ("オオサカ", "おおさか"),
        ("JETプログラム", "プログラム jet"),
        ("Привет мир", "МИР"),
    ],
)
def test_a_text_is_found_by_whole_words_and_by_parts_of_unspaced_writing(
    text: str, asked: str
) -> None:
    assert set(needed(asked)) <= set(words(text))
    assert all(contains(runs(text), run, is_name=False) for run in runs(asked))


@pytest.mark.parametrize(("text", "asked"), [("teapot", "tea"), ("大阪", "阪大"), ("tea", "teas")])
def test_a_text_is_not_found_by_less(text: str, asked: str) -> None:
    assert not all(contains(runs(text), run, is_name=False) for run in runs(asked))


def test_a_name_is_also_found_by_its_beginning_of_three_letters() -> None:
    assert {"ale", "alex", "alexandra"} <= set(name_words("Alexandra"))
    assert "al" not in set(name_words("Alexandra"))
    assert contains(runs("Alexandra"), "alex", is_name=True)
    assert not contains(runs("Alexandra"), "al", is_name=True)


def test_what_has_no_letter_has_no_word() -> None:
    assert runs("!!! 🎉 …") == []
