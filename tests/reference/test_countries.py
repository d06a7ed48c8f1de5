"""Countries, as people type them in any language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reference import countries
from bot.reference.resolution import Ambiguous, Found, Unknown

LOCALES = (
    "en-US",
    "en-GB",
    "ja",
    "fr",
    "de",
    "es-419",
    "pt-BR",
    "zh-CN",
    "zh-TW",
    "ko",
    "ru",
    "th",
)


def test_the_codes_are_those_of_iso_3166_and_kosovo() -> None:
    assert len(countries.codes()) == 250
    assert countries.get("XK") == "XK"
    assert countries.get("ZZ") is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("UK", "GB"),
        ("U.K.", "GB"),
        ("England", "GB"),
        ("英国", "GB"),
        ("にほん", "JP"),
        ("みなみあふりか", "ZA"),
        ("🇬🇧", "GB"),
        ("the States", "US"),
        ("USA", "US"),
        ("America", "US"),
        ("米国", "US"),
        ("ｱﾒﾘｶ", "US"),
        ("Holland", "NL"),
        ("🇵🇹", "PT"),
        ("ポルトガル", "PT"),
        ("Korea", "KR"),
        ("South Korea", "KR"),
        ("대한민국", "KR"),
        ("Trinidad", "TT"),
        ("T&T", "TT"),
        ("cote d'ivoire", "CI"),
        ("Saint Lucia", "LC"),
        ("Hong Kong", "HK"),
        ("Macau", "MO"),
        ("Taiwan", "TW"),
        ("Turkey", "TR"),
        ("Deutschland", "DE"),
        ("Россия", "RU"),
        ("jp", "JP"),
        ("NZL", "NZ"),
        ("Jamaca", "JM"),
    ],
)
def test_what_people_type_is_understood(typed: str, code: str) -> None:
    assert countries.resolve(typed) == Found(code)
    assert countries.suggest(typed, "en-US")[0] == code


@pytest.mark.parametrize(
    ("typed", "codes"), [("Congo", ("CG", "CD")), ("Virgin Islands", ("VG", "VI"))]
)
def test_a_name_of_two_countries_is_ambiguous(typed: str, codes: tuple[str, ...]) -> None:
    assert countries.resolve(typed) == Ambiguous(codes)


@pytest.mark.parametrize("typed", ["London", "", "???", "🏴‍☠️", "🇽🇽"])
def test_what_is_no_country_is_unknown(typed: str) -> None:
    assert countries.resolve(typed) == Unknown(())


def test_another_letter_is_a_suggestion_and_no_answer() -> None:
    assert countries.resolve("Portugul") == Unknown(("PT",))


def test_no_text_lists_where_most_participants_came_from() -> None:
    assert countries.suggest("", "en-US")[:6] == ["US", "GB", "CA", "AU", "NZ", "IE"]
    assert len(countries.suggest("", "en-US")) == 25


def test_a_word_inside_the_name_is_enough() -> None:
    assert countries.suggest("zealand", "en-US") == ["NZ"]


def test_two_letters_are_the_beginning_of_common_countries_first() -> None:
    assert countries.suggest("ne", "en-US")[:2] == ["NZ", "NL"]


@pytest.mark.parametrize(
    ("code", "locale", "shown"),
    [
        ("HK", "en-US", "Hong Kong"),
        ("HK", "ja", "香港"),
        ("HK", "pt-BR", "Hong Kong"),
        ("MO", "en-US", "Macao"),
        ("MO", "zh-TW", "澳門"),
        ("MO", "zh-CN", "澳门"),
        ("TW", "en-US", "Taiwan"),
        ("TW", "ja", "台湾"),
        ("PS", "en-US", "Palestine"),
        ("US", "ja", "アメリカ合衆国"),
        ("DE", "no", "Tyskland"),
        ("US", "xx-unknown", "United States"),
        ("??", "en-US", "??"),
    ],
)
def test_names_are_plain_in_every_locale(code: str, locale: str, shown: str) -> None:
    assert countries.name(code, locale) == shown


@pytest.mark.parametrize("locale", LOCALES)
def test_every_country_resolves_from_its_name_in_every_locale(locale: str) -> None:
    for code in countries.codes():
        match countries.resolve(countries.name(code, locale)):
            case Found(value):
                assert value == code
            case Ambiguous(values):
                assert code in values
            case Unknown():
                pytest.fail(f"{code} in {locale}")


def test_every_country_resolves_from_its_codes_and_its_flag() -> None:
    for code in countries.codes():
        flag = "".join(chr(ord(letter) - ord("A") + 0x1F1E6) for letter in code)

        assert countries.resolve(flag) == Found(code)
        assert countries.resolve(code.lower()) == Found(code)


@given(st.text(), st.sampled_from(LOCALES), st.integers(0, 60))
def test_any_text_gets_an_answer_within_the_limit(text: str, locale: str, limit: int) -> None:
    assert len(countries.suggest(text, locale, limit)) <= limit
    assert isinstance(countries.resolve(text), Found | Ambiguous | Unknown)


@pytest.mark.parametrize(
    ("code", "locale", "told"),
    [
        ("US", "en-US", "the United States"),
        ("PH", "en-GB", "the Philippines"),
        ("NL", "en-US", "the Netherlands"),
        ("DO", "en-US", "the Dominican Republic"),
        ("ES", "en-US", "Spain"),
        ("GB", "ja", "イギリス"),
    ],
)
def test_a_name_in_a_sentence_has_the_article_that_english_wants(
    code: str, locale: str, told: str
) -> None:
    assert countries.in_sentence(code, locale) == told
