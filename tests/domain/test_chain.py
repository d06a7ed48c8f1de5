from __future__ import annotations

from bot.domain.chain import Link, chain
from bot.domain.placements import When
from bot.domain.privacy import SeenProfile
from bot.domain.profiles import Profile
from tests.factories import make_placement, make_profile


def linked(*stays: tuple[int, When | None, When | None]) -> list[Link]:
    return list(
        chain(
            (SeenProfile(person(user_id)), make_placement(since=since, until=until))
            for user_id, since, until in stays
        )
    )


def person(user_id: int) -> Profile:
    return make_profile(user_id)


def test_a_chain_runs_from_the_first_to_now():
    links = linked((1, When(2010), None), (2, When(1990), When(1992)), (3, When(2000), When(2003)))

    assert [link.person.user_id for link in links] == [2, 3, 1]


def test_one_who_follows_at_once_leaves_no_gap_and_shares_no_month():
    _, successor = linked((1, When(2008), When(2010)), (2, When(2010), When(2012)))

    assert successor.gap == 0
    assert successor.shared is None


def test_months_without_anybody_are_counted():
    _, later = linked((1, When(2008), When(2010)), (2, When(2011), When(2012)))

    assert later.gap == 12


def test_a_long_stay_bridges_the_gap_between_two_short_ones():
    links = linked((1, When(2000), When(2010)), (2, When(2001), When(2002)), (3, When(2005), None))

    assert [link.gap for link in links] == [0, 0, 0]
    assert links[1].shared is not None
    assert links[2].shared is None


def test_stays_without_years_come_last():
    links = linked((1, None, None), (2, When(2019), None))

    assert [link.person.user_id for link in links] == [2, 1]
