"""The regions of a server: found, described, changed by admins, suggested by members."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from bot.domain.folding import fold
from bot.domain.regions import (
    NAME_LENGTH,
    WHY_LENGTH,
    Family,
    Membership,
    People,
    Region,
    RegionPlace,
    State,
    Suggestion,
    people,
)
from bot.errors import (
    RegionExistsError,
    RegionMergeError,
    RegionNameMissingError,
    RegionNotFoundError,
    SuggestionGoneError,
    SuggestionLimitError,
)
from bot.reference.chapters import Chapter
from bot.reference.resolution import Found, Resolution, Unknown
from bot.services import checks
from bot.services.clock import Clock
from bot.services.directory import viewer
from bot.services.region_catalogue import OPEN, SHOWN, Catalogue, seeds
from bot.services.region_roles import RegionRoles
from bot.storage import memberships, region_suggestions, regions
from bot.storage.database import Connection, Database

SUGGESTIONS = 3
"""How many suggestions of one person may wait in a server."""
COUNTED = 1_000
CHUNK = 100
"""How many people move in one transaction."""


@dataclass(frozen=True, slots=True)
class RegionInfo:
    """A region as one person sees it; ``people`` is None for who is not listed."""

    region: Region
    part: str
    place: RegionPlace
    people: People | None
    representatives: tuple[int, ...]
    mine: Membership | None


class Regions:
    """Answer about regions, and change them; whose right that is, the caller asks first."""

    def __init__(self, db: Database, clock: Clock, roles: RegionRoles) -> None:
        self._db = db
        self._clock = clock
        self._roles = roles

    async def catalogue(self, server_id: int) -> Catalogue:
        """Return the regions of a server, to list and browse."""
        async with self._db.reader() as conn:
            return await catalogue(conn, server_id)

    async def all(self, server_id: int, states: Collection[State] = OPEN) -> list[Region]:
        """Return every region of a server in some states."""
        return (await self.catalogue(server_id)).all(states)

    async def get(self, server_id: int, code: str) -> Region:
        """Return a region, or what it was merged into; raise RegionNotFoundError."""
        async with self._db.reader() as conn:
            return await require(conn, server_id, code)

    async def suggest(
        self,
        server_id: int,
        typed: str,
        locale: str,
        *,
        limit: int = SHOWN,
        states: Collection[State] = OPEN,
    ) -> list[Region]:
        """Return what the beginning of a name in any language may mean."""
        return (await self.catalogue(server_id)).suggest(typed, locale, limit, states)

    async def resolve(
        self, server_id: int, typed: str, *, states: Collection[State] = OPEN
    ) -> Resolution[Region]:
        """Decide which region a code or a name means."""
        return (await self.catalogue(server_id)).resolve(typed, states)

    async def info(self, server_id: int, code: str, *, viewer_id: int) -> RegionInfo:
        """Return what a person may know of a region.

        How many belong to it is for listed people alone, and of people whom they could find.
        """
        async with self._db.reader() as conn:
            known = await catalogue(conn, server_id)
            region = await require(conn, server_id, code)
            looker = await viewer(conn, viewer_id, server_id)
            counted: People | None = None
            if looker.is_listed:
                number = await memberships.count_found(
                    conn, server_id, region.code, at_most=COUNTED + 1
                )
                counted = people(number, COUNTED)
            return RegionInfo(
                region=region,
                part=known.part_of(region),
                place=await regions.place(conn, server_id, region.code),
                people=counted,
                representatives=tuple(await regions.representatives(conn, server_id, region.code)),
                mine=await memberships.get(conn, server_id, region.code, viewer_id),
            )

    async def place(self, server_id: int, code: str) -> RegionPlace:
        """Return what a region has in Discord, perhaps nothing."""
        async with self._db.reader() as conn:
            return await regions.place(conn, server_id, code)

    async def places(self, server_id: int) -> dict[str, RegionPlace]:
        """Return what all regions have in Discord, by their codes."""
        async with self._db.reader() as conn:
            return await regions.places(conn, server_id)

    async def chapter_seeds(self, server_id: int) -> list[Chapter]:
        """Return the known chapters that a server has not accepted yet."""
        return seeds(await self.catalogue(server_id))

    async def suggest_chapters(self, server_id: int, typed: str) -> list[Chapter]:
        """Return the known chapters that an admin may mean, by name, place or country."""
        wanted, known = fold(typed), await self.chapter_seeds(server_id)
        return [each for each in known if wanted in fold(f"{each.name} {each.place}")][:SHOWN]

    async def accept(self, server_id: int, slug: str, *, name: str | None = None) -> Region:
        """Accept a known chapter, perhaps under another name."""
        async with self._db.transaction() as conn:
            known = await catalogue(conn, server_id)
            seed = next((each for each in seeds(known) if each.slug == slug), None)
            if seed is None:
                raise RegionNotFoundError
            region = Region(f"h{slug}", Family.CHAPTER, _name(name) if name else seed.name)
            await regions.put(conn, server_id, region)
            return region

    async def add(self, server_id: int, name: str, family: Family) -> Region:
        """Add a region of the server's own to a family; raise RegionExistsError for a known name.

        The name of a known chapter accepts that.
        """
        kept = _name(name)
        for seed in await self.chapter_seeds(server_id) if family is Family.CHAPTER else ():
            if kept.casefold() in (seed.name.casefold(), f"h{seed.slug}"):
                return await self.accept(server_id, seed.slug)
        async with self._db.transaction() as conn:
            await _require_new(conn, server_id, kept)
            region = Region(await regions.next_own_code(conn, server_id), family, kept)
            await regions.put(conn, server_id, region)
            return region

    async def rename(self, server_id: int, code: str, name: str | None) -> Region:
        """Call a region something else; None goes back to its usual name."""
        kept = None if name is None else _name(name)
        async with self._db.transaction() as conn:
            region = await require(conn, server_id, code)
            if kept is None and region.code[:1] == "o":
                raise RegionNameMissingError
            if kept is not None:
                await _require_new(conn, server_id, kept, but=region.code)
            return await _change(conn, server_id, replace(region, name=kept))

    async def archive(self, server_id: int, code: str) -> Region:
        """Let nobody join a region any more; who belongs stays."""
        return await self._set_state(server_id, code, State.ARCHIVED)

    async def restore(self, server_id: int, code: str) -> Region:
        """Let people join a region again; one that was merged comes back without its people."""
        return await self._set_state(server_id, code, State.OPEN)

    async def merge(self, server_id: int, code: str, into: str) -> Region:
        """Let everybody of a region belong to another from now on; return that other.

        People move in chunks, so that nobody else waits long; the last one ends the region.
        Broken off, it goes on where it was when it is asked for again.
        """
        while True:
            async with self._db.transaction() as conn:
                gone = await require(conn, server_id, code)
                target = await require(conn, server_id, into)
                if gone.code == target.code or target.state is not State.OPEN:
                    raise RegionMergeError
                if await self._move_some(conn, server_id, gone.code, target.code) < CHUNK:
                    await _end(conn, server_id, gone, target)
                    return target

    async def add_representative(self, server_id: int, code: str, user_id: int) -> bool:
        """Let somebody stand for a region; tell whether that is news."""
        async with self._db.transaction() as conn:
            region = await require(conn, server_id, code)
            return await regions.add_representative(conn, server_id, region.code, user_id)

    async def remove_representative(self, server_id: int, code: str, user_id: int) -> bool:
        """Let somebody stand for a region no longer; tell whether they did."""
        async with self._db.transaction() as conn:
            region = await require(conn, server_id, code)
            return await regions.remove_representative(conn, server_id, region.code, user_id)

    async def representatives(self, server_id: int, code: str) -> list[int]:
        """Return who stands for a region, quiet people and those who left aside."""
        async with self._db.reader() as conn:
            return await regions.representatives(conn, server_id, code)

    async def represents(self, server_id: int, user_id: int) -> list[str]:
        """Return the codes of the regions that somebody stands for, quietly too."""
        async with self._db.reader() as conn:
            return await regions.represents(conn, server_id, user_id)

    async def suggest_new(self, server_id: int, user_id: int, *, name: str, why: str) -> None:
        """Keep a suggestion for the admins; raise RegionExistsError for what is there already."""
        kept, reason = _name(name), checks.line(why, WHY_LENGTH)
        if reason is None:
            raise RegionNameMissingError
        async with self._db.transaction() as conn:
            await _require_new(conn, server_id, kept)
            if await region_suggestions.count_of(conn, server_id, user_id) >= SUGGESTIONS:
                raise SuggestionLimitError(limit=SUGGESTIONS)
            await region_suggestions.add(conn, server_id, user_id, kept, reason, at=self._clock())

    async def suggestions(self, server_id: int) -> list[Suggestion]:
        """Return what members suggested, for admins: the oldest first, at most 25."""
        async with self._db.reader() as conn:
            return await region_suggestions.waiting(conn, server_id, limit=SHOWN)

    async def settle_suggestion(self, server_id: int, suggestion_id: int) -> None:
        """Take a suggestion off the list, taken up or not; raise SuggestionGoneError."""
        async with self._db.transaction() as conn:
            if not await region_suggestions.remove(conn, server_id, suggestion_id):
                raise SuggestionGoneError

    async def _set_state(self, server_id: int, code: str, state: State) -> Region:
        async with self._db.transaction() as conn:
            region = (await catalogue(conn, server_id)).get(code)
            if region is None:
                raise RegionNotFoundError
            return await _change(conn, server_id, replace(region, state=state, merged_into=None))

    async def _move_some(self, conn: Connection, server_id: int, code: str, into: str) -> int:
        """Move some people, their roles with them; nobody becomes more visible than they were."""
        some = await memberships.in_region(conn, server_id, code, limit=CHUNK)
        for user_id in some:
            async with self._roles.following(conn, server_id, user_id):
                await memberships.move(conn, server_id, code, into, user_id)
        return len(some)


async def catalogue(conn: Connection, server_id: int) -> Catalogue:
    """Return the regions of a server within a transaction."""
    return Catalogue(await regions.all_changed(conn, server_id))


async def require(conn: Connection, server_id: int, code: str) -> Region:
    """Return a region, or what it was merged into; raise RegionNotFoundError."""
    region = (await catalogue(conn, server_id)).target(code)
    if region is None:
        raise RegionNotFoundError
    return region


async def _end(conn: Connection, server_id: int, gone: Region, target: Region) -> None:
    """Let a region that has no people any more lead to the one they moved to."""
    await regions.move_representatives(conn, server_id, gone.code, target.code)
    await regions.merge_on(conn, server_id, gone.code, target.code)
    merged = replace(gone, state=State.MERGED, merged_into=target.code)
    await regions.put(conn, server_id, merged)


async def _change(conn: Connection, server_id: int, region: Region) -> Region:
    await regions.put(conn, server_id, region)
    return region


async def _require_new(
    conn: Connection, server_id: int, name: str, *, but: str | None = None
) -> None:
    """Raise RegionExistsError when another region is called so."""
    found = (await catalogue(conn, server_id)).resolve(name, frozenset(State) - {State.MERGED})
    is_itself = isinstance(found, Found) and found.value.code == but
    if not is_itself and not isinstance(found, Unknown):
        raise RegionExistsError(name=name)


def _name(typed: str) -> str:
    kept = checks.line(typed, NAME_LENGTH)
    if kept is None:
        raise RegionNameMissingError
    return kept
