"""Whom something is for, whatever is named and in whatever order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.addressees import Circle, Person, Reach, Sort, Term, distinct
from bot.domain.profiles import Kind

REGIONS = st.frozensets(st.sampled_from(("p01", "p02", "cPT", "o1")))
KINDS = st.frozensets(st.sampled_from(Kind))
ROLES = st.frozensets(st.integers(1, 4))
CIRCLES = st.builds(Circle, REGIONS, KINDS, ROLES, st.booleans())
PEOPLE = st.builds(Person, REGIONS, st.none() | st.sampled_from(Kind), ROLES)
FEW = settings(max_examples=25)


def union(one: Circle, other: Circle) -> Circle:
    return Circle(
        one.regions | other.regions,
        one.kinds | other.kinds,
        one.roles | other.roles,
        one.is_everybody or other.is_everybody,
    )


@FEW
@given(CIRCLES, CIRCLES, CIRCLES, PEOPLE)
def test_to_name_more_is_to_mean_whoever_is_any_of_them(
    one: Circle, other: Circle, but_not: Circle, person: Person
) -> None:
    both = Reach(union(one, other), but_not).concerns(person)

    assert both == (Reach(one, but_not).concerns(person) or Reach(other, but_not).concerns(person))


@FEW
@given(CIRCLES, CIRCLES, CIRCLES, PEOPLE)
def test_to_leave_out_more_is_to_leave_out_one_after_the_other(
    meant: Circle, one: Circle, other: Circle, person: Person
) -> None:
    both = Reach(meant, union(one, other)).concerns(person)

    assert both == (Reach(meant, one).concerns(person) and Reach(meant, other).concerns(person))


@FEW
@given(CIRCLES, CIRCLES, PEOPLE)
def test_whoever_is_left_out_is_never_meant(meant: Circle, but_not: Circle, person: Person) -> None:
    reach = Reach(meant, but_not)

    assert not (reach.concerns(person) and but_not.holds(person))
    assert reach.regions.isdisjoint(but_not.regions)
    assert reach.regions <= meant.regions
    assert not Reach(meant, meant).concerns(person)
    assert not Reach(Circle(), but_not).concerns(person)


@FEW
@given(CIRCLES, CIRCLES, PEOPLE)
def test_people_of_a_region_that_it_is_posted_in_are_meant_unless_they_are_left_out(
    meant: Circle, but_not: Circle, person: Person
) -> None:
    reach = Reach(meant, but_not)
    reads = not reach.regions.isdisjoint(person.regions)

    assert not reads or reach.concerns(person) or but_not.holds(person)


@FEW
@given(st.lists(st.builds(Term, st.sampled_from(Sort), st.sampled_from(("", "p02", "a:b", "7")))))
def test_terms_are_kept_as_they_were_named_each_once(terms: list[Term]) -> None:
    kept = distinct(terms)

    assert set(kept) == set(terms)
    assert len(kept) == len(set(kept))
    assert tuple(Term.read(str(term)) for term in kept) == kept
