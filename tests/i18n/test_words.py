from bot.i18n import Catalogues, Words

JAPANESE = {
    ("", "{n} person\0" + "0"): "{n} 人",
    ("", "Hello {name}"): "{name}さん、こんにちは",
    ("command", "find"): "検索",
}


def test_a_text_without_translation_is_shown_in_english():
    words = Words("ja", {})

    assert words("Hello {name}", name="Ann") == "Hello Ann"


def test_a_translation_fills_in_its_named_values():
    words = Words("ja", JAPANESE)

    assert words("Hello {name}", name="Ann") == "Annさん、こんにちは"


def test_user_text_is_never_a_format_string():
    words = Words("en", {})

    assert words("Hello {name}", name="{0} {oops}") == "Hello {0} {oops}"


def test_counting_follows_the_language():
    english, japanese = Words("en", {}), Words("ja", JAPANESE)

    assert [english.n("{n} person", "{n} people", n) for n in (0, 1, 2_000)] == [
        "0 people",
        "1 person",
        "2,000 people",
    ]
    assert japanese.n("{n} person", "{n} people", 2) == "2 人"


def test_the_name_of_a_command_has_its_own_context():
    words = Words("ja", JAPANESE)

    assert words.named("command", "find") == "検索"
    assert words.named("option", "find") is None


def test_months_and_lists_are_written_as_the_reader_writes_them():
    english, japanese = Words("en", {}), Words("ja", {})

    assert english.month(2026, 3) == "March 2026"
    assert japanese.month(2026, 3) == "2026年3月"
    assert english.list(["a", "b", "c"]) == "a, b, and c"
    assert japanese.list(["青森", "弘前"]) == "青森、弘前"


def test_a_locale_that_nobody_translated_gets_the_default_language():
    catalogues = Catalogues({"ja": {}}, default="ja")

    assert catalogues.words("pt-BR").locale == "ja"
    assert catalogues.words("en-GB").locale == "en"
