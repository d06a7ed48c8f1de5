"""What a server looks like once steps were carried out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.layout.server import Kind, Making, Server, Shape, Thing
from bot.domain.layout.steps import Step, Verb

FIRST_NEW = 1 << 62
"""What is not there yet has no id; until then one above all others stands for it."""


def outcome(server: Server, steps: Iterable[Step]) -> Server:
    """Return the server after some steps, in their order."""
    things = {thing.id: thing for thing in server.things}
    ids = {thing.key: thing.id for thing in server.things if thing.key is not None}
    new = max((FIRST_NEW, *(each + 1 for each in things)))
    for step in steps:
        at = step.id if step.verb is Verb.ADOPT else ids.get(step.key)
        if step.verb is Verb.CREATE:
            at, new = new, new + 1
        if at is None:
            continue
        shape = step.shape.renamed(lambda ref: str(ids.get(ref, ref)))
        match step.verb:
            case Verb.CREATE:
                things[at] = Thing(at, shape, step.key, Making.MADE, asked=step.shape)
                ids[step.key] = at
            case Verb.DELETE:
                del things[at], ids[step.key]
                _detach(things, ids, at)
            case Verb.ADOPT:
                things[at] = replace(
                    things[at], shape=shape, key=step.key, making=Making.ADOPTED, asked=step.shape
                )
                ids[step.key] = at
            case Verb.RELEASE:
                things[at] = replace(things[at], shape=shape, key=None, making=None, asked=None)
                del ids[step.key]
            case Verb.ARCHIVE:
                things[at] = replace(
                    things[at], shape=shape, asked=step.shape, kept=things[at].shape
                )
            case _:
                things[at] = _changed(things[at], shape, step)
    return replace(server, things=tuple(things.values()))


def _changed(thing: Thing, shape: Shape, step: Step) -> Thing:
    kept = None if step.verb is Verb.RESTORE else thing.kept
    return replace(thing, shape=shape, asked=step.shape, kept=kept, awake=True)


def _detach(things: dict[int, Thing], ids: dict[str, int], gone: int) -> None:
    """Let go of what was in or about something deleted, as Discord does."""
    for thing in list(things.values()):
        if thing.shape.parent == str(gone):
            if thing.kind is Kind.POST:
                del things[thing.id]
                if thing.key is not None:
                    del ids[thing.key]
                continue
            things[thing.id] = thing = replace(thing, shape=replace(thing.shape, parent=None))
        if str(gone) in thing.shape.targets:
            left = tuple(each for each in thing.shape.overwrites if each.target != str(gone))
            things[thing.id] = replace(thing, shape=replace(thing.shape, overwrites=left))
