from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.overlap import Mode, Nearness, overlap
from bot.domain.overlap_terms import stages, stay_terms, years
from bot.domain.placements import CALENDAR_YEAR, Placement, When
from tests.factories import CHANGEOVER, make_placement

END_OF_TIME = 2040 * 12
TOWNS = (
    ("02", "Hirosaki", "02202"),
    ("02", "Goshogawara", "02205"),
    ("02", "Kanagi", None),
    ("03", "Kanagi", None),
)


@st.composite
def stays(draw: st.DrawFn) -> Placement:
    since = When(draw(st.integers(2000, 2010)), draw(st.none() | st.integers(1, 12)))
    years = draw(st.none() | st.integers(1, 4))
    until = None
    if years is not None:
        until = When(since.year + years, draw(st.none() | st.integers(1, 12)))
    prefecture, town, town_code = draw(st.sampled_from(TOWNS))
    return make_placement(
        prefecture=prefecture,
        town=town,
        town_code=town_code,
        since=since,
        until=until,
        changeover=draw(st.sampled_from([CHANGEOVER, CALENDAR_YEAR])),
    )


def months(stay: Placement) -> set[int]:
    """List the months of a stay one by one."""
    assert stay.since is not None
    first = stay.since.year * 12 + (stay.since.month or stay.changeover.arrival) - 1
    last = END_OF_TIME
    if stay.until is not None:
        last = stay.until.year * 12 + (stay.until.month or stay.changeover.departure) - 1
    return set(range(first, last + 1))


@given(stays(), stays())
def test_together_means_a_month_in_one_prefecture(mine: Placement, theirs: Placement):
    found = overlap(mine, theirs, Mode.TOGETHER)

    together = months(mine) & months(theirs)
    assert (found is not None) == bool(together and mine.prefecture == theirs.prefecture)
    if found is not None and found.shared is not None:
        assert found.shared.first == min(together)
        assert (END_OF_TIME if found.shared.last is None else found.shared.last) == max(together)


@given(stays(), stays())
def test_before_means_gone_from_my_town_when_i_came(mine: Placement, theirs: Placement):
    found = overlap(mine, theirs, Mode.BEFORE)

    town = (mine.prefecture, mine.town) == (theirs.prefecture, theirs.town)
    assert (found is not None) == (town and max(months(theirs)) < min(months(mine)))
    if found is not None:
        assert found.gap == min(months(mine)) - max(months(theirs)) - 1


@given(stays(), stays())
def test_after_is_before_seen_from_the_other_side(mine: Placement, theirs: Placement):
    after, before = overlap(mine, theirs, Mode.AFTER), overlap(theirs, mine, Mode.BEFORE)

    assert (after is None) == (before is None)
    if after is not None and before is not None:
        assert after.gap == before.gap


def test_a_changeover_in_one_town_is_no_time_together():
    mine = make_placement(since=When(2010), until=When(2012))
    theirs = make_placement(since=When(2008), until=When(2010))

    assert overlap(mine, theirs, Mode.TOGETHER) is None
    before = overlap(mine, theirs, Mode.BEFORE)
    assert before is not None
    assert (before.gap, before.nearness, before.is_about) == (0, Nearness.TOWN, True)


def test_months_that_were_typed_are_not_about():
    mine = make_placement(since=When(2010, 4), until=When(2012, 3))
    theirs = make_placement(since=When(2011, 1), until=None)

    found = overlap(mine, theirs, Mode.TOGETHER)

    assert found is not None
    assert not found.is_about


def test_same_year_finds_the_group_all_over_japan():
    mine = make_placement(since=When(2010), until=When(2012))
    theirs = make_placement(prefecture="47", town="Naha", town_code="47201", since=When(2010, 4))

    found = overlap(mine, theirs, Mode.SAME_YEAR)

    assert found is not None
    assert found.nearness is Nearness.JAPAN


def test_hidden_years_or_towns_meet_nobody():
    mine = make_placement()

    assert overlap(mine, make_placement(since=None, until=None), Mode.TOGETHER) is None
    assert overlap(mine, make_placement(prefecture=None, town=None), Mode.TOGETHER) is None
    in_town = overlap(mine, make_placement(town=None, town_code=None), Mode.TOGETHER)
    assert in_town is not None
    assert in_town.nearness is Nearness.PREFECTURE


def test_a_town_that_is_on_no_list_is_known_by_its_name():
    mine = make_placement(town="Kanagi", town_code=None)
    theirs = make_placement(town="kanagi ", town_code=None)

    found = overlap(mine, theirs, Mode.TOGETHER)

    assert found is not None
    assert found.nearness is Nearness.TOWN


@given(stays(), stays(), st.sampled_from(Mode))
def test_whoever_meets_me_is_found_by_the_terms(mine: Placement, theirs: Placement, mode: Mode):
    asked = frozenset().union(*stages(mine, mode), years(mine, mode))

    if overlap(mine, theirs, mode) is not None:
        assert asked & set(stay_terms(theirs))


@given(stays(), stays(), stays(), st.sampled_from(Mode))
def test_the_order_of_the_terms_is_the_order_of_rank(
    mine: Placement, one: Placement, other: Placement, mode: Mode
):
    order = [*stages(mine, mode), *(frozenset({term}) for term in years(mine, mode))]
    met = [
        (next(at for at, terms in enumerate(order) if terms & set(stay_terms(stay))), found.rank)
        for stay in (one, other)
        if (found := overlap(mine, stay, mode)) is not None
    ]

    if len(met) == 2 and met[0][0] < met[1][0]:
        assert met[0][1] <= met[1][1]
