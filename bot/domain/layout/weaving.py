"""Put steps into an order in which they take no longer than they must."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from itertools import groupby

from bot.domain.layout.server import Kind
from bot.domain.layout.steps import Step, Verb

_ENDS = frozenset({Verb.DELETE, Verb.ARCHIVE, Verb.RELEASE})
_COMES = frozenset({Verb.CREATE, Verb.ADOPT})


def woven(steps: Iterable[Step]) -> list[Step]:
    """Mix roles, channels and posts evenly: Discord limits each of these by itself.

    Those of one sort keep their order, nothing comes before what it refers to, and what makes
    room stays where it is.
    """
    mixed: list[Step] = []
    for makes_room, some in groupby(steps, key=lambda step: step.verb in _ENDS):
        these = list(some)
        mixed += these if makes_room else _mixed(these)
    return mixed


def limit(kind: Kind) -> Kind:
    """Return the sort of thing that Discord limits together with a kind."""
    return kind if kind in (Kind.ROLE, Kind.POST) else Kind.CHANNEL


def _mixed(steps: list[Step]) -> list[Step]:
    waiting: dict[Kind, deque[Step]] = {}
    for step in steps:
        waiting.setdefault(limit(step.kind), deque()).append(step)
    total = {sort: len(these) for sort, these in waiting.items()}
    missing = {step.key for step in steps if step.verb in _COMES}
    mixed: list[Step] = []
    for _ in steps:
        ready = [sort for sort, these in waiting.items() if these and _is_ready(these[0], missing)]
        furthest_behind = max(ready, key=lambda sort: len(waiting[sort]) / total[sort])
        step = waiting[furthest_behind].popleft()
        missing.discard(step.key)
        mixed.append(step)
    return mixed


def _is_ready(step: Step, missing: set[str]) -> bool:
    return step.shape.parent not in missing and missing.isdisjoint(step.shape.targets)
