"""What was written for calendars, kept so that it is written once; and how often they come."""

from __future__ import annotations

from collections import Counter, OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.feeds import Outline
from bot.services.clock import Clock

BYTES = 16_000_000
FEEDS = 2_000
SECOND = timedelta(seconds=1)


@dataclass(slots=True)
class Kept:
    """A feed as it was when it was last fetched; ``since`` is when that was first so."""

    key: str
    tag: str
    since: datetime
    body: bytes | None = None


class Shelf:
    """Keep the feeds that were fetched last, within so many bytes."""

    def __init__(self, clock: Clock, *, most: int = BYTES) -> None:
        self._clock = clock
        self._most = most
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._bytes = 0

    def find(self, outline: Outline) -> Kept:
        """Return what is kept of a feed that is still so, or a place for what it is now."""
        key, tag = outline.feed.key, outline.tag
        kept = self._kept.get(key)
        if kept is None or kept.tag != tag:
            since = self._clock().replace(microsecond=0)
            if kept is not None:
                # A date has no parts of a second: two states must not share one.
                since = max(since, kept.since + SECOND)
                self._drop(key)
            kept = self._kept[key] = Kept(key, tag, since)
        self._kept.move_to_end(key)
        self._make_room()
        return kept

    def put(self, kept: Kept, body: bytes) -> None:
        """Keep what was written, unless the feed has changed meanwhile."""
        kept.body = body
        if self._kept.get(kept.key) is kept:
            self._bytes += len(body)
            self._make_room()

    def _make_room(self) -> None:
        while len(self._kept) > 1 and (self._bytes > self._most or len(self._kept) > FEEDS):
            self._drop(next(iter(self._kept)))

    def _drop(self, key: str) -> None:
        self._bytes -= len(self._kept.pop(key).body or b"")


class Visits:
    """Count how often each address is fetched."""

    def __init__(self, clock: Clock, *, most: int, within: timedelta) -> None:
        self._clock = clock
        self._most = most
        self._within = within
        self._until = clock()
        self._counted: Counter[bytes] = Counter()

    def wait(self, address: bytes) -> timedelta | None:
        """Count one more; return how long to wait if that is too often."""
        now = self._clock()
        if now >= self._until:
            self._until = now + self._within
            self._counted.clear()
        self._counted[address] += 1
        return self._until - now if self._counted[address] > self._most else None
