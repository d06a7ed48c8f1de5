"""A moderator's decision that somebody is not listed in a server."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Who may not be listed where, why, and since when."""

    server_id: int
    user_id: int
    moderator_id: int
    reason: str
    at: datetime
