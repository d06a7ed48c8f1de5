"""The weekly digest: what comes up in a region, and what was announced there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.domain.announcements import Announcement, Copy
from bot.domain.events import Event
from bot.domain.newcomers import LATEST, WEEK, next_line
from bot.domain.outbox import Row
from bot.domain.regions import Region, State
from bot.domain.settings import DIGEST
from bot.services.clock import Clock
from bot.services.outbox import Outbox
from bot.services.regions import catalogue
from bot.services.settings import Settings, value
from bot.storage import announcement_copies as copies
from bot.storage import announcements, events, moments, regions
from bot.storage.database import Connection, Database

WEEK_BEGINS, POST = "digests", "digest"
"""The kinds of row: what decides a server's digests once a week, and the digest of one region."""
AHEAD = timedelta(days=14)
LOOKED_AT = 200

IsPublic = Callable[[int, Event], bool]
"""Tells whether whoever reads in a channel may know of an event."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What the digest of a region says, as of now."""

    server_id: int
    region: Region
    events: tuple[Event, ...]
    announced: tuple[tuple[Announcement, Copy], ...]


class Digests:
    """Write a row a week for each region where there is something to say.

    As with weekly lines the row that decides adds the next one in the transaction that ends it.
    There is one as long as the setting is on.
    """

    def __init__(self, db: Database, clock: Clock, outbox: Outbox, settings: Settings) -> None:
        self._db = db
        self._clock = clock
        self._outbox = outbox
        outbox.register(WEEK_BEGINS, self._decide)
        outbox.register(POST, _nothing)
        settings.follow(DIGEST, self._switched)

    async def digest(self, row: Row, is_public: IsPublic) -> Digest | None:
        """Return what a row says, by what is true now; None for nothing, or when it is stale."""
        server_id, now, channel_id = row.server_id, self._clock(), row.payload["channel"]
        if server_id is None or now - row.due_at >= WEEK - LATEST:
            return None
        since = datetime.fromisoformat(row.payload["since"])
        async with self._db.reader() as conn:
            known = await catalogue(conn, server_id)
            region = known.get(row.payload["region"])
            is_on = await value(conn, server_id, DIGEST)
            if not is_on or region is None or region.state is not State.OPEN:
                return None
            codes = known.leading_to(region.code)
            found = [each for each in await _coming(conn, server_id, now) if each.code in codes]
            announced = [
                (announcement, copy)
                for copy in await copies.posted_since(conn, server_id, since)
                if copy.channel_id == channel_id
                and (announcement := await announcements.get(conn, copy.announcement_id))
            ]
        told = tuple(each for each in found if is_public(channel_id, each))
        if not told and not announced:
            return None
        return Digest(server_id, region, told, tuple(announced))

    async def _switched(self, conn: Connection, server_id: int) -> None:
        """Begin the weeks of a server, or end them."""
        place = f"digests:{server_id}"
        await self._outbox.withdraw(conn, WEEK_BEGINS, place)
        if await value(conn, server_id, DIGEST):
            await self._begin(conn, server_id)

    async def _begin(self, conn: Connection, server_id: int) -> None:
        due, place = next_line(self._clock()), f"digests:{server_id}"
        await self._outbox.add(conn, WEEK_BEGINS, place, {}, due_at=due, server_id=server_id)

    async def _decide(self, conn: Connection, row: Row, _: Mapping[str, Any]) -> None:
        """Write the digests of this week, and when it is decided again; a late week is left out."""
        server_id, now = row.server_id, self._clock()
        if server_id is None or not await value(conn, server_id, DIGEST):
            return
        last = await moments.get(conn, server_id, POST)
        is_double = last is not None and now - last < LATEST
        if now - row.due_at <= LATEST and not is_double:
            await self._write(conn, server_id, max(last or now - WEEK, now - 2 * WEEK), now)
            await moments.put(conn, server_id, POST, now)
        place = f"digests:{server_id}"
        if not await self._outbox.is_to_come(conn, WEEK_BEGINS, place, {}):
            await self._begin(conn, server_id)

    async def _write(
        self, conn: Connection, server_id: int, since: datetime, now: datetime
    ) -> None:
        """Write a row for each region with events to come or announcements since the last."""
        known, places = await catalogue(conn, server_id), await regions.places(conn, server_id)
        coming = await _coming(conn, server_id, now)
        named = (known.target(event.code) for event in coming if event.code is not None)
        upcoming = {region.code for region in named if region is not None}
        recent = {copy.channel_id for copy in await copies.posted_since(conn, server_id, since)}
        for code, place in places.items():
            region = known.get(code)
            if place.home is None or region is None or region.state is not State.OPEN:
                continue
            if code in upcoming or place.home in recent:
                payload = {"channel": place.home, "region": code, "since": since.isoformat()}
                channel = f"channel:{place.home}"
                await self._outbox.add(
                    conn, POST, channel, payload, due_at=now, server_id=server_id
                )


async def _coming(conn: Connection, server_id: int, now: datetime) -> list[Event]:
    return await events.between(
        conn, server_id, now, now + AHEAD, now=now, is_over=False, limit=LOOKED_AT
    )


async def _nothing(_: Connection, __: Row, ___: Mapping[str, Any]) -> None:
    """Record nothing: the digest stands in its channel."""
