"""How typed months and years become spans."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.placements import CALENDAR_YEAR, Placement, Span, When, month_number
from tests.factories import CHANGEOVER, make_placement

YEARS = st.integers(1987, 2030)
WHENS = st.builds(When, YEARS, st.none() | st.integers(1, 12))
CHANGEOVERS = st.sampled_from([CHANGEOVER, CALENDAR_YEAR])


@st.composite
def stays(draw: st.DrawFn) -> Placement:
    stay = make_placement(
        since=draw(WHENS), until=draw(st.none() | WHENS), changeover=draw(CHANGEOVERS)
    )
    assume(stay.is_possible)
    return stay


def span(since: When, until: When | None, changeover: object = CHANGEOVER) -> Span:
    found = make_placement(since=since, until=until, changeover=changeover).span
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2008", When(2008)),
        ("2008年", When(2008)),
        ("2008-08", When(2008, 8)),
        ("2008/8", When(2008, 8)),
        ("8/2008", When(2008, 8)),
        ("2008年8月", When(2008, 8)),
        ("Aug 2008", When(2008, 8)),
        ("august, 2008", When(2008, 8)),
        ("2008 Sept.", When(2008, 9)),
        ("2008-13", None),
        ("0000", None),
        ("0/2008", None),
        ("Smarch 2008", None),
        ("last year", None),
        ("08", None),
        ("", None),
    ],
)
def test_months_are_read_as_people_write_them(typed: str, read: When | None) -> None:
    assert When.parse(typed) == read


@given(WHENS)
def test_what_is_stored_is_read_back(when: When) -> None:
    assert When.parse(str(when)) == when


def test_bare_years_on_the_programme_change_over_in_summer() -> None:
    assert span(When(2008), When(2010)) == Span(month_number(2008, 8), month_number(2010, 7))


def test_a_successor_by_bare_years_comes_after_not_together() -> None:
    before, after = span(When(2008), When(2010)), span(When(2010), When(2012))

    assert not before.touches(after)
    assert before.is_before(after)


def test_bare_years_of_locals_are_calendar_years() -> None:
    before = span(When(2008), When(2010), CALENDAR_YEAR)
    after = span(When(2010), When(2012), CALENDAR_YEAR)

    assert before == Span(month_number(2008, 1), month_number(2010, 12))
    assert before.touches(after)


def test_a_bare_year_never_contradicts_a_month_of_the_same_year() -> None:
    assert span(When(2010, 9), When(2010)) == Span(month_number(2010, 9), month_number(2010, 12))
    assert span(When(2010), When(2010, 3)) == Span(month_number(2010, 1), month_number(2010, 3))


@pytest.mark.parametrize(
    ("since", "until", "is_possible"),
    [
        (When(2010, 5), When(2010, 4), False),
        (When(2010), When(2009), False),
        (When(2010, 5), When(2010, 5), True),
        (When(2010, 5), When(2010), True),
        (When(2010), None, True),
    ],
)
def test_an_end_before_its_start_is_impossible(
    since: When, until: When | None, is_possible: bool
) -> None:
    assert make_placement(since=since, until=until).is_possible is is_possible


@given(stays())
def test_a_possible_stay_never_ends_before_it_begins(stay: Placement) -> None:
    assert stay.span is not None
    assert stay.span.first <= stay.span.end


@given(stays(), stays())
def test_two_stays_touch_or_one_is_before_the_other(one: Placement, other: Placement) -> None:
    a, b = one.span, other.span
    assert a is not None
    assert b is not None

    assert [a.touches(b), a.is_before(b), b.is_before(a)].count(True) == 1
    assert a.touches(b) == b.touches(a)
    if a.touches(b):
        assert a.shared(b) == b.shared(a)
        assert a.shared(b).first <= a.shared(b).end


@given(stays())
def test_only_typed_months_are_exact(stay: Placement) -> None:
    assert stay.since is not None

    bare = stay.since.month is None or (stay.until is not None and stay.until.month is None)

    assert stay.is_exact is not bare


@pytest.mark.parametrize(
    ("when", "is_after"),
    [
        (When(2026, 12), True),
        (When(2027), True),
        (When(2026, 11), False),
        (When(2026), False),
        (When(1980), False),
    ],
)
def test_the_current_month_and_year_are_not_the_future(when: When, is_after: bool) -> None:
    assert when.is_after(date(2026, 11, 22)) is is_after
