"""Regions, how somebody belongs to one, and which follow from a profile.

Japan as a country is a region like any other, which people join by hand, but it never follows
from a profile: almost everybody here has to do with Japan, and their prefectures say more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.domain.placements import Placement
from bot.domain.privacy import JAPAN
from bot.domain.profiles import Kind, Profile

NAME_LENGTH = 60
WHY_LENGTH = 300


class Family(StrEnum):
    """What kind of place a region is; the first letter of its code says so."""

    PREFECTURE = "prefecture"
    COUNTRY = "country"
    CITY = "city"
    CHAPTER = "chapter"
    OWN = "own"


class State(StrEnum):
    """Whether a region can be joined in a server; the members of a merged one moved on."""

    OPEN = "open"
    ARCHIVED = "archived"
    MERGED = "merged"


class Tie(StrEnum):
    """What somebody belongs to a region as; what lasts comes before what may change."""

    FROM = "from"
    PLACED = "placed"
    LIVES = "lives"
    FAMILY = "family"
    INTERESTED = "interested"


_FAMILIES = {"p": Family.PREFECTURE, "c": Family.COUNTRY, "t": Family.CITY, "h": Family.CHAPTER}
_FOLLOWING = frozenset({Tie.FROM, Tie.PLACED, Tie.LIVES})
_ORDER = tuple(Tie)


@dataclass(frozen=True, slots=True)
class Region:
    """A region of one server; ``name`` is what the server calls it, None is its usual name.

    Codes are ``p02`` (prefecture), ``cPT`` (country), ``t01100`` (designated city),
    ``hnew-york`` (chapter) and ``o7`` (added by the server, to any family).
    """

    code: str
    family: Family
    name: str | None = None
    state: State = State.OPEN
    merged_into: str | None = None


@dataclass(frozen=True, slots=True)
class RegionPlace:
    """What a region has in Discord, and whether the bot made it or took over what was there."""

    code: str
    channel_id: int | None = None
    thread_id: int | None = None
    role_id: int | None = None
    channel_adopted: bool = False
    thread_adopted: bool = False
    role_adopted: bool = False

    @property
    def home(self) -> int | None:
        """Return where its people read: the channel of a region with a role, else its post."""
        if self.role_id is None and self.thread_id is not None:
            return self.thread_id
        return self.channel_id or self.thread_id

    @property
    def is_adopted(self) -> bool:
        """Tell whether anything of it was there before the bot."""
        return self.channel_adopted or self.thread_adopted or self.role_adopted


@dataclass(frozen=True, slots=True)
class Membership:
    """Somebody belongs to a region; quietly is a row only: no role, no post, in no count.

    ``by_role``: they never said so, but hold the region's role; quietly, so nobody names them.
    """

    server_id: int
    code: str
    user_id: int
    tie: Tie
    quiet: bool
    joined_at: datetime
    left_at: datetime | None = None
    by_role: bool = False

    @property
    def has_role(self) -> bool:
        """Tell whether they are to have the region's role."""
        return self.left_at is None and (self.by_role or not self.quiet)


@dataclass(frozen=True, slots=True)
class Belonging:
    """A region that somebody belongs to, as what, and what it has in Discord."""

    region: Region
    membership: Membership
    place: RegionPlace


@dataclass(frozen=True, slots=True)
class Offer:
    """A region that a profile suggests to join, or (``before``) to belong to as something else."""

    region: Region
    tie: Tie
    before: Tie | None = None


@dataclass(frozen=True, slots=True)
class Offers:
    """What a profile suggests: at most as much as one menu holds."""

    join: tuple[Offer, ...] = ()
    leave: tuple[Offer, ...] = ()

    def __len__(self) -> int:
        return len(self.join) + len(self.leave)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A region that somebody would like a server to have."""

    id: int
    user_id: int
    name: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class People:
    """How many belong, as it is told: one and two are not told apart; ``most`` None is more."""

    least: int
    most: int | None


class Gazetteer(Protocol):
    """What the rule below asks about places."""

    def city_region(self, town_code: str) -> str | None:
        """Return the region of the designated city that a town (or a ward) is."""
        ...

    def home_regions(self, city_id: int) -> tuple[str, ...]:
        """Return the prefecture, and the designated city if it is one, of a city in Japan."""
        ...


@dataclass(frozen=True, slots=True)
class Change:
    """What a profile suggests: to join (or to belong as something else), and to leave."""

    join: Mapping[str, Tie]
    leave: Mapping[str, Tie]

    def __bool__(self) -> bool:
        return bool(self.join or self.leave)


def family_of(code: str) -> Family | None:
    """Return the family that a code says; None for one that the server added."""
    return _FAMILIES.get(code[:1])


def people(number: int, counted: int) -> People:
    """Return how a number is told; beyond what is counted it is only said to be more."""
    if number in (1, 2):
        return People(1, 2)
    return People(number, number) if number <= counted else People(counted, None)


def follows(profile: Profile, gazetteer: Gazetteer) -> dict[str, tuple[Tie, ...]]:
    """Return the regions that follow from a profile, and as what: what lasts comes first."""
    if profile.imported:
        return {}
    found: dict[str, set[Tie]] = {}
    for code, tie in _ties(profile, gazetteer):
        found.setdefault(code, set()).add(tie)
    return {code: in_order(ties) for code, ties in found.items()}


def in_order(ties: Iterable[Tie]) -> tuple[Tie, ...]:
    """Return ties as they are preferred."""
    return tuple(sorted(ties, key=_ORDER.index))


def change(
    profile: Profile, follow: Mapping[str, Sequence[Tie]], belongs: Mapping[str, Tie]
) -> Change:
    """Return how to get from what somebody belongs to, to what follows.

    Whoever belongs by family or interest, or as anything that follows, stays as they are. To
    leave is offered only where somebody lived, once the profile says that they live elsewhere.
    """
    join = {
        code: ties[0]
        for code, ties in follow.items()
        if code not in belongs or (belongs[code] in _FOLLOWING and belongs[code] not in ties)
    }
    gone = {
        code: tie
        for code, tie in belongs.items()
        if tie is Tie.LIVES and code not in follow and _lives_elsewhere(profile, code)
    }
    return Change(join, gone)


def _lives_elsewhere(profile: Profile, code: str) -> bool:
    """Tell whether a profile would lead to a region if they lived there: chapters it never does."""
    if profile.country is None or code == f"c{JAPAN}":
        return False
    if family_of(code) is Family.COUNTRY:
        return True
    is_known = profile.country != JAPAN or profile.city is not None
    return is_known and family_of(code) in (Family.PREFECTURE, Family.CITY)


def regions_of(stay: Placement, gazetteer: Gazetteer) -> Iterable[str]:
    """Yield the prefecture of a stay, and its designated city."""
    if stay.prefecture:
        yield f"p{stay.prefecture}"
    city = gazetteer.city_region(stay.town_code) if stay.town_code else None
    if city:
        yield city


def _ties(profile: Profile, gazetteer: Gazetteer) -> Iterator[tuple[str, Tie]]:
    for stay in profile.placements:
        tie = _tie(stay, profile)
        yield from ((code, tie) for code in regions_of(stay, gazetteer))
    if profile.home and profile.home != JAPAN:
        yield f"c{profile.home}", Tie.FROM
    if profile.country == JAPAN:
        homes = gazetteer.home_regions(profile.city) if profile.city else ()
        yield from ((code, Tie.LIVES) for code in homes)
    elif profile.country:
        yield f"c{profile.country}", Tie.LIVES


def _tie(stay: Placement, profile: Profile) -> Tie:
    """A local who is still there lives there: nobody placed them."""
    is_home = profile.kind is Kind.LOCAL and stay.until is None
    return Tie.LIVES if is_home else Tie.PLACED
