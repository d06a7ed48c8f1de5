"""The weekly line: who is new in a region, of those who agreed to be named there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain import privacy
from bot.domain import regions as rules
from bot.domain.consents import Purpose
from bot.domain.newcomers import LATEST, WEEK, Newcomer, newcomer, next_line, window
from bot.domain.outbox import Row
from bot.domain.regions import Region, State
from bot.domain.settings import WEEKLY_LINE
from bot.reference import regions as gazetteer
from bot.services.clock import Clock
from bot.services.outbox import Outbox
from bot.services.presence import IsMember
from bot.services.region_catalogue import Catalogue
from bot.services.regions import catalogue
from bot.services.settings import value
from bot.storage import consents, memberships, moments, newcomers, profiles, regions
from bot.storage.database import Connection, Database

WEEK_BEGINS, LINE = "weekly_lines", "weekly_line"
"""The kinds of row: what decides a server's lines once a week, and one line of one region."""
PREVIEWED = 3


@dataclass(frozen=True, slots=True)
class Line:
    """What the line of a region says, as of now."""

    server_id: int
    region: Region
    people: tuple[Newcomer, ...]


class Newcomers:
    """Write a row a week for each region with somebody new; its words are made when it goes.

    The row that decides adds the next one in the transaction that ends it, so that each week
    has one, whatever stopped the bot.
    """

    def __init__(self, db: Database, clock: Clock, outbox: Outbox) -> None:
        self._db = db
        self._clock = clock
        self._outbox = outbox
        outbox.register(WEEK_BEGINS, self._decide)
        outbox.register(LINE, _nothing)

    async def line(self, row: Row, is_member: IsMember | None = None) -> Line | None:
        """Return whom a row names, by what is true now; None for nobody, or when it is stale.

        Where nobody tells who leaves, each is asked about first: this is for everybody to read.
        """
        server_id = row.server_id
        if server_id is None or self._clock() - row.due_at >= WEEK - LATEST:
            return None
        since, until = (datetime.fromisoformat(row.payload[end]) for end in ("since", "until"))
        async with self._db.reader() as conn:
            known = await catalogue(conn, server_id)
            region = known.get(row.payload["region"])
            if not await value(conn, server_id, WEEKLY_LINE):
                return None
            if region is None or region.state is not State.OPEN:
                return None
            ids = await newcomers.people(conn, server_id, region.code, since, until)
            found = await profiles.get_many(conn, ids)
        codes = known.leading_to(region.code)
        shown = (privacy.public(found[each], server_id, agreed=True) for each in ids)
        there = [
            each
            for each in shown
            if each and (is_member is None or await is_member(server_id, each.user_id))
        ]
        people = tuple(newcomer(each, codes, gazetteer) for each in there)
        return Line(server_id, region, people) if people else None

    async def preview(self, server_id: int, user_id: int) -> list[Line]:
        """Return what would be said of somebody where they belong or, nowhere yet, might."""
        async with self._db.reader() as conn:
            profile = await profiles.get(conn, user_id)
            known = await catalogue(conn, server_id)
            belongs = await memberships.of_person(conn, server_id, user_id)
        shown = None if profile is None else privacy.public(profile, server_id, agreed=True)
        if profile is None or shown is None:
            return []
        codes = [each.code for each in belongs if not each.quiet][-PREVIEWED:]
        codes = codes or list(rules.follows(profile, gazetteer))[:1]
        found = [known.target(code) for code in codes]
        return [
            Line(server_id, region, (newcomer(shown, known.leading_to(region.code), gazetteer),))
            for region in found
            if region is not None
        ]

    async def _decide(self, conn: Connection, row: Row, _: Mapping[str, Any]) -> None:
        """Write the lines of this week, and when it is decided again; a late week is left out."""
        server_id, now = row.server_id, self._clock()
        if server_id is None:
            return
        last = await moments.get(conn, server_id, LINE)
        is_double = last is not None and now - last < LATEST
        if now - row.due_at <= LATEST and not is_double:
            if await value(conn, server_id, WEEKLY_LINE):
                await self._write(conn, server_id, window(last, now), now)
            await moments.put(conn, server_id, LINE, now)
        elif last is None:
            await moments.put(conn, server_id, LINE, row.due_at - WEEK)
        if await consents.is_any(conn, server_id, Purpose.WEEKLY_LINE):
            await begin_weeks(conn, self._outbox, server_id, now)

    async def _write(
        self, conn: Connection, server_id: int, since: datetime, until: datetime
    ) -> None:
        known = await catalogue(conn, server_id)
        places = await regions.places(conn, server_id)
        for code in await newcomers.regions(conn, server_id, since, until):
            place = places.get(code)
            if place is None or place.home is None or not _is_open(known, code):
                continue
            told = {"region": code, "since": since.isoformat(), "until": until.isoformat()}
            await self._outbox.add(
                conn,
                LINE,
                f"channel:{place.home}",
                {"channel": place.home, **told},
                due_at=until,
                server_id=server_id,
            )


async def begin_weeks(conn: Connection, outbox: Outbox, server_id: int, now: datetime) -> None:
    """Let the week of a server be decided when the next one begins; there is one such row."""
    place = f"week:{server_id}"
    await outbox.withdraw(conn, WEEK_BEGINS, place)
    await outbox.add(conn, WEEK_BEGINS, place, {}, due_at=next_line(now), server_id=server_id)


async def end_weeks(conn: Connection, outbox: Outbox, server_id: int) -> None:
    """Decide no more weeks where nobody agreed any more."""
    if not await consents.is_any(conn, server_id, Purpose.WEEKLY_LINE):
        await outbox.withdraw(conn, WEEK_BEGINS, f"week:{server_id}")


async def _nothing(_: Connection, __: Row, ___: Mapping[str, Any]) -> None:
    """Record nothing: the line stands in its channel."""


def _is_open(known: Catalogue, code: str) -> bool:
    region = known.get(code)
    return region is not None and region.state is State.OPEN
