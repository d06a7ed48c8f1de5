"""Why somebody matches, and how sure that is."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.placements import When
from bot.domain.privacy import SeenProfile
from bot.domain.profiles import Field, Kind, OpenTo
from bot.domain.search import Filter, Has, Mentioned, Query, Stayed, match
from tests.factories import make_placement, make_profile


def seen(**changes: Any) -> SeenProfile:
    return SeenProfile(make_profile(**changes))


@pytest.mark.parametrize(
    ("since", "until", "is_about"),
    [
        (When(2009), When(2009), False),  # in the middle, whatever the months
        (When(2008), When(2010), False),
        (When(2008, 8), When(2008, 9), True),  # arrival in August is only a custom
        (When(2010, 7), When(2010, 9), True),
        (When(2008, 12), None, False),
    ],
)
def test_a_match_says_whether_it_rests_on_a_bare_year(
    since: When, until: When | None, is_about: bool
) -> None:
    (reason,) = match(seen(), Query(since=since, until=until)) or ()

    assert isinstance(reason, Stayed)
    assert reason.is_about is is_about


def test_with_months_typed_nothing_is_about() -> None:
    stay = make_placement(since=When(2008, 8), until=When(2010, 7))

    assert match(seen(placements=(stay,)), Query(since=When(2010, 7))) == (
        Stayed(stay, is_about=False),
    )
    assert match(seen(placements=(stay,)), Query(since=When(2010, 8))) is None


def test_a_stay_that_surely_matches_is_told_before_one_that_may() -> None:
    bare = make_placement(id=1)
    exact = make_placement(id=2, since=When(2008, 8), until=When(2009, 7))

    assert match(seen(placements=(bare, exact)), Query(until=When(2008, 9))) == (
        Stayed(exact, is_about=False),
    )


def test_a_former_town_matches_as_typed_in_any_spelling() -> None:
    stay = make_placement(town="Iwaki-machi", town_code=None)

    assert match(seen(placements=(stay,)), Query(town="IWAKI MACHI"))
    assert match(seen(placements=(stay,)), Query(town="Iwaki", town_codes=("02202",))) is None


def test_words_may_stand_in_several_parts() -> None:
    person = seen(about="I grow tea", occupation="baker")

    assert match(person, Query(text="baker tea")) == (Mentioned((Field.OCCUPATION, Field.ABOUT)),)
    assert match(person, Query(text="baker coffee")) is None


def test_each_filter_gives_a_reason() -> None:
    person = seen(open_to=frozenset({OpenTo.TALKS}))

    assert match(person, Query(home="GB", open_to=OpenTo.TALKS)) == (
        Has(Field.HOME, "GB"),
        Has(Field.OPEN_TO, OpenTo.TALKS),
    )


def test_a_query_is_read_back_as_it_was_stored() -> None:
    query = Query(
        text="tea", town="Iwaki", town_codes=("02202",), kind=Kind.LOCAL, since=When(2008, 8)
    )

    assert Query.read(query.stored()) == query


def test_leaving_out_a_filter_leaves_out_all_of_it() -> None:
    query = Query(home="GB", since=When(2008), until=When(2010))

    assert query.filters == (Filter.HOME, Filter.YEARS)
    assert query.without(Filter.YEARS) == Query(home="GB")
