"""Belonging to regions: joined, left, offered by what a profile says."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from bot.domain import regions as rules
from bot.domain.regions import (
    Belonging,
    Change,
    Membership,
    Offer,
    Offers,
    Region,
    RegionPlace,
    State,
    Tie,
)
from bot.domain.settings import MEMBERSHIP_DAYS
from bot.errors import CannotFollowError, ExcludedError, NotInRegionError, RegionClosedError
from bot.reference import regions as gazetteer
from bot.services.clock import Clock
from bot.services.region_catalogue import Catalogue
from bot.services.region_roles import RegionRoles
from bot.services.regions import catalogue, require
from bot.services.settings import value
from bot.storage import exclusions, memberships, profiles, regions
from bot.storage.database import Connection, Database

OFFERED = 25


class Memberships:
    """Let people belong to regions, loudly or quietly, always by their own decision."""

    def __init__(self, db: Database, clock: Clock, roles: RegionRoles) -> None:
        self._db = db
        self._clock = clock
        self._roles = roles

    async def join(
        self,
        server_id: int,
        user_id: int,
        code: str,
        *,
        tie: Tie | None = None,
        quiet: bool = False,
    ) -> Belonging:
        """Let somebody belong to a region, or change as what or how visibly they do.

        Without ``tie`` it is as before, or what follows from the profile, or interest.
        """
        async with self._db.transaction() as conn:
            await _require_welcome(conn, server_id, user_id)
            region = await require(conn, server_id, code)
            if region.state is not State.OPEN:
                raise RegionClosedError
            chosen = tie or await _likeliest(conn, server_id, user_id, region.code)
            async with self._roles.following(conn, server_id, user_id):
                await self._put(conn, server_id, user_id, region.code, chosen, quiet=quiet)
            return await _belonging(conn, server_id, user_id, region)

    async def leave(self, server_id: int, user_id: int, code: str) -> Region:
        """Let somebody belong no longer; raise NotInRegionError."""
        async with self._db.transaction() as conn:
            region = await require(conn, server_id, code)
            if not await self._remove(conn, server_id, user_id, region.code):
                raise NotInRegionError
            return region

    async def follow(self, server_id: int, user_id: int, code: str) -> RegionPlace:
        """Let somebody follow a region's post; who belongs quietly would be seen there."""
        async with self._db.transaction() as conn:
            region = await require(conn, server_id, code)
            place = await regions.place(conn, server_id, region.code)
            mine = await memberships.get(conn, server_id, region.code, user_id)
            if place.thread_id is None or mine is None or mine.quiet:
                raise CannotFollowError
            await self._roles.follow(conn, server_id, user_id, place.thread_id, follows=True)
            return place

    async def mine(self, server_id: int, user_id: int) -> list[Belonging]:
        """Return everything somebody belongs to in a server, in the order of joining."""
        async with self._db.reader() as conn:
            known = await catalogue(conn, server_id)
            places = await regions.places(conn, server_id)
            return [
                Belonging(region, each, places.get(region.code, RegionPlace(region.code)))
                for each in await memberships.of_person(conn, server_id, user_id)
                if (region := known.get(each.code)) is not None
            ]

    async def likeliest_tie(self, server_id: int, user_id: int, code: str) -> Tie:
        """Return as what somebody belongs or would most likely belong to a region."""
        async with self._db.reader() as conn:
            return await _likeliest(conn, server_id, user_id, code)

    async def offers(self, server_id: int | None, user_id: int) -> Offers:
        """Return what follows from somebody's profile and is not so yet; nothing in a DM."""
        if server_id is None:
            return Offers()
        async with self._db.reader() as conn:
            if await exclusions.reason(conn, server_id, user_id) is not None:
                return Offers()
            return await _offers(conn, server_id, user_id)

    async def take_up(
        self, server_id: int, user_id: int, chosen: Collection[str], *, quiet: bool = False
    ) -> Offers:
        """Join and leave what was ticked of today's offers; return what was done."""
        async with self._db.transaction() as conn:
            await _require_welcome(conn, server_id, user_id)
            offered = await _offers(conn, server_id, user_id)
            done = Offers(
                tuple(each for each in offered.join if each.region.code in chosen),
                tuple(each for each in offered.leave if each.region.code in chosen),
            )
            async with self._roles.following(conn, server_id, user_id):
                for each in done.join:
                    await self._put(
                        conn, server_id, user_id, each.region.code, each.tie, quiet=quiet
                    )
            for each in done.leave:
                await self._remove(conn, server_id, user_id, each.region.code)
            return done

    async def forget_gone(self) -> int:
        """Delete the belongings of people who left a server too long ago; return how many."""
        gone = 0
        async with self._db.reader() as conn:
            servers = await memberships.guilds(conn)
        for server_id in servers:
            async with self._db.transaction() as conn:
                days = await value(conn, server_id, MEMBERSHIP_DAYS)
                before = self._clock() - timedelta(days=days)
                forgotten = await memberships.forget_gone(conn, server_id, before=before)
                await regions.forget_in(conn, server_id, forgotten)
                gone += len(forgotten)
        return gone

    async def _put(
        self, conn: Connection, server_id: int, user_id: int, code: str, tie: Tie, *, quiet: bool
    ) -> None:
        if quiet:
            await self._stop_following(conn, server_id, user_id, code)
        await memberships.put(conn, Membership(server_id, code, user_id, tie, quiet, self._clock()))

    async def _remove(self, conn: Connection, server_id: int, user_id: int, code: str) -> bool:
        await self._stop_following(conn, server_id, user_id, code)
        async with self._roles.following(conn, server_id, user_id):
            return await memberships.remove(conn, server_id, code, user_id)

    async def _stop_following(
        self, conn: Connection, server_id: int, user_id: int, code: str
    ) -> None:
        """Take whoever belonged openly out of the post, where followers are seen."""
        before = await memberships.get(conn, server_id, code, user_id)
        place = await regions.place(conn, server_id, code)
        if before is not None and not before.quiet and place.thread_id is not None:
            await self._roles.follow(conn, server_id, user_id, place.thread_id, follows=False)


async def _require_welcome(conn: Connection, server_id: int, user_id: int) -> None:
    if (reason := await exclusions.reason(conn, server_id, user_id)) is not None:
        raise ExcludedError(reason=reason)


async def _belonging(conn: Connection, server_id: int, user_id: int, region: Region) -> Belonging:
    membership = await memberships.get(conn, server_id, region.code, user_id)
    assert membership is not None  # noqa: S101 - put in the same transaction
    return Belonging(region, membership, await regions.place(conn, server_id, region.code))


async def _likeliest(conn: Connection, server_id: int, user_id: int, code: str) -> Tie:
    before = await memberships.get(conn, server_id, code, user_id)
    if before is not None and not before.by_role:
        return before.tie
    profile = await profiles.get(conn, user_id)
    follow = rules.follows(profile, gazetteer) if profile else {}
    return follow[code][0] if code in follow else Tie.INTERESTED


async def _offers(conn: Connection, server_id: int, user_id: int) -> Offers:
    profile = await profiles.get(conn, user_id)
    if profile is None or profile.imported:
        return Offers()
    known = await catalogue(conn, server_id)
    follow = _here(rules.follows(profile, gazetteer), known)
    # Whoever only holds a role never said as what they belong.
    belongs = {
        each.code: each.tie
        for each in await memberships.of_person(conn, server_id, user_id)
        if not each.by_role
    }
    return _limited(rules.change(profile, follow, belongs), belongs, known)


def _here(follow: Mapping[str, Sequence[Tie]], known: Catalogue) -> dict[str, tuple[Tie, ...]]:
    """Return what follows, as the server has it: merged regions lead on."""
    here: dict[str, set[Tie]] = {}
    for code, ties in follow.items():
        region = known.target(code)
        if region is not None:
            here.setdefault(region.code, set()).update(ties)
    return {code: rules.in_order(ties) for code, ties in here.items()}


def _limited(change: Change, belongs: dict[str, Tie], known: Catalogue) -> Offers:
    join = [
        Offer(region, tie, belongs.get(code))
        for code, tie in change.join.items()
        if (region := known.get(code)) and (region.state is State.OPEN)
    ]
    leave = [
        Offer(region, tie) for code, tie in change.leave.items() if (region := known.get(code))
    ]
    return Offers(tuple(join[:OFFERED]), tuple(leave[: max(OFFERED - len(join), 0)]))
