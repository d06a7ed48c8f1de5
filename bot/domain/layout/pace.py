"""How long steps take at Discord's pace."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.layout.server import Kind
from bot.domain.layout.steps import Step, Verb

# Seconds from one request to the next, by what Discord's buckets let through at length.
_MAKING = {
    Kind.CATEGORY: 1.0,
    Kind.CHANNEL: 1.0,
    Kind.FORUM: 1.0,
    Kind.POST: 1.0,
    Kind.ROLE: 1.0,
}
_OTHERS = 0.5
ROLES_AT_ONCE, ROLES_AGAIN_AFTER = 250, 48 * 3600
"""Discord's silent cap: about so many new roles in two days, then none for as long."""


def seconds(steps: Iterable[Step], *, roles_made: int = 0) -> float:
    """Estimate how long steps take; ``roles_made`` counts the new roles of the last two days."""
    waiting, roles = 0.0, roles_made
    for step in steps:
        if step.verb is not Verb.CREATE:
            waiting += _OTHERS
            continue
        waiting += _MAKING.get(step.kind, _OTHERS)
        if step.kind is Kind.ROLE:
            roles += 1
    return waiting + max(0, roles - 1) // ROLES_AT_ONCE * ROLES_AGAIN_AFTER
