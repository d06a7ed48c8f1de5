"""One server: its people, and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from aiohttp import web

from tests.wire.fake.payloads import BOT_ID, GUILD_ID, Json, member
from tests.wire.fake.places import LOOK, Places, general


@dataclass(slots=True)
class Guild:
    """What is in the server."""

    places: Places
    member_ids: list[int] = field(default_factory=list[int])
    features: list[str] = field(default_factory=list[str])
    everyone_may: int = 0
    """What everybody's role allows, the bot's own too."""
    role_ids: list[int] = field(default_factory=list[int])

    def members_page(self, request: web.Request) -> list[Json]:
        """Return a page of its members."""
        limit, after = int(request.query.get("limit", 1)), int(request.query.get("after", 0))
        page = [user_id for user_id in sorted(self.member_ids) if user_id > after][:limit]
        return [self.places.member(user_id) for user_id in page]

    def payload(self) -> Json:
        """Describe the server as Discord does when the bot connects."""
        everyone = {"id": str(GUILD_ID), "name": "@everyone", "position": 0}
        everyone["permissions"] = str(self.everyone_may)
        return {
            "id": str(GUILD_ID),
            "name": "Alumni",
            "owner_id": "1",
            "member_count": len(self.member_ids),
            "large": False,
            "features": self.features,
            "roles": [
                *(each | LOOK for each in (everyone, *self._roles())),
                *self.places.roles.values(),
            ],
            "channels": [general(), *self.places.channels.values()],
            "members": [member(BOT_ID, "tsunagari")],
            "threads": self.places.awake(),
            **{name: [] for name in ("emojis", "stickers", "presences")},
            **{name: [] for name in ("voice_states", "stage_instances", "guild_scheduled_events")},
            "verification_level": 0,
            "preferred_locale": "en-US",
        }

    def _roles(self) -> list[Json]:
        return [
            {"id": str(role_id), "name": f"role {at}", "permissions": "0", "position": at}
            for at, role_id in enumerate(self.role_ids, start=1)
        ]
