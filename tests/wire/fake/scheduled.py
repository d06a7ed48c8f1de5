"""Discord's own events of the server."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.wire.fake.clock import FakeClock
from tests.wire.fake.payloads import BOT_ID, GUILD_ID, Json, me
from tests.wire.fake.rest import Refusal

MOST = 100
SCHEDULED, ACTIVE = 1, 2


@dataclass(slots=True)
class Scheduled:
    """What is planned; what is over or cancelled is no longer told."""

    clock: FakeClock
    kept: dict[int, Json] = field(default_factory=dict[int, Json])
    made: Counter[str] = field(default_factory=Counter[str])
    """How often an event of each name was made, also of what is gone since."""

    def add_routes(self, route: Callable[..., None]) -> None:
        """Answer what is asked about events."""
        events = f"/guilds/{GUILD_ID}/scheduled-events"
        route("GET", events, lambda *_: self.told())
        route("POST", events, lambda _, body, __: self.make(body))
        route("GET", rf"{events}/(\d+)", lambda _, __, found: self._event(int(found[1])))
        route("PATCH", rf"{events}/(\d+)", self._edit)
        route("DELETE", rf"{events}/(\d+)", self._delete)

    def told(self) -> list[Json]:
        """Return what is planned or under way."""
        return [each for each in self.kept.values() if each["status"] in (SCHEDULED, ACTIVE)]

    def make(self, body: Json, *, creator: int = BOT_ID) -> Json:
        """Make one; the bot or, with ``creator``, somebody else does."""
        if len(self.told()) >= MOST:
            raise Refusal(400, 30038, "Maximum number of guild scheduled events reached (100)")
        if body["entity_type"] == 3 and not body.get("scheduled_end_time"):
            raise Refusal(400, 50035, "Invalid Form Body")
        number = self.clock.snowflake()
        self.made[body["name"]] += 1
        base = {"id": str(number), "guild_id": str(GUILD_ID), "creator_id": str(creator)}
        state = {"status": SCHEDULED, "channel_id": None, "user_count": 0, "creator": me()}
        self.kept[number] = {"description": None, **body, **base, **state}
        return self.kept[number]

    def change(self, number: int, **changes: Json) -> Json:
        """Let somebody change one."""
        self.kept[number] |= changes
        return self.kept[number]

    def _event(self, number: int) -> Json:
        if number not in self.kept:
            raise Refusal(404, 10070, "Unknown Guild Scheduled Event")
        return self.kept[number]

    def _edit(self, _: object, body: Json, found: re.Match[str]) -> Json:
        event = self._event(int(found[1]))
        if event["status"] not in (SCHEDULED, ACTIVE):
            raise Refusal(400, 180000, "Cannot update a finished event")
        event |= body
        return event

    def _delete(self, _: object, __: Json, found: re.Match[str]) -> None:
        del self.kept[int(self._event(int(found[1]))["id"])]
