"""What somebody deleted, renamed or moved by hand, and the steps that put it right."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum

from bot.domain.layout.budgets import Budgets
from bot.domain.layout.held import Held
from bot.domain.layout.server import Kind, Server, Shape, Thing
from bot.domain.layout.steps import Step, Verb

_ORDER = (Kind.CATEGORY, Kind.ROLE, Kind.FORUM, Kind.CHANNEL, Kind.POST)


class Deed(StrEnum):
    """What was done to something of the bot's."""

    DELETED = "deleted"
    RENAMED = "renamed"
    MOVED = "moved"


def deeds(server: Server, held: Mapping[str, Held]) -> dict[str, Deed]:
    """Return what looks otherwise than the bot last asked for, by its key."""
    return {key: deed for key, thing in held.items() if (deed := _deed(server, key, thing))}


def mending(
    server: Server, held: Mapping[str, Held], done: Mapping[str, Deed], budgets: Budgets
) -> list[Step]:
    """Return the steps that put some of it right, as far as there is room; nothing else.

    What refers to a role that comes back refers to the new one.
    """
    names = {str(thing.id): key for key, thing in held.items()}
    room = budgets.room(server)
    steps: list[Step] = []
    for key in sorted(done, key=lambda key: (_ORDER.index(held[key].asked.kind), key)):
        shape, thing = _referring(held[key].asked, names), server.held.get(key)
        if done[key] is not Deed.DELETED and thing is not None:
            steps += _as_asked(server, thing, shape, done[key], budgets)
        elif room.take(
            channels=int(shape.kind.is_channel),
            roles=int(shape.kind is Kind.ROLE),
            threads=int(shape.kind is Kind.POST),
        ):
            steps.append(Step(Verb.CREATE, key, shape))
    back = {step.key for step in steps if step.verb is Verb.CREATE and step.kind is Kind.ROLE}
    return [*steps, *_readmitted(server, held, names, back, {step.key for step in steps})]


def _deed(server: Server, key: str, thing: Held) -> Deed | None:
    now = server.held.get(key)
    if now is None:
        return Deed.DELETED
    if now.shape.name != thing.asked.name:
        return Deed.RENAMED
    asked = thing.asked.parent
    stands = asked is None or server.resolved(asked) == now.shape.parent
    return None if stands or now.kind is Kind.POST else Deed.MOVED


def _as_asked(
    server: Server, thing: Thing, shape: Shape, deed: Deed, budgets: Budgets
) -> Iterator[Step]:
    """Yield the step that gives a name or a category back, where that is there and has room."""
    now = thing.shape
    if deed is Deed.RENAMED:
        renamed = replace(now, name=shape.name)
        yield Step(Verb.RENAME, thing.key or "", renamed, thing.id, now)
        return
    home = server.get(shape.parent)
    if home is None or server.inside(home) < budgets.in_category:
        moved = replace(now, parent=shape.parent)
        yield Step(Verb.MOVE, thing.key or "", moved, thing.id, now)


def _readmitted(
    server: Server,
    held: Mapping[str, Held],
    names: Mapping[str, str],
    back: Collection[str],
    done: Collection[str],
) -> Iterator[Step]:
    """Let the holders of roles that come back into their channels again."""
    for key, thing in server.held.items():
        shape = _referring(held[key].asked, names)
        if key not in done and shape.targets.intersection(back):
            allowed = replace(thing.shape, overwrites=shape.overwrites)
            yield Step(Verb.ALLOW, key, allowed, thing.id, thing.shape)


def _referring(shape: Shape, names: Mapping[str, str]) -> Shape:
    """Name what is the bot's by its key: its number is another once it was made anew."""
    overwrites = (
        replace(each, target=names.get(each.target, each.target)) for each in shape.overwrites
    )
    parent = None if shape.parent is None else names.get(shape.parent, shape.parent)
    return replace(shape, parent=parent, overwrites=tuple(sorted(overwrites)))
