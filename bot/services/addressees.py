"""Where an announcement would stand, and how many people it is for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain.addressees import Addressees, Circle, Reach, Sort, Term
from bot.domain.profiles import Kind
from bot.domain.regions import Family, Region, RegionPlace
from bot.services.region_catalogue import Catalogue
from bot.services.regions import catalogue
from bot.storage import addressees, regions
from bot.storage.database import Connection

_FAMILIES = frozenset(Family)


@dataclass(frozen=True, slots=True)
class Reached:
    """Whom something is for, as of now.

    ``people`` are those the bot knows of; who has one of ``roles`` only Discord knows.
    ``role_of`` has the role of each region that has one.
    ``homeless`` regions were named, and have neither a channel nor a post; ``roleless`` ones
    have no role that could be pinged.
    """

    reach: Reach
    regions: tuple[Region, ...]
    channels: tuple[int, ...]
    role_of: Mapping[str, int]
    homeless: tuple[Region, ...]
    roleless: tuple[Region, ...]
    people: int

    @property
    def region_roles(self) -> tuple[int, ...]:
        """Return the roles of the regions that it is for."""
        return tuple(self.role_of.values())

    @property
    def roles(self) -> tuple[int, ...]:
        """Return the roles whose people are meant, and cannot be counted here."""
        return tuple(sorted(self.reach.meant.roles - self.reach.but_not.roles))


async def reached(
    conn: Connection, server_id: int, named: Addressees, channels: Iterable[int]
) -> Reached:
    """Look up whom something is for; ``channels`` get it besides those of regions."""
    known, places = await catalogue(conn, server_id), await regions.places(conn, server_id)
    homes = frozenset(code for code, place in places.items() if place.home is not None)
    reach = Reach(_circle(named.meant, known, homes), _circle(named.but_not, known, None))
    found = tuple(region for code in _in_order(reach.regions, known) if (region := known.get(code)))
    people = await addressees.count(conn, server_id, reach)
    own = [place.home for each in found if (place := places.get(each.code)) and place.home]
    return Reached(
        reach,
        found,
        tuple(dict.fromkeys((*channels, *own))),
        {each.code: role for each in found if (role := _role(places, each))},
        tuple(each for each in found if each.code not in homes),
        tuple(each for each in found if not _role(places, each)),
        people,
    )


def _circle(terms: Iterable[Term], known: Catalogue, only: frozenset[str] | None) -> Circle:
    """Spell terms out; of a group ``only`` some regions are meant, a region named always is."""
    codes: set[str] = set()
    kinds: set[Kind] = set()
    roles: set[int] = set()
    is_everybody = False
    for term in terms:
        match term.sort:
            case Sort.EVERYBODY:
                is_everybody = True
            case Sort.GROUP:
                group = {region.code for region in _group(term.value, known)}
                codes |= group if only is None else group & only
            case Sort.REGION:
                region = known.target(term.value)
                codes |= {region.code} if region else set()
            case Sort.KIND:
                kinds.add(Kind(term.value))
            case Sort.ROLE:
                roles.add(int(term.value))
    return Circle(frozenset(codes), frozenset(kinds), frozenset(roles), is_everybody)


def _group(group: str, known: Catalogue) -> list[Region]:
    """Return the open regions of a family, or of a part of Japan or the world."""
    if group in _FAMILIES:
        return [region for region in known.all() if region.family == group]
    return [region for each in known.in_part(group, "en") for region in each.regions]


def _in_order(codes: Iterable[str], known: Catalogue) -> list[str]:
    """Return codes in the order of the catalogue, those of closed regions last."""
    wanted = set(codes)
    usual = [region.code for region in known.all() if region.code in wanted]
    return [*usual, *sorted(wanted.difference(usual))]


def _role(places: Mapping[str, RegionPlace], region: Region) -> int | None:
    place = places.get(region.code)
    return place.role_id if place else None
