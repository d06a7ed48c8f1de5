"""Who may do what in a server."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Right(StrEnum):
    """What a server trusts somebody with."""

    ADMIN = "admin"
    MODERATOR = "moderator"
    ORGANISER = "organiser"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody who asks stands, by what Discord says of them in this very server."""

    user_id: int
    server_id: int | None = None
    manages_server: bool = False
    moderates_members: bool = False
    manages_events: bool = False
    roles: frozenset[int] = frozenset()


def rights(
    standing: Standing, *, moderator_role: int | None, organiser_role: int | None
) -> frozenset[Right]:
    """Return the rights of somebody, by permission or by a role named in the settings."""
    held = {
        Right.ADMIN: standing.manages_server,
        Right.MODERATOR: standing.moderates_members or moderator_role in standing.roles,
        Right.ORGANISER: standing.manages_events or organiser_role in standing.roles,
    }
    return frozenset(right for right, has in held.items() if has)
