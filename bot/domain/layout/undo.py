"""The way back from a plan: away with what is empty, the rest into the archive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bot.domain.layout.budgets import Budgets
from bot.domain.layout.outcome import outcome
from bot.domain.layout.plan import Draft, Plan, in_rounds
from bot.domain.layout.problems import Problem, Reason, Remedy
from bot.domain.layout.removing import deletion, known, removing
from bot.domain.layout.server import Kind, Making, Server, Shape, Thing
from bot.domain.layout.steps import Step, Verb

_ORDER = (Kind.CATEGORY, Kind.ROLE, Kind.FORUM, Kind.CHANNEL, Kind.POST)


@dataclass(frozen=True, slots=True)
class Record:
    """What a plan changed: its steps, and everything they touched as it was before."""

    steps: tuple[Step, ...]
    was: tuple[Thing, ...]
    archive_name: str

    @classmethod
    def of(cls, server: Server, steps: tuple[Step, ...], archive_name: str) -> Record:
        """Keep what will be needed, before the first step."""
        adopted = {step.id for step in steps if step.verb is Verb.ADOPT}
        was = (thing for thing in server.things if thing.key is not None or thing.id in adopted)
        return cls(steps, tuple(was), archive_name)


def undo(server: Server, record: Record, budgets: Budgets) -> Plan:
    """Return the steps that make everything as it was before a plan, archived channels aside.

    What others changed since stays. The reserve may be used: what comes back was there before.
    """
    freely = replace(budgets, reserved_channels=0, reserved_roles=0, reserved_threads=0)
    return in_rounds(server, lambda now: _draft(now, _Past.of(record), freely))


@dataclass(frozen=True, slots=True)
class _Past:
    """How it was, by key and by id."""

    record: Record
    held: Mapping[str, Thing]
    by_id: Mapping[int, Thing]
    touched: frozenset[str]
    deleted: frozenset[str]

    @classmethod
    def of(cls, record: Record) -> _Past:
        steps = record.steps
        return cls(
            record,
            {thing.key: thing for thing in record.was if thing.key is not None},
            {thing.id: thing for thing in record.was},
            frozenset(step.key for step in steps),
            frozenset(step.key for step in steps if step.verb is Verb.DELETE),
        )

    def shape(self, thing: Thing, server: Server) -> Shape:
        """Return how a thing looked, with references that still lead somewhere."""

        def now(ref: str) -> str:
            before = self.by_id.get(int(ref)) if ref.isdecimal() else None
            return server.resolved(before.key) if before and before.key else ref

        return thing.shape.renamed(now)

    def comes_back(self, key: str) -> bool:
        """Tell whether the plan deleted something, by itself or with the forum it was in."""
        thing = self.held[key]
        forum = self.by_id.get(int(thing.shape.parent or 0)) if thing.kind is Kind.POST else None
        return key in self.deleted or (forum is not None and forum.key in self.deleted)


def _draft(server: Server, past: _Past, budgets: Budgets) -> Draft:
    new = [
        thing
        for key, thing in server.held.items()
        if key in past.touched and key not in past.held and not key.startswith("archive:")
    ]
    made = [each for each in new if each.making is Making.MADE and each.kind is not Kind.CATEGORY]
    given_up, problems = removing(server, made, budgets, lambda number: _archive(past, number))
    released = [_release(thing, past) for thing in new if thing.making is Making.ADOPTED]
    left = outcome(server, [*given_up, *released])
    back, lacking = _coming_back(left, past, budgets)
    back += _as_before(outcome(left, back), past, budgets.in_category)
    restored = outcome(left, back)
    emptied = [
        deletion(thing)
        for thing in left.held.values()
        if thing.kind is Kind.CATEGORY
        and thing.key in past.touched
        and thing.key not in past.held
        and not restored.inside(thing)
    ]
    return [*given_up, *released, *back, *emptied], [*problems, *lacking]


def _archive(past: _Past, number: int) -> str:
    name = past.record.archive_name
    return name if number == 1 else f"{name} {number}"


def _release(thing: Thing, past: _Past) -> Step:
    before = past.by_id.get(thing.id, thing)
    return Step(Verb.RELEASE, thing.key or "", before.shape, known(thing), thing.shape)


def _coming_back(server: Server, past: _Past, budgets: Budgets) -> tuple[list[Step], list[Problem]]:
    """Make again what the plan deleted, in an order in which references lead somewhere."""
    gone = [
        thing for key, thing in past.held.items() if key not in server.held and past.comes_back(key)
    ]
    gone.sort(key=lambda thing: (_ORDER.index(thing.kind), thing.shape.position or 0, thing.id))
    room = budgets.room(server)
    steps: list[Step] = []
    left: list[str] = []
    for thing in gone:
        needs = {
            "channels": int(thing.kind.is_channel),
            "roles": int(thing.kind is Kind.ROLE),
            "threads": int(thing.kind is Kind.POST),
        }
        shape = past.shape(thing, server)
        missing = {ref for ref in (shape.parent, *shape.targets) if ref and ":" in ref}
        if missing <= {step.key for step in steps} and room.take(**needs):
            steps.append(Step(Verb.CREATE, thing.key or "", shape))
        else:
            left.append((thing.key or "").partition(":")[2])
    problem = Problem(Reason.CHANNELS_FULL, tuple(left), Remedy.FEWER_CHANNELS)
    return steps, [problem] if left else []


def _as_before(server: Server, past: _Past, in_category: int) -> Iterator[Step]:
    """Yield what gives everything the plan touched its earlier look."""
    coming: dict[str, int] = {}
    for key, before in past.held.items():
        thing = server.held.get(key)
        if thing is None or key not in past.touched:
            continue
        shape = server.placed(past.shape(before, server))
        if thing.kind is Kind.ROLE:
            shape = replace(shape, position=thing.shape.position)
        if shape == thing.shape or not _fits(server, thing, shape, coming, in_category):
            continue
        yield Step(_verb(thing, shape, server), key, shape, known(thing), thing.shape)


def _fits(
    server: Server, thing: Thing, shape: Shape, coming: dict[str, int], in_category: int
) -> bool:
    """Tell whether the earlier category is there and still has a place."""
    if shape.parent is None or shape.parent == thing.shape.parent or thing.kind is Kind.POST:
        return True
    home = server.get(shape.parent)
    if home is None:
        return False
    coming[shape.parent] = coming.get(shape.parent, 0) + 1
    return server.inside(home) + coming[shape.parent] <= in_category


def _verb(thing: Thing, shape: Shape, server: Server) -> Verb:
    then = replace(thing, shape=shape)
    is_archived, was_archived = server.is_archived(thing), server.is_archived(then)
    if is_archived != was_archived:
        return Verb.RESTORE if is_archived else Verb.ARCHIVE
    if (thing.shape.name, thing.shape.topic) != (shape.name, shape.topic):
        return Verb.RENAME
    is_moved = (thing.shape.parent, thing.shape.position) != (shape.parent, shape.position)
    return Verb.MOVE if is_moved else Verb.ALLOW
