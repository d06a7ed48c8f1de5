"""What a server asks newcomers: written whole, and refused as Discord refuses it."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field

from tests.wire.fake.clock import FakeClock
from tests.wire.fake.guild import Guild
from tests.wire.fake.payloads import GUILD_ID, Json
from tests.wire.fake.rest import Refusal

MOST_PROMPTS, MOST_OPTIONS = 15, 50
MANAGE_SERVER, MANAGE_ROLES = 1 << 5, 1 << 28
NOT_ALLOWED, BAD_FORM = 50013, 50035


@dataclass(slots=True)
class Onboarding:
    """The prompts and the default channels of the one server."""

    guild: Guild
    clock: FakeClock
    prompts: list[Json] = field(default_factory=list[Json])
    default_channel_ids: list[str] = field(default_factory=list[str])
    enabled: bool = False
    mode: int = 0

    def payload(self) -> Json:
        """Describe all of it."""
        return {
            "guild_id": str(GUILD_ID),
            "prompts": copy.deepcopy(self.prompts),
            "default_channel_ids": list(self.default_channel_ids),
            "enabled": self.enabled,
            "mode": self.mode,
        }

    def replace(self, body: Json) -> Json:
        """Replace what is named; what comes with an id that is known keeps it."""
        needed = MANAGE_SERVER | MANAGE_ROLES
        if self.guild.everyone_may & needed != needed:
            raise Refusal(403, NOT_ALLOWED)
        prompts = body.get("prompts", self.prompts)
        if len(prompts) > MOST_PROMPTS or any(not _fits(prompt) for prompt in prompts):
            raise Refusal(400, BAD_FORM)
        known = {each["id"] for prompt in self.prompts for each in (prompt, *prompt["options"])}
        self.prompts = [self._kept(prompt, known) for prompt in prompts]
        self.enabled = body.get("enabled", self.enabled)
        return self.payload()

    def _kept(self, prompt: Json, known: set[str]) -> Json:
        options = [
            {**_shown(option), "id": self._id(option, known)} for option in prompt["options"]
        ]
        return {**prompt, "id": self._id(prompt, known), "options": options}

    def _id(self, each: Json, known: set[str]) -> str:
        return each["id"] if each.get("id") in known else str(self.clock.snowflake())


def _fits(prompt: Json) -> bool:
    options = prompt["options"]
    return (
        1 <= len(options) <= MOST_OPTIONS
        and 1 <= len(prompt["title"]) <= 100
        and all(1 <= len(option["title"]) <= 50 for option in options)
        and all(option["role_ids"] or option["channel_ids"] for option in options)
    )


def _shown(option: Json) -> Json:
    """Show an option's picture as one thing, which is written in parts."""
    parts = {name: option.get(f"emoji_{name}") for name in ("id", "name", "animated")}
    kept = {name: value for name, value in option.items() if not name.startswith("emoji_")}
    return {**kept, "emoji": parts}
