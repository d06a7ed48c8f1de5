"""Channels, categories, forums, posts and roles that the bot makes, with Discord's limits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.wire.fake.clock import FakeClock
from tests.wire.fake.payloads import BOT_ID, GUILD_ID, Json
from tests.wire.fake.rest import Refusal

CHANNELS, IN_CATEGORY, ROLES = 500, 50, 250
POST = 11
Route = Callable[..., None]


@dataclass(slots=True)
class Places:
    """What there is besides the one channel of the server."""

    clock: FakeClock
    channels: dict[int, Json] = field(default_factory=dict[int, Json])
    roles: dict[int, Json] = field(default_factory=dict[int, Json])

    def add_routes(self, route: Route) -> None:
        """Answer what is asked about places."""
        server = f"/guilds/{GUILD_ID}"
        route("GET", f"{server}/channels", lambda *_: self._of(is_post=False))
        route("POST", f"{server}/channels", lambda _, body, __: self._make_channel(body))
        route("GET", f"{server}/threads/active", lambda *_: {"threads": self._of(is_post=True)})
        route("GET", f"{server}/roles", lambda *_: list(self.roles.values()))
        route("POST", f"{server}/roles", lambda _, body, __: self._make_role(body))
        route("DELETE", rf"{server}/roles/(\d+)", self._delete_role)
        route("POST", r"/channels/(\d+)/threads", self._make_post)
        route("PATCH", r"/channels/(\d+)", self._edit)
        route("DELETE", r"/channels/(\d+)", self._delete)

    def names(self) -> Counter[str]:
        """Count everything by its name."""
        return Counter(each["name"] for each in (*self.channels.values(), *self.roles.values()))

    def _of(self, *, is_post: bool) -> list[Json]:
        return [each for each in self.channels.values() if (each["type"] == POST) == is_post]

    def _make_channel(self, body: Json) -> Json:
        parent = body.get("parent_id")
        if parent is not None and int(parent) not in self.channels:
            raise Refusal(400, 50035, "parent_id: Category does not exist")
        inside = sum(each.get("parent_id") == str(parent) for each in self.channels.values())
        if parent is not None and inside >= IN_CATEGORY:
            raise Refusal(400, 50035, "parent_id: Maximum number of channels in category (50)")
        if len(self.channels) + 1 >= CHANNELS:
            raise Refusal(400, 30013)
        return self._keep(body | {"parent_id": None if parent is None else str(parent)})

    def _make_post(self, _: object, body: Json, found: re.Match[str]) -> Json:
        kept = {"name": body["name"], "type": POST, "parent_id": found[1]}
        return self._keep(kept | {"owner_id": str(BOT_ID), "guild_id": str(GUILD_ID)})

    def _make_role(self, body: Json) -> Json:
        if len(self.roles) >= ROLES:
            raise Refusal(400, 30005)
        number = self.clock.snowflake()
        self.roles[number] = {"id": str(number), **body}
        return self.roles[number]

    def _keep(self, body: Json) -> Json:
        number = self.clock.snowflake()
        self.channels[number] = {"id": str(number), "permission_overwrites": [], **body}
        return self.channels[number]

    def _edit(self, _: object, body: Json, found: re.Match[str]) -> Json:
        number = int(found[1])
        if number not in self.channels:
            raise Refusal(404, 10003)
        self.channels[number].update(body)
        return self.channels[number]

    def _delete(self, _: object, __: Json, found: re.Match[str]) -> Json:
        if self.channels.pop(int(found[1]), None) is None:
            raise Refusal(404, 10003)
        return None

    def _delete_role(self, _: object, __: Json, found: re.Match[str]) -> Json:
        if self.roles.pop(int(found[1]), None) is None:
            raise Refusal(404, 10011)
        return None
