"""What representatives post in their region."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

TEXT_LENGTH = 1_500
PING_PAUSE = timedelta(weeks=1)
"""How long a region's people are left alone after a ping."""
DRAFTS_KEPT = timedelta(days=1)


def last_ping(code: str) -> str:
    """Return as which moment of a server it is kept when a region's people were pinged."""
    return f"ping:{code}"


@dataclass(frozen=True, slots=True)
class Notice:
    """A text for the people of a region; a draft until it is sent."""

    id: int
    server_id: int
    code: str
    user_id: int
    text: str
    pings: bool
    pins: bool = False
    is_sent: bool = False
