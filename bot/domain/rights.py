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
class Asker:
    """Somebody who asks, with what Discord says of them in this very server."""

    user_id: int
    server_id: int | None = None
    manages_server: bool = False
    moderates_members: bool = False
    manages_events: bool = False
    roles: frozenset[int] = frozenset()


def rights(
    asker: Asker, *, moderator_role: int | None, organiser_role: int | None
) -> frozenset[Right]:
    """Return the rights of somebody, by permission or by a role named in the settings."""
    held = {
        Right.ADMIN: asker.manages_server,
        Right.MODERATOR: asker.moderates_members or moderator_role in asker.roles,
        Right.ORGANISER: asker.manages_events or organiser_role in asker.roles,
    }
    return frozenset(right for right, has in held.items() if has)
