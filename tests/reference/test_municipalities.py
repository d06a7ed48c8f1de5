"""Cities, towns and villages of Japan, as people type them."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reference import municipalities
from bot.reference.municipalities import Municipality
from bot.reference.resolution import Ambiguous, Found, Unknown

ALL = municipalities.suggest("", limit=10_000)
anyone = st.sampled_from(ALL)


def named(code: str) -> Municipality:
    municipality = municipalities.get(code)
    assert municipality is not None
    return municipality


def test_all_kinds_are_there() -> None:
    kinds = Counter(each.kind for each in ALL)

    assert kinds["city"] + kinds["town"] + kinds["village"] == 1718
    assert kinds["special ward"] == 23
    assert kinds["ward"] == 175
    assert all(each.code.startswith(each.prefecture) for each in ALL)
    assert all(24 < each.latitude < 46 and 122 < each.longitude < 149 for each in ALL)


def test_twenty_cities_are_designated() -> None:
    designated = municipalities.designated_cities()

    assert len(designated) == 20
    assert {each.name for each in designated} >= {"Sapporo", "Nagoya", "Kumamoto"}


@pytest.mark.parametrize(
    "typed",
    [
        "Hirosaki",
        "hirosaki-shi",
        "Hirosaki City",
        "弘前",
        "弘前市",
        "ひろさき",
        "ヒロサキシ",
        "Hirosaki, Aomori",
        "Hirosaki-shi, Aomori-ken",
        "弘前市、青森県",
        "青森県弘前市",
        "02202",
    ],
)
def test_a_town_is_understood_in_every_script(typed: str) -> None:
    assert municipalities.resolve(typed) == Found(named("02202"))
    assert municipalities.suggest(typed)[0].code == "02202"


@pytest.mark.parametrize(
    ("typed", "prefecture", "code"),
    [
        ("Date", "07", "07213"),
        ("伊達", "01", "01233"),
        ("Nanporo", "01", "01423"),
        ("Kiso-machi", "20", "20432"),
        ("札幌市北区", None, "01102"),
        ("Kita-ku, Sapporo", "01", "01102"),
        ("Minato", "13", "13103"),
        ("茅ヶ崎", None, "14207"),
        ("茅ケ崎市", None, "14207"),
    ],
)
def test_prefecture_and_ending_tell_namesakes_apart(
    typed: str, prefecture: str | None, code: str
) -> None:
    assert municipalities.resolve(typed, prefecture) == Found(named(code))


def test_a_name_of_several_prefectures_is_ambiguous_without_one() -> None:
    assert municipalities.resolve("Date") == Ambiguous((named("01233"), named("07213")))


def test_the_official_tables_namesakes_are_all_ambiguous() -> None:
    towns = [each for each in ALL if each.kind != "ward"]
    kanji = {(each.kanji, each.prefecture) for each in towns}
    shared = [name for name, count in Counter(name for name, _ in kanji).items() if count > 1]

    assert len(shared) == 25
    assert all(isinstance(municipalities.resolve(name), Ambiguous) for name in shared)


def test_a_misspelling_is_suggested_and_never_taken_for_the_town() -> None:
    assert municipalities.resolve("Hirosakki") == Unknown((named("02202"),))


@pytest.mark.parametrize("typed", ["London", "", "🗾", "   "])
def test_what_is_no_town_is_unknown(typed: str) -> None:
    assert municipalities.resolve(typed) == Unknown(())


def test_another_prefectures_town_is_unknown_here() -> None:
    assert municipalities.resolve("Hirosaki", "47") == Unknown(())


def test_no_text_lists_designated_cities_first_or_the_prefectures_own() -> None:
    everywhere = municipalities.suggest("")
    at_home = municipalities.suggest("", "02")

    assert everywhere[:20] == list(municipalities.designated_cities())
    assert {each.prefecture for each in at_home} == {"02"}
    assert at_home[0].name == "Aomori"


def test_namesakes_of_one_prefecture_are_shown_with_their_ending() -> None:
    assert municipalities.name("20432", "en") == "Kiso-machi"
    assert municipalities.name("20425", "en") == "Kiso-mura"
    assert municipalities.name("02202", "en") == "Hirosaki"
    assert municipalities.name("02202", "ja") == "弘前市"
    assert municipalities.name("01102", "en") == "Kita-ku, Sapporo"
    assert municipalities.name("old town", "en") == "old town"


def test_names_shown_inside_a_prefecture_are_distinct() -> None:
    shown = Counter((each.prefecture, each.name) for each in ALL)

    assert [name for name, count in shown.items() if count > 1] == []


@given(anyone, st.sampled_from(["name", "kanji", "kana", "romaji", "code"]))
def test_every_municipality_resolves_from_each_of_its_names(
    municipality: Municipality, field: str
) -> None:
    match municipalities.resolve(getattr(municipality, field), municipality.prefecture):
        case Found(value):
            assert value == municipality
        case Ambiguous(values):
            assert municipality in values
        case unknown:
            pytest.fail(f"{municipality} is {unknown}")


@given(st.text(), st.sampled_from([None, "01", "13", "99"]), st.integers(0, 60))
def test_any_text_gets_an_answer_within_the_limit(
    text: str, prefecture: str | None, limit: int
) -> None:
    found = municipalities.suggest(text, prefecture, limit)

    assert len(found) <= limit
    assert all(each.prefecture == prefecture for each in found if prefecture)
    assert isinstance(municipalities.resolve(text, prefecture), Found | Ambiguous | Unknown)
