"""Cards about layouts fit into a message however much there is to show."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.layout import (
    Budgets,
    Candidate,
    Kind,
    Layout,
    Plan,
    Problem,
    Reason,
    Remedy,
    Shape,
    Step,
    Usage,
    Verb,
)
from bot.domain.layout.jobs import Job
from bot.domain.regions import Family
from bot.i18n import Catalogues
from bot.services.layouts import Draft, WayBack
from cogs.region_admin import cards
from cogs.region_admin.wording import KINDS, VERBS

LONG = "長" * 100
CODES = tuple(f"o{n}" for n in range(99))
STEPS = tuple(
    Step(Verb.ARCHIVE, f"channel:o{n}", Shape(Kind.CHANNEL, LONG), n, Shape(Kind.CHANNEL, LONG))
    for n in range(99)
)
WHOLE = Plan(
    STEPS,
    tuple(Problem(reason, CODES, remedy) for reason, remedy in zip(Reason, Remedy, strict=True)),
    Usage(499, 249, 999),
    Usage(500, 250, 1_000),
)
DRAFT = Draft(
    WHOLE,
    [Candidate(code, Kind.CHANNEL, 10**18 + n, LONG) for n in range(5) for code in CODES],
    {},
    400_000.0,
    Budgets(),
    has_layouts=True,
    has_forum=True,
)
JOB = Job(
    1, 1, "en", 1, None, None, is_running=True, pauses_to=None, done=3, stuck=1, dropped=1, total=9
)
PERMISSIONS = dict.fromkeys(("manage_channels", "manage_roles", "manage_threads"), 99)


@pytest.mark.parametrize("locale", ["en", "ja"])
def test_the_largest_plan_fits_into_a_message(locale: str) -> None:
    words = Catalogues.read().words(locale)
    names = dict.fromkeys(CODES, "長" * 60)

    for card in (
        cards.plan_card(DRAFT, names, PERMISSIONS, words, page=3, job=JOB),
        cards.way_back_card(WayBack(1, WHOLE, 400_000.0), words),
        cards.stop_card(JOB, words),
    ):
        assert card.content_length() <= 4_000
        assert card.total_children_count <= 40


@pytest.mark.parametrize("locale", ["en", "ja"])
def test_every_kind_of_step_and_layout_reads_well(locale: str) -> None:
    words = Catalogues.read().words(locale)
    steps = [replace(STEPS[0], verb=verb) for verb in Verb]

    shown = str(
        cards.way_back_card(
            WayBack(1, replace(WHOLE, steps=tuple(steps)), 60.0), words
        ).to_components()
    )

    assert set(VERBS) == set(Verb)
    assert set(KINDS) == set(Kind) - {Kind.OTHER}
    assert words(KINDS[Kind.CHANNEL]) in shown
    for family in Family:
        for layout in (*Layout, None):
            assert cards.layout_card(family, layout, words).content_length() < 400
