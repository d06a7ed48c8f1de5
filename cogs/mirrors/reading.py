"""Read Discord's own events as it tells them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.mirrors import Face, Status
from bot.services.mirrors import Found

Json = Mapping[str, Any]


def found(told: Json) -> Found | None:
    """Return one of Discord's events; None for one in a voice channel, which is not the bot's."""
    metadata: Json = told.get("entity_metadata") or {}
    ends: str | None = told.get("scheduled_end_time")
    if not metadata.get("location") or not ends:
        return None
    face = Face(
        name=told["name"],
        description=told.get("description") or "",
        location=metadata["location"],
        starts_at=moment(told["scheduled_start_time"]),
        ends_at=moment(ends),
    )
    return Found(int(told["id"]), face, Status(told["status"]), told.get("user_count"))


def moment(written: str) -> datetime:
    """Read a moment; Discord keeps fractions of a second that the bot does not."""
    return datetime.fromisoformat(written).replace(microsecond=0)
