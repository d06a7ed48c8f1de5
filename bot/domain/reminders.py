"""When people are reminded of an event, and what becomes of a reminder that comes late."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum


class Lead(StrEnum):
    """How long before the start somebody is reminded."""

    DAY = "day"
    HOUR = "hour"
    START = "start"
    NONE = "none"


class Way(StrEnum):
    """Where somebody is reminded; in the channel everybody there reads their name."""

    MESSAGE = "message"
    CHANNEL = "channel"


class Timing(StrEnum):
    """What a reminder says about its own time when it is sent."""

    ON_TIME = "on_time"
    LATE = "late"
    STARTING = "starting"
    TOO_LATE = "too_late"


LEADS: Mapping[Lead, timedelta] = {
    Lead.DAY: timedelta(days=1),
    Lead.HOUR: timedelta(hours=1),
    Lead.START: timedelta(),
}
PUNCTUAL = timedelta(minutes=5)
"""Later than this it says that it is late."""
STARTING = timedelta(minutes=15)
"""How long after the start it may still say that it starts now."""


def timing(starts_at: datetime, lead: Lead, now: datetime) -> Timing:
    """Decide what a reminder says, or that it is dropped."""
    if now >= starts_at + STARTING:
        return Timing.TOO_LATE
    if now >= starts_at:
        return Timing.STARTING
    is_late = now > starts_at - LEADS[lead] + PUNCTUAL
    return Timing.LATE if is_late else Timing.ON_TIME
