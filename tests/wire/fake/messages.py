"""The messages of every channel, and nonces, which Discord forgets after minutes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiohttp import web

from tests.wire.fake.clock import FakeClock
from tests.wire.fake.payloads import Json, message, numbered
from tests.wire.fake.rest import Refusal

NONCE_MEMORY = timedelta(minutes=3)


@dataclass(slots=True)
class Messages:
    """What was sent, by channel and number."""

    clock: FakeClock
    kept: dict[int, dict[int, Json]] = field(default_factory=dict[int, dict[int, Json]])
    pinned: set[int] = field(default_factory=set[int])
    published: set[int] = field(default_factory=set[int])
    _nonces: dict[tuple[int, str], tuple[datetime, int]] = field(
        default_factory=dict[tuple[int, str], tuple[datetime, int]]
    )

    def of(self, channel_id: int) -> list[Json]:
        """Return the messages of a channel, oldest first."""
        return list(self.kept.get(channel_id, {}).values())

    def all(self) -> list[Json]:
        """Return every message."""
        return [each for channel in self.kept.values() for each in channel.values()]

    def send(self, channel_id: int, body: Json) -> Json:
        """Keep a message; the same nonce within three minutes is the same message."""
        now, nonce = self.clock.now(), body.get("nonce")
        known = self._nonces.get((channel_id, str(nonce)))
        if nonce and body.get("enforce_nonce") and known and now - known[0] < NONCE_MEMORY:
            return self.kept[channel_id][known[1]]
        number = self.clock.snowflake()
        sent = message(number, channel_id, body, now.isoformat())
        self.kept.setdefault(channel_id, {})[number] = sent
        if nonce:
            self._nonces[channel_id, str(nonce)] = now, number
        return sent | {"nonce": nonce}

    def edit(self, channel_id: int, number: int, body: Json) -> Json:
        """Replace what a message shows."""
        kept = self.get(channel_id, number)
        kept["components"] = numbered(body.get("components") or [])
        self.kept[channel_id][number] = kept
        return kept

    def delete(self, channel_id: int, number: int) -> None:
        """Forget a message."""
        self.get(channel_id, number)
        del self.kept[channel_id][number]

    def publish(self, channel_id: int, number: int) -> Json:
        """Send a message to the servers that follow its channel, once."""
        kept = self.get(channel_id, number)
        if number in self.published:
            raise Refusal(400, 40033, "This message has already been crossposted.")
        self.published.add(number)
        return kept

    def get(self, channel_id: int, number: int) -> Json:
        """Return one message."""
        kept = self.kept.get(channel_id, {}).get(number)
        if kept is None:
            raise Refusal(404, 10008, "Unknown Message")
        return kept | {"pinned": number in self.pinned}

    def page(self, channel_id: int, request: web.Request) -> list[Json]:
        """Return a page of a channel, newest first: the nearest after, or before, a number."""
        limit = int(request.query.get("limit", 50))
        found = sorted(self.kept.get(channel_id, {}))
        if "after" in request.query:
            found = [each for each in found if each > int(request.query["after"])][:limit]
        else:
            before = int(request.query.get("before", 2**63))
            found = [each for each in found if each < before][-limit:]
        return [self.kept[channel_id][number] for number in reversed(found)]
