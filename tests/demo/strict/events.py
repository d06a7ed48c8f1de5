"""A planned event, whole, changeable by keyword."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord


def event(world: Any, **changes: Any) -> dict[str, Any]:
    start = world.env.now() + timedelta(days=1)
    return {
        "name": "Hanami",
        "start_time": start,
        "end_time": start + timedelta(hours=2),
        "entity_type": discord.EntityType.external,
        "privacy_level": discord.PrivacyLevel.guild_only,
        "location": "Ueno Park",
        **changes,
    }
