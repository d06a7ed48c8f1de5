"""How long steps take at Discord's pace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from bot.domain.layout.server import Kind
from bot.domain.layout.steps import Step, Verb
from bot.domain.layout.weaving import limit

# Seconds from one request to the next, by what Discord's buckets let through at length. Roles,
# channels and posts are limited each by themselves, and made side by side.
_MAKING = 1.0
_OTHERS = 0.5
ROLES_AT_ONCE, ROLES_AGAIN_AFTER = 250, 48 * 3600
"""Discord's silent cap: about so many new roles in two days, then none for as long."""


def seconds(steps: Iterable[Step], *, roles_made: int = 0) -> float:
    """Estimate how long steps take; ``roles_made`` counts the new roles of the last two days."""
    made: Counter[Kind] = Counter()
    others = 0
    for step in steps:
        if step.verb is Verb.CREATE:
            made[limit(step.kind)] += 1
        else:
            others += 1
    again = max(0, roles_made + made[Kind.ROLE] - 1) // ROLES_AT_ONCE if made[Kind.ROLE] else 0
    longest = max(made.values(), default=0)
    return longest * _MAKING + others * _OTHERS + again * ROLES_AGAIN_AFTER
