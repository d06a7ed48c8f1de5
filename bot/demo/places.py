"""The channels that people can read: the server's own, and those and the posts of regions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.demo.cast import CAST, Character
from bot.demo.community import Community
from bot.domain.regions import Region
from bot.services.region_catalogue import Catalogue
from bot.services.services import Services

Part = tuple[str, tuple[Region, ...]]


@dataclass(frozen=True, slots=True)
class Readable:
    """What one person can read; regions by their codes, which addresses use too."""

    rooms: tuple[str, ...]
    mine: tuple[Region, ...] = ()
    parts: tuple[Part, ...] = ()

    def __contains__(self, room: str) -> bool:
        return room in self.rooms or any(room == region.code for region in self.regions)

    @property
    def regions(self) -> tuple[Region, ...]:
        """Return the regions whose places they can read, their own first."""
        return (*self.mine, *self.others)

    @property
    def others(self) -> tuple[Region, ...]:
        """Return those of them that are not their own."""
        return tuple(region for _, regions in self.parts for region in regions)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the regions of the server live just now."""

    community: Community
    known: Catalogue
    ids: Mapping[str, int]
    mine: Mapping[str, tuple[str, ...]]

    @classmethod
    async def read(cls, community: Community, services: Services) -> Places:
        """Ask the services."""
        server_id = community.guild.id
        places = await services.regions.places(server_id)
        ids = {code: home for code, place in places.items() if (home := place.home)}
        mine = {
            each.key: tuple(
                belonging.region.code
                for belonging in await services.memberships.mine(
                    server_id, community.users[each.key].id
                )
            )
            for each in CAST
        }
        return cls(community, await services.regions.catalogue(server_id), ids, mine)

    def of(self, person: Character, locale: str) -> Readable:
        """Return what somebody can read, in the order in which a reader of a language looks."""
        rooms = self.community.rooms_of(person)
        own = self.mine[person.key]
        open_to_them = {
            code for code, place in self.ids.items() if self.community.can_read(person, place)
        }
        mine = [self.known.get(code) for code in own if code in open_to_them]
        parts = [
            (part, regions)
            for part in self.known.parts()
            if (regions := self._in_part(part, locale, open_to_them.difference(own)))
        ]
        return Readable(tuple(rooms), tuple(filter(None, mine)), tuple(parts))

    def _in_part(self, part: str, locale: str, codes: set[str]) -> tuple[Region, ...]:
        groups = self.known.in_part(part, locale)
        return tuple(region for group in groups for region in group.regions if region.code in codes)
