"""What is asked gently about placements."""

from __future__ import annotations

from datetime import date

from bot.domain.placements import CALENDAR_YEAR, Placement, When
from bot.domain.profiles import Kind
from bot.domain.questions import Question, questions
from tests.factories import make_placement, make_profile

TODAY = date(2026, 11, 22)


def ask(*placements: Placement, kind: Kind = Kind.ALUMNUS) -> tuple[Question, ...]:
    mine = make_profile(kind=kind, placements=placements)
    return questions(mine, placements[0], today=TODAY, roles=["ALT", "CIR"], max_years=5)


def test_five_years_on_the_programme_draw_no_question() -> None:
    assert ask(make_placement(since=When(2008), until=When(2013))) == ()


def test_more_than_five_years_draw_a_question() -> None:
    first = make_placement(id=1, since=When(2008), until=When(2011))
    second = make_placement(id=2, job="CIR", since=When(2015, 8), until=When(2018))

    assert ask(first, second) == (Question.MANY_YEARS,)


def test_years_outside_the_programme_do_not_count() -> None:
    on = make_placement(id=1, since=When(2008), until=When(2012))
    off = make_placement(
        id=2, job="host_family", since=When(1995), until=When(2005), changeover=CALENDAR_YEAR
    )

    assert ask(on, off) == ()


def test_years_still_going_on_count_until_today() -> None:
    assert ask(make_placement(since=When(2021, 11), until=None)) == (Question.MANY_YEARS,)
    assert ask(make_placement(since=When(2021, 12), until=None)) == ()


def test_placements_at_one_time_draw_a_question() -> None:
    first = make_placement(id=1, since=When(2008), until=When(2010))
    second = make_placement(id=2, since=When(2010, 7), until=When(2011))

    assert ask(first, second) == (Question.OVERLAP,)


def test_a_participant_whose_last_placement_ended_is_offered_alumnus() -> None:
    ended = make_placement(id=1, since=When(2023), until=When(2025))
    going_on = make_placement(id=2, since=When(2025, 8), until=None)

    assert ask(ended, kind=Kind.PARTICIPANT) == (Question.HAS_LEFT,)
    assert ask(ended, going_on, kind=Kind.PARTICIPANT) == ()
    assert ask(ended, kind=Kind.LOCAL) == ()
