"""What a plan cannot do, and what would help."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why something stays undone."""

    CHANNELS_FULL = "channels_full"
    ROLES_FULL = "roles_full"
    THREADS_FULL = "threads_full"
    ARCHIVE_FULL = "archive_full"
    MEMBERS_NOT_STORED = "members_not_stored"
    NOT_ADOPTABLE = "not_adoptable"


class Remedy(StrEnum):
    """What would make it possible."""

    FORUM = "forum"
    FEWER_CHANNELS = "fewer_channels"
    FEWER_ROLES = "fewer_roles"
    FEWER_THREADS = "fewer_threads"
    STORE_MEMBERS = "store_members"
    TICK_ANOTHER = "tick_another"


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason, the regions it concerns, and what would help; ``family`` where it is one."""

    reason: Reason
    codes: tuple[str, ...]
    remedy: Remedy
    family: str | None = None
