"""Prefectures, as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reference import municipalities, prefectures
from bot.reference.prefectures import Prefecture
from bot.reference.resolution import Ambiguous, Found, Unknown

anyone = st.sampled_from(prefectures.all_prefectures())


def named(code: str) -> Prefecture:
    prefecture = prefectures.get(code)
    assert prefecture is not None
    return prefecture


def test_there_are_47_from_north_to_south() -> None:
    codes = [each.code for each in prefectures.all_prefectures()]

    assert codes == [f"{number:02}" for number in range(1, 48)]


def test_every_prefecture_is_in_one_of_eight_regions() -> None:
    regions = prefectures.regions()

    assert len(regions) == 8
    assert sum(len(each) for each in regions.values()) == 47


def test_no_two_prefectures_share_a_tile() -> None:
    assert len({tuple(each.tile) for each in prefectures.all_prefectures()}) == 47


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Ohsaka", "27"),
        ("ｵｵｻｶ", "27"),
        ("大阪", "27"),
        ("大阪府", "27"),
        ("osaka fu", "27"),
        ("Ōsaka-fu", "27"),
        ("Kochi-ken", "39"),
        ("Kōchi", "39"),
        ("kagoshma", "46"),
        ("Kagohsima", "46"),
        ("JP-46", "46"),
        ("46", "46"),
        ("2", "02"),
        ("Aomori Prefecture", "02"),
        ("prefecture of aomori", "02"),
        ("あおもり", "02"),
        ("アオモリ", "02"),
        ("Gumma", "10"),
        ("北海道", "01"),
        ("Hokkai-dō", "01"),
        ("東京", "13"),
        ("Tokyo-to", "13"),
        ("  KYOTO ", "26"),
    ],
)
def test_what_people_type_is_understood(typed: str, code: str) -> None:
    assert prefectures.resolve(typed) == Found(named(code))
    assert prefectures.suggest(typed)[0].code == code


@pytest.mark.parametrize(
    "typed", ["London", "Paris", "🇯🇵", "Nagano Olympics", "", "%_", "x" * 3000]
)
def test_what_is_no_prefecture_draws_no_silly_guess(typed: str) -> None:
    assert prefectures.resolve(typed) == Unknown(())


@pytest.mark.parametrize(
    ("typed", "code"), [("Nagoya", "23"), ("神戸市", "28"), ("Kobe-shi", "28")]
)
def test_a_capital_suggests_its_prefecture(typed: str, code: str) -> None:
    assert prefectures.resolve(typed) == Unknown((named(code),))
    assert [each.code for each in prefectures.suggest(typed)] == [code]


def test_a_slip_between_two_names_is_ambiguous() -> None:
    assert prefectures.resolve("Kangawa") == Ambiguous((named("14"), named("37")))


def test_a_short_slip_is_only_a_suggestion() -> None:
    assert prefectures.resolve("Kyto") == Unknown((named("26"),))


def test_no_town_passes_for_a_prefecture_of_another_name() -> None:
    for town in municipalities.suggest("", limit=2000):
        for written in (town.name, town.romaji, town.kanji, town.kana):
            match prefectures.resolve(written):
                case Found(value):
                    bare = town.romaji.rpartition("-")[0]
                    assert bare == value.name, f"{written} became {value.name}"
                case _:
                    pass


def test_no_text_lists_all_from_the_north() -> None:
    assert prefectures.suggest("", limit=47) == list(prefectures.all_prefectures())


def test_readers_of_japanese_see_kanji() -> None:
    assert prefectures.name("39", "ja") == "高知県"
    assert prefectures.name("39", "en-GB") == "Kochi"
    assert prefectures.name("99", "en") == "99"


def test_each_capital_lies_where_the_prefecture_says() -> None:
    for prefecture in prefectures.all_prefectures():
        office = municipalities.get(prefecture.capital_code)

        assert office is not None
        assert office.prefecture == prefecture.code
        assert (office.latitude, office.longitude) == (prefecture.latitude, prefecture.longitude)


@given(anyone, st.sampled_from(["name", "macron", "romaji", "kanji", "kana", "iso", "code"]))
def test_every_prefecture_resolves_from_each_of_its_names(
    prefecture: Prefecture, field: str
) -> None:
    assert prefectures.resolve(getattr(prefecture, field)) == Found(prefecture)


@given(st.text(), st.integers(0, 60))
def test_any_text_gets_an_answer_within_the_limit(text: str, limit: int) -> None:
    assert len(prefectures.suggest(text, limit)) <= limit
    assert isinstance(prefectures.resolve(text), Found | Ambiguous | Unknown)
