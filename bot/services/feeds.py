"""Feeds: who subscribed to what, and what is in it."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Callable, Collection, Iterable

from bot.domain.admission import By
from bot.domain.events import Event
from bot.domain.feeds import (
    LARGEST,
    OWNED,
    PAST,
    Course,
    Entry,
    Feed,
    Line,
    Outline,
    Part,
    What,
    digest,
)
from bot.domain.lengths import LONGEST
from bot.domain.series import Series
from bot.errors import FeedGoneError, FeedLimitError
from bot.services.clock import Clock
from bot.services.dates_to_come import DatesToCome
from bot.services.regions import catalogue
from bot.storage import events, feeds
from bot.storage import series as store
from bot.storage.database import Connection, Database

SECRET_BYTES = 32
LOOKED_AT = 2_000
"""So many events are looked at; where channels are hidden, fewer are in the feed."""

Sees = Callable[[int], bool]
"""Tells whether everybody in a server sees a channel of it."""


class Feeds:
    """Give out addresses, take them back, and tell what is behind one."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock
        self._to_come = DatesToCome(clock)

    async def mine(self, user_id: int, server_id: int, what: What, code: str | None) -> Feed | None:
        """Return the feed for which somebody has an address, or None."""
        async with self._db.glance() as conn:
            codes = await _same(conn, server_id, code)
            return await feeds.get(conn, user_id, server_id, what, codes)

    async def subscribe(self, feed: Feed) -> str:
        """Return the secret of a new address; the one before it, for the same, is gone."""
        secret = secrets.token_urlsafe(SECRET_BYTES)
        async with self._db.transaction() as conn:
            codes = await _same(conn, feed.server_id, feed.code)
            await feeds.remove(conn, feed.user_id, feed.server_id, feed.what, codes)
            if await feeds.count(conn, feed.user_id, feed.server_id) >= OWNED:
                raise FeedLimitError(limit=OWNED)
            await feeds.put(conn, feed, digest(secret))
        return secret

    async def revoke(self, user_id: int, server_id: int, what: What, code: str | None) -> None:
        """Let an address lead nowhere; raise FeedGoneError where there is none."""
        async with self._db.transaction() as conn:
            codes = await _same(conn, server_id, code)
            if not await feeds.remove(conn, user_id, server_id, what, codes):
                raise FeedGoneError

    async def behind(self, secret: str) -> Feed | None:
        """Return the feed of an address, or None, whether it was revoked or never was."""
        async with self._db.glance() as conn:
            return await feeds.of_digest(conn, digest(secret))

    async def outline(self, feed: Feed, sees: Sees) -> Outline:
        """Return what is in a feed just now.

        In that of a server or region stands only what everybody there may know of; in that of
        somebody's answers what they go to, wait for or may go to.
        """
        over_since = self._clock() - PAST
        async with self._db.glance() as conn:
            if feed.what is What.MINE:
                own = await feeds.answered(
                    conn, feed.user_id, feed.server_id, over_since=over_since, limit=LARGEST
                )
                regular = await store.of_regular(conn, feed.user_id, feed.server_id)
                return Outline(feed, tuple(own), await self._courses(conn, regular))
            codes = await _same(conn, feed.server_id, feed.code)
            found = await feeds.public(
                conn,
                feed.server_id,
                codes,
                # Whatever ends after a moment began no longer before it than an event may last.
                since=over_since - LONGEST,
                over_since=over_since,
                limit=LOOKED_AT,
            )
            series = await store.going_on(conn, feed.server_id)
            courses = await self._courses(conn, series)
        known: dict[int, bool] = {}

        def is_seen(each: Line | Event) -> bool:
            channel_id = each.parent_id or each.channel_id
            if channel_id not in known:
                known[channel_id] = sees(channel_id)
            return known[channel_id]

        lines = itertools.islice(filter(is_seen, found), LARGEST)
        public = [each for each in courses if _is_public(each.pattern, codes)]
        return Outline(feed, tuple(lines), tuple(each for each in public if is_seen(each.pattern)))

    async def entries(self, outline: Outline) -> list[Entry]:
        """Return the events of a feed as they are to be written."""
        async with self._db.glance() as conn:
            found = await events.get_many(conn, (line.event_id for line in outline.lines))
        made = [
            Entry(found[line.event_id], line.part)
            for line in outline.lines
            if line.event_id in found
        ]
        part = Part.REGULAR if outline.feed.what is What.MINE else Part.PLANNED
        planned = [Entry(event, part) for each in outline.courses for event in each.events()]
        return sorted((*made, *planned), key=lambda entry: entry.event.starts_at)[:LARGEST]

    async def _courses(self, conn: Connection, series: Iterable[Series]) -> tuple[Course, ...]:
        """Return the dates of series that have no card yet, of those that have some."""
        dates = [(each, planned) for each in series if (planned := self._to_come.of(each))]
        patterns = await events.get_many(conn, (each.pattern_id or 0 for each, _ in dates))
        return tuple(
            Course(each.id, patterns[each.pattern_id], each.zone, planned)
            for each, planned in dates
            if each.pattern_id in patterns
        )


async def _same(conn: Connection, server_id: int, code: str | None) -> frozenset[str]:
    """Return the codes of a region and of all that were merged with it; none for none."""
    if code is None:
        return frozenset()
    known = await catalogue(conn, server_id)
    region = known.target(code)
    return known.leading_to(region.code) if region else frozenset({code})


def _is_public(pattern: Event, codes: Collection[str]) -> bool:
    """Tell whether dates are for everybody, and in the region of a feed if it has one."""
    return pattern.admission.by is By.EVERYBODY and (not codes or pattern.code in codes)
