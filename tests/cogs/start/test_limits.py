from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from bot.domain.profiles import (
    ABOUT_LENGTH,
    INTERESTS_LENGTH,
    LANGUAGES,
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
from bot.domain.questions import Question
from bot.i18n import Catalogues
from bot.reference import languages
from bot.ui.panel import Panel, button, edit_panel, imported_panel
from cogs.start.panel import gentle_questions, start_panel
from cogs.start.place import Place
from cogs.start.sections import SECTIONS
from tests.factories import make_placement, make_profile

TODAY = date(2026, 3, 1)
WORDS = {locale: Catalogues.read().words(locale) for locale in ("en", "ja")}


def longest() -> Profile:
    """Return somebody who filled every place to its end with what grows when escaped."""
    stays = tuple(
        make_placement(id=at, town="*" * TOWN_LENGTH, town_code=None, school="_" * SCHOOL_LENGTH)
        for at in range(1, PLACEMENTS + 1)
    )
    return make_profile(
        7,
        name="*" * NAME_LENGTH,
        reading="*" * NAME_LENGTH,
        kind=Kind.PARTICIPANT,
        city=2267057,
        languages=tuple(
            Spoken(code, Level.CONVERSATIONAL) for code in languages.codes()[:LANGUAGES]
        ),
        occupation="*" * OCCUPATION_LENGTH,
        work_field="human_resources",
        about="*" * ABOUT_LENGTH,
        interests="*" * INTERESTS_LENGTH,
        links=tuple(f"https://example.org/{at}" for at in range(5)),
        open_to=frozenset(OpenTo),
        placements=stays,
    )


def panels(locale: str) -> Iterator[Panel]:
    words, profile = WORDS[locale], longest()
    notice = gentle_questions(Place("edit", "placement", 1), Question, words)
    more = [button("Regions for you", "region:offers")]
    yield edit_panel(profile, words, TODAY, notice=notice, more=more)
    yield start_panel(profile, words, today=TODAY, server_id=9, notice=notice, more=more)
    yield start_panel(None, words, today=TODAY, server_id=9)
    yield imported_panel(profile, words)


@pytest.mark.parametrize("locale", WORDS)
def test_the_longest_profile_fits_into_every_panel(locale: str) -> None:
    for panel in panels(locale):
        assert panel.content_length() <= 4_000
        assert panel.total_children_count <= 40


@pytest.mark.parametrize("locale", WORDS)
@pytest.mark.parametrize("section", SECTIONS)
def test_every_form_is_within_discords_limits(locale: str, section: str) -> None:
    words, profile = WORDS[locale], longest()
    answers = SECTIONS[section].answers(profile, 1, words)
    questions = SECTIONS[section].questions(profile, answers, words)

    assert 1 <= len(questions) <= 5
    assert len(words(SECTIONS[section].title)) <= 45
    for question in questions:
        assert 1 <= len(question.text) <= 45
        assert len(question.description or "") <= 100
        check(question.component.to_component_dict())


def check(component: Any) -> None:
    assert len(component.get("value") or "") <= component.get("max_length", 0)
    for option in component.get("options", ()):
        assert 1 <= len(option["label"]) <= 100
        assert len(option.get("description") or "") <= 100
    assert len(component.get("options", ())) <= 10
