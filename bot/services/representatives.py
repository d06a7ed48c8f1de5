"""What representatives and moderators do in one region: post, ping, pin, welcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain import privacy
from bot.domain.notices import DRAFTS_KEPT, PING_PAUSE, TEXT_LENGTH, Notice, last_ping
from bot.domain.outbox import Row
from bot.domain.privacy import SeenProfile
from bot.domain.regions import People, Region, RegionPlace, people
from bot.domain.rights import Right, Standing
from bot.errors import (
    NoticeEmptyError,
    NoticeGoneError,
    NotListedError,
    PingTooSoonError,
    RegionPlaceMissingError,
    RegionPostNeededError,
    RegionRoleMissingError,
    RepresentativesOnlyError,
    ServerNeededError,
)
from bot.services import checks
from bot.services.clock import Clock
from bot.services.directory import viewer
from bot.services.outbox import Outbox
from bot.services.regions import COUNTED, catalogue, require
from bot.services.rights import Rights
from bot.storage import (
    exclusions,
    memberships,
    moments,
    newcomers,
    notices,
    profiles,
    regions,
)
from bot.storage.database import Connection, Database

POST, PIN, SLEEP = "notice", "pin", "sleep"
"""The kinds of row."""
NEWEST, LOOKED_AT, EVERYTHING = 5, 25, 500


@dataclass(frozen=True, slots=True)
class Asker:
    """Who acts, where; a moderator may in every region."""

    user_id: int
    server_id: int
    may_anywhere: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A notice before it goes, and what it would do."""

    notice: Notice
    region: Region
    place: RegionPlace
    people: People


class Representatives:
    """Act in one region alone; each act is a row of the queue, checked when it is asked for."""

    def __init__(self, db: Database, clock: Clock, outbox: Outbox, rights: Rights) -> None:
        self._db = db
        self._clock = clock
        self._outbox = outbox
        self._rights = rights
        outbox.register(POST, self._posted, on_dropped=self._dropped)
        outbox.register(PIN, _nothing)
        outbox.register(SLEEP, _nothing)

    async def suggest(self, standing: Standing, typed: str, locale: str) -> list[Region]:
        """Return the regions that somebody may act in, of those that a typed name may mean."""
        asker = await self._asker(standing)
        async with self._db.reader() as conn:
            known = await catalogue(conn, asker.server_id)
            stands_for = await regions.represents(conn, asker.server_id, asker.user_id)
        own = [region for code in stands_for if (region := known.get(code)) is not None]
        if not typed.strip() and not asker.may_anywhere:
            return own
        named = known.suggest(typed, locale, EVERYTHING)
        if asker.may_anywhere:
            return list(dict.fromkeys((*(each for each in own if each in named), *named)))
        return [region for region in own if region in named]

    async def place(
        self, standing: Standing, code: str, *, pings: bool = False, sleeps: bool = False
    ) -> RegionPlace:
        """Return where somebody may act; raise what stands in the way, before they write."""
        asker = await self._asker(standing)
        async with self._db.reader() as conn:
            region = await _allowed(conn, asker, code)
            place = await _place(conn, asker, region.code)
            if pings:
                await self._require_ping(conn, asker, place)
            if sleeps and place.home != place.thread_id:
                raise RegionPostNeededError
            return place

    async def draft(self, standing: Standing, code: str, typed: str, *, pings: bool) -> Draft:
        """Keep what somebody wrote, to be looked at before it goes."""
        text = checks.paragraphs(typed, TEXT_LENGTH)
        if text is None:
            raise NoticeEmptyError
        asker, now = await self._asker(standing), self._clock()
        async with self._db.transaction() as conn:
            region = await _allowed(conn, asker, code)
            place = await _place(conn, asker, region.code)
            if pings:
                await self._require_ping(conn, asker, place)
            number = await notices.add(
                conn, asker.server_id, region.code, asker.user_id, text, pings=pings, at=now
            )
            return await _own_draft(conn, asker, number)

    async def find(self, standing: Standing, number: int) -> Draft:
        """Return a draft of one's own; raise NoticeGoneError."""
        asker = await self._asker(standing)
        async with self._db.reader() as conn:
            return await _own_draft(conn, asker, number)

    async def send(self, standing: Standing, number: int, *, pins: bool) -> Draft:
        """Let a draft of one's own go; a ping counts from now on."""
        asker, now = await self._asker(standing), self._clock()
        async with self._db.transaction() as conn:
            draft = await _own_draft(conn, asker, number)
            kept, place = draft.notice, draft.place
            if kept.pings:
                await self._require_ping(conn, asker, place)
                await moments.put(conn, asker.server_id, last_ping(place.code), now)
            await notices.send(conn, number, pins=pins)
            role = place.role_id if kept.pings else None
            payload = {
                "notice": number,
                "region": place.code,
                "channel": place.home,
                "role": role,
            }
            await self._add(conn, asker.server_id, POST, payload)
            return draft

    async def drop(self, standing: Standing, number: int) -> None:
        """Forget a draft of one's own."""
        asker = await self._asker(standing)
        async with self._db.transaction() as conn:
            await _own_draft(conn, asker, number)
            await notices.remove(conn, number)

    async def read(self, row: Row) -> tuple[Notice, Region] | None:
        """Return what a row posts; None when its writer deleted their profile since."""
        async with self._db.reader() as conn:
            kept = await notices.get(conn, row.payload["notice"])
            return kept and (kept, await require(conn, kept.server_id, kept.code))

    async def pin(self, standing: Standing, code: str, message_id: int, *, pinned: bool) -> Region:
        """Pin a message of the region's own place, or take the pin off."""
        asker = await self._asker(standing)
        async with self._db.transaction() as conn:
            region = await _allowed(conn, asker, code)
            place = await _place(conn, asker, region.code)
            payload = {"channel": place.home, "message": message_id, "pinned": pinned}
            await self._add(conn, asker.server_id, PIN, payload)
            return region

    async def sleep(self, standing: Standing, code: str) -> Region:
        """Put a region's post to sleep; whoever writes in it wakes it."""
        asker = await self._asker(standing)
        async with self._db.transaction() as conn:
            region = await _allowed(conn, asker, code)
            place = await _place(conn, asker, region.code)
            if place.home != place.thread_id:
                raise RegionPostNeededError
            await self._add(conn, asker.server_id, SLEEP, {"channel": place.home})
            return region

    async def newest(self, standing: Standing, code: str) -> tuple[Region, list[SeenProfile]]:
        """Return who joined a region last, as far as the asker sees them; never quiet people."""
        asker = await self._asker(standing)
        async with self._db.reader() as conn:
            region = await _allowed(conn, asker, code)
            by = await viewer(conn, asker.user_id, asker.server_id)
            if not by.is_listed:
                raise NotListedError
            ids = await newcomers.latest(conn, asker.server_id, region.code, limit=LOOKED_AT)
            found = await profiles.get_many(conn, ids)
        others = (found[each] for each in ids if each in found and each != asker.user_id)
        seen = (privacy.see(each, by) for each in others)
        return region, [each for each in seen if each is not None][:NEWEST]

    async def forget_drafts(self) -> None:
        """Delete drafts that are over a day old."""
        async with self._db.transaction() as conn:
            await notices.forget_drafts(conn, before=self._clock() - DRAFTS_KEPT)

    async def _asker(self, standing: Standing) -> Asker:
        """Look at the rights first: within a transaction they would wait for another reader."""
        if standing.server_id is None:
            raise ServerNeededError
        held = await self._rights.held(standing)
        may_anywhere = bool(held & {Right.ADMIN, Right.MODERATOR})
        return Asker(standing.user_id, standing.server_id, may_anywhere)

    async def _require_ping(self, conn: Connection, asker: Asker, place: RegionPlace) -> None:
        if place.role_id is None:
            raise RegionRoleMissingError
        last = await moments.get(conn, asker.server_id, last_ping(place.code))
        if last is not None and self._clock() - last < PING_PAUSE:
            raise PingTooSoonError(when=last + PING_PAUSE)

    async def _add(
        self, conn: Connection, server_id: int, kind: str, payload: Mapping[str, Any]
    ) -> None:
        place = f"channel:{payload['channel']}"
        await self._outbox.add(conn, kind, place, payload, server_id=server_id)

    async def _posted(self, conn: Connection, row: Row, result: Mapping[str, Any]) -> None:
        """Forget the text, which stands in its channel now, and pin it if that was wanted."""
        kept = await notices.get(conn, row.payload["notice"])
        await notices.remove(conn, row.payload["notice"])
        if kept is not None and kept.pins and "message" in result:
            await self._add(conn, kept.server_id, PIN, {**result, "pinned": True})

    async def _dropped(self, conn: Connection, row: Row) -> None:
        """Give a ping back that did not happen."""
        kept = await notices.get(conn, row.payload["notice"])
        if kept is not None:
            await notices.remove(conn, kept.id)
            if kept.pings:
                await moments.remove(conn, kept.server_id, last_ping(row.payload["region"]))


async def _allowed(conn: Connection, asker: Asker, code: str) -> Region:
    region = await require(conn, asker.server_id, code)
    if asker.may_anywhere:
        return region
    stands_for = await regions.represents(conn, asker.server_id, asker.user_id)
    is_excluded = await exclusions.reason(conn, asker.server_id, asker.user_id) is not None
    if region.code not in stands_for or is_excluded:
        raise RepresentativesOnlyError
    return region


async def _place(conn: Connection, asker: Asker, code: str) -> RegionPlace:
    place = await regions.place(conn, asker.server_id, code)
    if place.home is None:
        raise RegionPlaceMissingError
    return place


async def _own_draft(conn: Connection, asker: Asker, number: int) -> Draft:
    kept = await notices.get(conn, number)
    whose = (asker.user_id, asker.server_id)
    if kept is None or kept.is_sent or (kept.user_id, kept.server_id) != whose:
        raise NoticeGoneError
    region = await _allowed(conn, asker, kept.code)
    place = await _place(conn, asker, region.code)
    counted = await memberships.count_open(conn, asker.server_id, region.code, at_most=COUNTED + 1)
    return Draft(kept, region, place, people(counted, COUNTED))


async def _nothing(_: Connection, __: Row, ___: Mapping[str, Any]) -> None:
    """Record nothing: Discord shows it."""
