"""Who sees what, against a slow and plain reading of the rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.domain import privacy
from bot.domain.placements import CALENDAR_YEAR, Placement, When
from bot.domain.privacy import Onlooker
from bot.domain.profiles import Audience, Field, Kind, Level, OpenTo, Profile, Spoken
from tests.factories import CHANGEOVER, make_placement, make_profile

COUNTRIES = st.sampled_from([None, "GB", "PT", "JP"])
PREFECTURES = st.sampled_from(["02", "27"])
SERVERS = st.frozensets(st.integers(1, 3))
AUDIENCES = st.dictionaries(st.sampled_from(Field), st.sampled_from(Audience))


@st.composite
def stays(draw: st.DrawFn) -> Placement:
    return make_placement(
        prefecture=draw(PREFECTURES),
        town=draw(st.sampled_from([None, "Hirosaki"])),
        town_code=None,
        job=draw(st.sampled_from([None, "ALT", "host_family"])),
        since=When(draw(st.integers(2008, 2012))),
        until=None,
        organisation=draw(st.sampled_from([None, "municipality"])),
        school=draw(st.sampled_from([None, "Daiichi"])),
        changeover=draw(st.sampled_from([CHANGEOVER, CALENDAR_YEAR])),
    )


@st.composite
def people(draw: st.DrawFn, user_id: int) -> Profile:
    stayed = draw(st.lists(stays(), max_size=2))
    return make_profile(
        user_id,
        reading=draw(st.sampled_from([None, "ann"])),
        kind=draw(st.sampled_from([None, *Kind])),
        home=draw(COUNTRIES),
        country=draw(COUNTRIES),
        city=draw(st.sampled_from([None, 1])),
        languages=draw(st.sampled_from([(), (Spoken("ja", Level.FLUENT),)])),
        occupation=draw(st.sampled_from([None, "baker"])),
        work_field=draw(st.sampled_from([None, "education"])),
        about=draw(st.sampled_from([None, "hello"])),
        interests=draw(st.sampled_from([None, "go"])),
        links=draw(st.sampled_from([(), ("https://example.org",)])),
        open_to=draw(st.sampled_from([frozenset[OpenTo](), frozenset({OpenTo.TALKS})])),
        placements=tuple(replace(stay, id=number) for number, stay in enumerate(stayed)),
        audiences=draw(AUDIENCES),
        hidden=draw(st.sampled_from([False, False, False, True])),
        imported=draw(st.sampled_from([False, False, False, True])),
        listed_in=draw(SERVERS),
    )


ANN, BEN = people(1), people(2)
WHERE = st.none() | st.integers(1, 3)

# Below: the rule once more, as plainly as it can be said, one field at a time.


def meeting_servers(ann: Profile, ben: Profile, where: int | None) -> list[int]:
    """Servers where both are listed and present, and not hidden."""
    if ann.hidden or ann.imported or ben.hidden or ben.imported:
        return []
    return [
        server
        for server in (1, 2, 3)
        if server in ann.listed_in and server in ben.listed_in and where in (None, server)
    ]


def places(person: Profile) -> Iterator[tuple[Field, str]]:
    """Every place of a person, with the field it stands in."""
    for stay in person.placements:
        yield Field.PREFECTURE, f"prefecture {stay.prefecture}"
    if person.kind is not Kind.LOCAL:
        for part, code in ((Field.HOME, person.home), (Field.COUNTRY, person.country)):
            if code is not None and code != "JP":
                yield part, f"country {code}"


def share_a_place(ann: Profile, ben: Profile) -> bool:
    """Whether Ben's place, shared with Ann, is one that Ann may know of once it is shared."""
    ann_has = {place for _, place in places(ann)}
    return any(
        place in ann_has and ben.audience(part) is not Audience.ONLY_ME
        for part, place in places(ben)
    )


def shows(ann: Profile, ben: Profile, part: Field) -> bool:
    """Whether Ann, a member beside Ben, sees one field of his."""
    if part is Field.TOWN and not shows(ann, ben, Field.PREFECTURE):
        return False
    if part is Field.CITY and not shows(ann, ben, Field.COUNTRY):
        return False
    match ben.audience(part):
        case Audience.ONLY_ME:
            return False
        case Audience.PLACES:
            return share_a_place(ann, ben)
        case Audience.MEMBERS:
            return True


OF_A_STAY = {
    Field.PREFECTURE: ("prefecture",),
    Field.TOWN: ("town", "town_code"),
    Field.YEARS: ("since", "until"),
    Field.JOB: ("job",),
    Field.ORGANISATION: ("organisation",),
    Field.SCHOOL: ("school",),
}


def told(person: Profile, part: Field) -> Any:
    """What a profile tells in one field, in all placements for a field of those."""
    if part in OF_A_STAY:
        return Counter(
            tuple(values)
            for stay in person.placements
            if any(values := [getattr(stay, name) for name in OF_A_STAY[part]])
        )
    return getattr(person, part.value) or None


@given(ANN, BEN, WHERE)
def test_a_viewer_sees_what_the_rule_says(ann: Profile, ben: Profile, where: int | None) -> None:
    seen = privacy.see(ben, privacy.viewer(ann.user_id, ann, where))

    if not meeting_servers(ann, ben, where):
        assert seen is None
        return
    assert seen is not None
    assert seen.name == ben.name
    for part in Field:
        expected = told(ben, part) if shows(ann, ben, part) else told(Profile(0, ""), part)
        assert told(seen, part) == expected, part


@given(ANN, BEN, WHERE)
def test_what_is_not_shown_makes_no_difference(
    ann: Profile, ben: Profile, where: int | None
) -> None:
    by = privacy.viewer(ann.user_id, ann, where)
    seen = privacy.see(ben, by)
    if seen is None or ann.user_id == ben.user_id:
        return

    assert seen.audiences == {}
    assert seen.listed_in == frozenset()
    if seen.placements and all(stay.job is None for stay in seen.placements):
        hidden_job = not shows(ann, ben, Field.JOB)
        assert not hidden_job or {stay.changeover for stay in seen.placements} == {CALENDAR_YEAR}


@given(ANN, WHERE)
def test_everybody_sees_all_of_themselves(ann: Profile, where: int | None) -> None:
    assert privacy.see(ann, privacy.viewer(ann.user_id, ann, where)) == ann


@given(BEN, WHERE)
def test_somebody_without_a_profile_sees_nobody(ben: Profile, where: int | None) -> None:
    assert privacy.see(ben, privacy.viewer(9, None, where)) is None


@given(ANN, BEN, WHERE)
def test_the_order_of_placements_tells_nothing_of_hidden_years(
    ann: Profile, ben: Profile, where: int | None
) -> None:
    by = privacy.viewer(ann.user_id, ann, where)
    if shows(ann, ben, Field.YEARS):
        return
    turned = replace(ben, placements=ben.placements[::-1])

    assert privacy.see(ben, by) == privacy.see(turned, by)


def test_two_who_keep_their_places_from_each_other_are_no_people_of_places() -> None:
    ben = make_profile(
        2,
        audiences={
            Field.HOME: Audience.ONLY_ME,
            Field.COUNTRY: Audience.ONLY_ME,
            Field.PREFECTURE: Audience.ONLY_ME,
            Field.ABOUT: Audience.PLACES,
        },
        about="hello",
    )
    ann = make_profile(1)

    seen = privacy.see(ben, privacy.viewer(1, ann, 1))

    assert seen is not None
    assert seen.about is None


def test_living_in_japan_makes_nobody_share_a_place() -> None:
    ben = make_profile(
        2,
        home="JP",
        country="JP",
        placements=(),
        about="hello",
        audiences={Field.ABOUT: Audience.PLACES},
    )
    ann = make_profile(1, home="JP", country="JP", placements=())

    seen = privacy.see(ben, privacy.viewer(1, ann, 1))

    assert seen is not None
    assert seen.about is None


def test_locals_start_with_the_people_of_their_places() -> None:
    local = make_profile(2, kind=Kind.LOCAL, home="JP", country="JP", about="hello")
    neighbour = make_profile(1)
    far_away = make_profile(3, placements=(make_placement(prefecture="27"),))

    near = privacy.see(local, privacy.viewer(1, neighbour, 1))
    far = privacy.see(local, privacy.viewer(3, far_away, 1))

    assert near is not None
    assert near.about == "hello"
    assert far is not None
    assert far.about is None
    assert far.name == local.name


@given(BEN)
def test_a_preview_is_what_such_a_person_would_see(ben: Profile) -> None:
    as_member = privacy.see_as(ben, Onlooker.MEMBER)
    as_one_of_my_places = privacy.see_as(ben, Onlooker.PLACES)

    assert privacy.see_as(ben, Onlooker.STRANGER) is None
    assert (as_member is None) == (ben.hidden or ben.imported)
    if as_member is not None:
        assert as_member == privacy.seen_by_members(ben)
        assert as_one_of_my_places == (
            privacy.seen_by_people_of_places(ben) if privacy.countable_places(ben) else as_member
        )
