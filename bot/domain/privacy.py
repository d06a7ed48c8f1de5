"""Who sees what: the one place where the rule stands.

Cards, search, counts and suggestions are all made from what :func:`see` returns, so a
field that a viewer may not see cannot influence what that viewer finds.

- Members are the listed people of a server where both are listed and present.
- People of my places are members who share a place with me. Places are prefectures of
  placements, the home country and the country lived in; Japan never counts, and for
  locals only prefectures count.
- A place of a person counts for a viewer who may see it, so one kept to oneself counts
  for nobody; one shown to the people of the places counts for those who share it.
- What a viewer claims counts only while the viewer is listed; whoever is not listed, or
  has hidden their profile, sees nobody.
- A town is seen only together with its prefecture, a city only with its country.
- The name, the account and the date of the last confirmation belong to being listed.
- What is public shows somebody only by a consent to that very purpose, and then no more
  than every member sees: an audience makes nothing public.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NewType

from bot.domain.placements import CALENDAR_YEAR, Placement
from bot.domain.profiles import Audience, Field, Kind, Profile

JAPAN = "JP"

Place = NewType("Place", str)
SeenProfile = NewType("SeenProfile", Profile)

# No account and no server has this number.
_IMAGINED = 0
_EVERYTHING = frozenset(Field)
_WITHIN = {Field.TOWN: Field.PREFECTURE, Field.CITY: Field.COUNTRY}


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who looks: the servers they look from, and the places they claim."""

    user_id: int
    servers: frozenset[int] = frozenset()
    places: frozenset[Place] = frozenset()

    @property
    def is_listed(self) -> bool:
        """Tell whether this viewer may see anybody else at all."""
        return bool(self.servers)


def viewer(user_id: int, own: Profile | None, server_id: int | None) -> Viewer:
    """Describe a viewer in one server, or (None, a direct message) in all they are listed in."""
    if own is None or own.hidden or own.imported:
        return Viewer(user_id)
    servers = own.listed_in if server_id is None else own.listed_in & {server_id}
    return Viewer(user_id, servers, claimed_places(own)) if servers else Viewer(user_id)


def claimed_places(profile: Profile) -> frozenset[Place]:
    """Return every place a person has, whoever may see it."""
    places = {_prefecture(stay.prefecture) for stay in profile.placements if stay.prefecture}
    if profile.kind is not Kind.LOCAL:
        places |= {_country(code) for code in (profile.home, profile.country) if code}
    return frozenset(places - {_country(JAPAN)})


def countable_places(profile: Profile) -> frozenset[Place]:
    """Return the places that can make somebody one of the people of this person's places."""
    if Audience.ONLY_ME not in profile.audiences.values():
        return claimed_places(profile)
    open_only = replace(
        profile,
        home=_unless_mine(profile, Field.HOME, profile.home),
        country=_unless_mine(profile, Field.COUNTRY, profile.country),
        placements=()
        if profile.audience(Field.PREFECTURE) is Audience.ONLY_ME
        else profile.placements,
    )
    return claimed_places(open_only)


def see(profile: Profile, by: Viewer) -> SeenProfile | None:
    """Return what a viewer may see of a person, or None when that is nothing at all."""
    if by.user_id == profile.user_id:
        return SeenProfile(profile)
    if profile.hidden or profile.imported or not profile.listed_in & by.servers:
        return None
    if countable_places(profile) & by.places:
        return seen_by_people_of_places(profile)
    return seen_by_members(profile)


def public(profile: Profile, server_id: int, *, agreed: bool) -> SeenProfile | None:
    """Return what may be read of somebody by everybody in a server, or None.

    ``agreed`` is their consent to this purpose; the purpose takes only what it covers.
    """
    is_shown = not profile.hidden and not profile.imported and server_id in profile.listed_in
    return seen_by_members(profile) if agreed and is_shown else None


class Onlooker(StrEnum):
    """Somebody imagined, through whose eyes a person looks at their own profile."""

    STRANGER = "stranger"
    MEMBER = "member"
    PLACES = "places"


def see_as(profile: Profile, onlooker: Onlooker) -> SeenProfile | None:
    """Return what an onlooker would see once the person is listed, by :func:`see` itself."""
    listed = replace(profile, listed_in=profile.listed_in or frozenset({_IMAGINED}))
    servers = frozenset[int]() if onlooker is Onlooker.STRANGER else listed.listed_in
    places = claimed_places(profile) if onlooker is Onlooker.PLACES else frozenset[Place]()
    return see(listed, Viewer(_IMAGINED, servers, places))


def seen_by_members(profile: Profile) -> SeenProfile:
    """Return what every member sees of a listed person."""
    return _only(profile, frozenset({Audience.MEMBERS}))


def seen_by_people_of_places(profile: Profile) -> SeenProfile:
    """Return what the people of their places see of a listed person."""
    return _only(profile, frozenset({Audience.MEMBERS, Audience.PLACES}))


def _only(profile: Profile, audiences: frozenset[Audience]) -> SeenProfile:
    shown = _shown(profile, audiences)
    if shown == _EVERYTHING:
        ordered = tuple(sorted(profile.placements, key=_order))
        return SeenProfile(
            replace(profile, placements=ordered, audiences={}, listed_in=frozenset())
        )
    stays = (_stay(stay, shown) for stay in profile.placements)
    return SeenProfile(
        replace(
            profile,
            reading=profile.reading if Field.READING in shown else None,
            kind=profile.kind if Field.KIND in shown else None,
            home=profile.home if Field.HOME in shown else None,
            country=profile.country if Field.COUNTRY in shown else None,
            city=profile.city if Field.CITY in shown else None,
            languages=profile.languages if Field.LANGUAGES in shown else (),
            occupation=profile.occupation if Field.OCCUPATION in shown else None,
            work_field=profile.work_field if Field.WORK_FIELD in shown else None,
            about=profile.about if Field.ABOUT in shown else None,
            interests=profile.interests if Field.INTERESTS in shown else None,
            links=profile.links if Field.LINKS in shown else (),
            open_to=profile.open_to if Field.OPEN_TO in shown else frozenset(),
            placements=tuple(sorted(filter(None, stays), key=_order)),
            audiences={},
            listed_in=frozenset(),
        )
    )


def _shown(profile: Profile, audiences: frozenset[Audience]) -> frozenset[Field]:
    """Return the fields with one of these audiences; most people chose for few, if any."""
    shown = {part for part, audience in profile.audiences.items() if audience in audiences}
    if profile.default_audience in audiences:
        shown |= _EVERYTHING.difference(profile.audiences)
    shown -= {part for part, around in _WITHIN.items() if around not in shown}
    return frozenset(shown)


def _order(stay: Placement) -> tuple[str, int]:
    """Put stays in the order of time as far as it is seen: hidden years must not show in it."""
    return str(stay.since or ""), stay.id


def _stay(stay: Placement, shown: frozenset[Field]) -> Placement | None:
    """Blank what is not shown; None when nothing is left.

    The changeover follows from the job, so without the job it must not read the years.
    """
    seen = replace(
        stay,
        prefecture=stay.prefecture if Field.PREFECTURE in shown else None,
        town=stay.town if Field.TOWN in shown else None,
        town_code=stay.town_code if Field.TOWN in shown else None,
        job=stay.job if Field.JOB in shown else None,
        since=stay.since if Field.YEARS in shown else None,
        until=stay.until if Field.YEARS in shown else None,
        organisation=stay.organisation if Field.ORGANISATION in shown else None,
        school=stay.school if Field.SCHOOL in shown else None,
        changeover=stay.changeover if Field.JOB in shown else CALENDAR_YEAR,
    )
    told = (seen.prefecture, seen.town, seen.job, seen.since, seen.organisation, seen.school)
    return seen if any(value is not None for value in told) else None


def _unless_mine(profile: Profile, part: Field, value: str | None) -> str | None:
    return None if profile.audience(part) is Audience.ONLY_ME else value


def _prefecture(code: str) -> Place:
    return Place(f"p{code}")


def _country(code: str) -> Place:
    return Place(f"c{code}")
