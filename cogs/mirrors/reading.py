"""Read Discord's own events as it tells them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.mirrors import Face, Status
from bot.services.mirrors import Found

Json = Mapping[str, Any]


def found(told: Json) -> Found:
    """Return one of Discord's events."""
    metadata: Json = told.get("entity_metadata") or {}
    starts: str = told["scheduled_start_time"]
    face = Face(
        name=told["name"],
        description=told.get("description") or "",
        location=location(metadata.get("location"), told.get("channel_id")),
        starts_at=moment(starts),
        ends_at=moment(told.get("scheduled_end_time") or starts),
    )
    return Found(int(told["id"]), face, Status(told["status"]), told.get("user_count"))


def location(written: str | None, channel_id: Any) -> str:
    """Write where it is: somebody may have moved it into a channel, which is then its place."""
    return written or (f"<#{channel_id}>" if channel_id else "")


def moment(written: str) -> datetime:
    """Read a moment; Discord keeps fractions of a second that the bot does not."""
    return datetime.fromisoformat(written).replace(microsecond=0)
