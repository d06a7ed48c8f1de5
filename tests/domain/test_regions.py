"""Which regions follow from a profile, and how to get there from where somebody belongs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.placements import When
from bot.domain.profiles import Kind, Profile
from bot.domain.regions import People, Tie, change, follows, people
from bot.reference import regions as gazetteer
from tests.factories import make_placement, make_profile

SAPPORO, AOMORI_CITY, TOKYO, LISBON = 2128295, 2130658, 1850147, 2267057
CITIES = {None: (), SAPPORO: ("p01", "t01100"), AOMORI_CITY: ("p02",), TOKYO: ("p13",)}

stays = st.builds(
    make_placement,
    prefecture=st.sampled_from(["01", "02", "27"]),
    town_code=st.sampled_from([None, "02202", "27100", "01101"]),
    until=st.sampled_from([None, When(2010)]),
)
profiles = st.builds(
    make_profile,
    kind=st.sampled_from(Kind),
    home=st.sampled_from([None, "JP", "GB", "PT"]),
    country=st.sampled_from([None, "JP", "GB", "PT"]),
    city=st.sampled_from(list(CITIES)),
    placements=st.lists(stays, max_size=3).map(tuple),
)
belongs = st.dictionaries(
    st.sampled_from(["p01", "p02", "p27", "t27100", "cGB", "cPT", "cFR"]), st.sampled_from(Tie)
)


def test_each_part_of_a_profile_leads_to_its_region() -> None:
    mine = make_profile(
        home="GB", country="PT", placements=(make_placement(prefecture="27", town_code="27100"),)
    )

    assert follows(mine, gazetteer) == {
        "p27": (Tie.PLACED,),
        "t27100": (Tie.PLACED,),
        "cGB": (Tie.FROM,),
        "cPT": (Tie.LIVES,),
    }


def test_a_ward_leads_to_its_city() -> None:
    mine = make_profile(placements=(make_placement(prefecture="01", town_code="01101"),))

    assert follows(mine, gazetteer)["t01100"] == (Tie.PLACED,)


def test_who_lives_in_japan_lives_in_the_prefecture_and_never_in_japan() -> None:
    mine = make_profile(home="JP", country="JP", city=SAPPORO, placements=())

    assert follows(mine, gazetteer) == {"p01": (Tie.LIVES,), "t01100": (Tie.LIVES,)}


def test_a_local_who_is_still_there_was_placed_by_nobody() -> None:
    stay = make_placement(until=None)

    assert follows(make_profile(kind=Kind.LOCAL, placements=(stay,)), gazetteer)["p02"] == (
        Tie.LIVES,
    )


def test_nothing_follows_from_what_was_imported_and_not_claimed() -> None:
    assert follows(make_profile(imported=True), gazetteer) == {}


@given(profiles)
@settings(max_examples=80)
def test_all_that_follows_is_said_in_the_profile(profile: Profile) -> None:
    found = follows(profile, gazetteer)

    said = {f"p{stay.prefecture}" for stay in profile.placements}
    said |= {"t27100" for stay in profile.placements if stay.town_code == "27100"}
    said |= {"t01100" for stay in profile.placements if stay.town_code == "01101"}
    if profile.country == "JP":
        said |= set(CITIES[profile.city])
    said |= {f"c{code}" for code in (profile.home, profile.country) if code not in (None, "JP")}
    assert set(found) == said
    assert {tie for ties in found.values() for tie in ties} <= {Tie.FROM, Tie.PLACED, Tie.LIVES}


@given(profiles, belongs)
@settings(max_examples=80)
def test_taking_up_every_offer_leaves_nothing_to_offer(
    profile: Profile, before: dict[str, Tie]
) -> None:
    follow = follows(profile, gazetteer)
    offered = change(profile, follow, before)

    after = {code: tie for code, tie in before.items() if code not in offered.leave}

    assert not change(profile, follow, after | dict(offered.join))


@given(profiles, belongs)
@settings(max_examples=80)
def test_family_and_interest_are_never_touched(profile: Profile, before: dict[str, Tie]) -> None:
    offered = change(profile, follows(profile, gazetteer), before)

    chosen = {code for code, tie in before.items() if tie in (Tie.FAMILY, Tie.INTERESTED)}
    assert not chosen & {*offered.join, *offered.leave}


def test_who_moved_is_offered_the_new_country_and_to_leave_the_old() -> None:
    mine = make_profile(country="PT")
    before = {code: ties[0] for code, ties in follows(mine, gazetteer).items()}

    moved = replace(mine, country="FR")
    offered = change(moved, follows(moved, gazetteer), before)

    assert offered.join == {"cFR": Tie.LIVES}
    assert offered.leave == {"cPT": Tie.LIVES}


def test_who_moves_home_or_away_stays_from_there() -> None:
    mine = make_profile(home="PT", country="PT", placements=())
    before = {code: ties[0] for code, ties in follows(mine, gazetteer).items()}

    assert before == {"cPT": Tie.FROM}
    assert not change(mine, follows(mine, gazetteer), {"cPT": Tie.LIVES})
    moved = replace(mine, country="FR")
    assert change(moved, follows(moved, gazetteer), before).leave == {}


@pytest.mark.parametrize(
    ("changes", "stays"),
    [
        ({"country": None}, {"cFR", "p01", "cJP", "hnew-york", "o1"}),
        ({"country": "PT"}, {"cJP", "hnew-york", "o1"}),
        ({"country": "JP", "city": None}, {"p01", "cJP", "hnew-york", "o1"}),
        ({"country": "JP", "city": TOKYO}, {"cJP", "hnew-york", "o1"}),
    ],
)
def test_to_leave_is_offered_only_where_the_profile_knows_better(
    changes: dict[str, Any], stays: set[str]
) -> None:
    mine = make_profile(home=None, placements=(), **changes)
    lives = dict.fromkeys(("cFR", "p01", "cJP", "hnew-york", "o1"), Tie.LIVES)

    offered = change(mine, follows(mine, gazetteer), lives)

    assert set(lives) - set(offered.leave) == stays


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (0, People(0, 0)),
        (1, People(1, 2)),
        (2, People(1, 2)),
        (3, People(3, 3)),
        (1_000, People(1_000, 1_000)),
        (1_001, People(1_000, None)),
    ],
)
def test_one_and_two_are_not_told_apart(number: int, told: People) -> None:
    assert people(number, 1_000) == told
