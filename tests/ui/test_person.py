"""The card of a person fits into a message, harms nobody and speaks its reader's language."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from discord import ui

from bot.domain.placements import CALENDAR_YEAR, When
from bot.domain.privacy import SeenProfile
from bot.domain.profiles import (
    ABOUT_LENGTH,
    INTERESTS_LENGTH,
    LANGUAGES,
    LINK_LENGTH,
    LINKS,
    NAME_LENGTH,
    OCCUPATION_LENGTH,
    PLACEMENTS,
    SCHOOL_LENGTH,
    TOWN_LENGTH,
    Kind,
    Level,
    OpenTo,
    Profile,
    Spoken,
)
from bot.i18n import Catalogues
from bot.reference import languages
from bot.ui.panel import button, buttons
from bot.ui.person import TEXT_LENGTH, person_card
from tests.factories import make_placement, make_profile

NOW = datetime(2026, 11, 22, 12, 40, tzinfo=UTC)
LISBON = 2267057


def card(profile: Profile, locale: str = "en", below: Any = ()) -> ui.LayoutView:
    words = Catalogues.read().words(locale)
    return person_card(SeenProfile(profile), words, now=NOW, below=below)


def told(layout: ui.LayoutView) -> str:
    return "\n".join(
        item.content for item in layout.walk_children() if isinstance(item, ui.TextDisplay)
    )


def full_profile(char: str, *, stays: int = PLACEMENTS) -> Profile:
    """Somebody who filled everything to its limit with one character."""
    link = "https://example.org/"
    return make_profile(
        name=char * NAME_LENGTH,
        reading=char * NAME_LENGTH,
        home="GS",
        country="PT",
        city=LISBON,
        languages=tuple(
            Spoken(code, Level.CONVERSATIONAL) for code in languages.codes()[:LANGUAGES]
        ),
        occupation=char * OCCUPATION_LENGTH,
        work_field="translation",
        about=char * ABOUT_LENGTH,
        interests=char * INTERESTS_LENGTH,
        links=tuple(f"{link}{n}".ljust(LINK_LENGTH, "x") for n in range(LINKS)),
        open_to=frozenset(OpenTo),
        confirmed_at=NOW,
        placements=tuple(
            make_placement(
                id=n,
                town=char * TOWN_LENGTH,
                town_code=None,
                since=When(1990 + n, 8),
                until=When(1991 + n, 7),
                school=char * SCHOOL_LENGTH,
                organisation="designated_city",
            )
            for n in range(stays)
        ),
    )


@pytest.mark.parametrize("locale", ["en", "ja"])
@pytest.mark.parametrize("char", ["a", "*", "漢", "🎌", "@"])
async def test_the_fullest_card_fits_into_a_message(char: str, locale: str) -> None:
    hello = buttons(button("Say hello", "hello:to:7"))

    layout = card(full_profile(char), locale, [hello, ui.TextDisplay("n" * 200)])

    assert layout.content_length() <= TEXT_LENGTH
    assert layout.total_children_count <= 40
    layout.to_components()


async def test_what_gives_way_is_counted_and_the_latest_stays() -> None:
    text = told(card(full_profile("*")))

    assert "earlier ones" in text
    assert "August 2009" in text
    assert "August 1990" not in text


async def test_a_card_of_common_length_leaves_nothing_out() -> None:
    text = told(card(full_profile("a", stays=3)))

    assert "a" * ABOUT_LENGTH in text
    assert "earlier" not in text


async def test_a_card_tells_what_there_is() -> None:
    profile = make_profile(
        name="Ann Lee",
        reading="アン",
        city=LISBON,
        languages=(Spoken("ja", Level.FLUENT),),
        occupation="baker",
        work_field="education",
        open_to=frozenset({OpenTo.TALKS}),
        links=("https://www.example.org/ann",),
        confirmed_at=datetime(2026, 3, 1, tzinfo=UTC),
    )

    layout = card(profile)

    text = told(layout)
    for part in (
        "Ann Lee (アン)",
        "Alumnus",
        "from the United Kingdom",
        "<@7>",
        "Lisbon, Portugal",
        "12:40",
        "Japanese (fluent)",
        "baker",
        "guest talks and class visits",
        "Hirosaki, Aomori · ALT · 2008 – 2010",
        "confirmed March 2026",
    ):
        assert part in text
    links = [item for item in layout.walk_children() if isinstance(item, ui.Button)]
    assert [(link.label, link.url) for link in links] == [
        ("example.org", "https://www.example.org/ann")
    ]


async def test_a_card_speaks_japanese() -> None:
    profile = make_profile(
        city=LISBON,
        kind=Kind.LOCAL,
        languages=(Spoken("en", Level.BASIC),),
        confirmed_at=NOW,
        placements=(make_placement(job="host_family", changeover=CALENDAR_YEAR, until=None),),
    )

    text = told(card(profile, "ja"))

    for part in (
        "弘前市",
        "青森県",
        "ホストファミリー",
        "2008年",
        "イギリス",
        "リスボン",
        "英語",
        "2026年11月",
    ):
        assert part in text
    for english in ("Lives", "Languages", "confirmed", "from", "there now", "basic", "Local"):
        assert english not in text


async def test_an_empty_card_has_no_empty_lines_or_titles() -> None:
    text = told(card(Profile(7, "Ann")))

    assert text == "## Ann\n<@7>"


async def test_what_people_type_neither_formats_nor_pings() -> None:
    profile = make_profile(
        name="@everyone **bold**",
        about="# big\n> quote\n[link](https://evil.example) ||x|| <@123456789012345678>",
    )

    text = told(card(profile))

    assert "@everyone" not in text
    assert "**bold**" not in text
    assert "\n# big" not in text
    assert "\\[link]" in text
    assert "<@123456789012345678>" not in text


async def test_discord_py_keeps_no_card_in_memory() -> None:
    assert card(make_profile()).is_finished()
