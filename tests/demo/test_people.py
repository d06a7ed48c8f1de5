from __future__ import annotations

import itertools
from collections import Counter

from bot.demo.people import invent
from bot.demo.people.stays import arrivals
from bot.domain.profiles import ABOUT_LENGTH, NAME_LENGTH, Kind
from bot.reference import cities, municipalities, programmes


def test_the_same_seed_invents_the_same_people():
    assert list(invent(50, seed=3)) == list(itertools.islice(invent(200, seed=3), 50))
    assert list(invent(50, seed=3)) != list(invent(50, seed=4))


def test_invented_people_are_as_skewed_as_real_ones():
    people = list(invent(3_000, seed=1))

    homes, kinds = Counter(each.home for each in people), Counter(each.kind for each in people)
    assert 0.4 < homes["US"] / len(people) < 0.6
    assert kinds[Kind.ALUMNUS] > kinds[Kind.PARTICIPANT] > kinds[Kind.LOCAL] > kinds[Kind.FRIEND]
    assert 4_000 < kinds[Kind.PARTICIPANT] / len(people) * 79_000 < 7_000
    assert all(len(each.name) <= NAME_LENGTH for each in people)
    assert all(len(each.about or "") <= ABOUT_LENGTH for each in people)


def test_invented_people_live_and_lived_in_real_places():
    people = list(invent(500, seed=2))

    for each in people:
        city = cities.get(each.city) if each.city else None
        assert each.city is None or (city is not None and city.country == each.country)
        for stay in each.placements:
            town = municipalities.get(stay.town_code) if stay.town_code else None
            assert town is None or town.prefecture == stay.prefecture


def test_arrivals_and_those_who_stay_on_make_up_the_published_figures():
    published = programmes.default().participants_by_year

    came = arrivals(published)

    assert came[2020] == came[2021] == 0
    assert 75_000 < sum(came.values()) < 85_000
