"""Give up what nobody wants any more: delete what is empty, lock the rest away in the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from bot.domain.layout.access import ITSELF, read_only
from bot.domain.layout.budgets import Budgets
from bot.domain.layout.outcome import FIRST_NEW, outcome
from bot.domain.layout.problems import Problem, Reason, Remedy
from bot.domain.layout.server import Kind, Making, Server, Shape, Thing
from bot.domain.layout.steps import Step, Verb

_ORDER = (Kind.POST, Kind.CHANNEL, Kind.FORUM, Kind.ROLE)


def removing(
    server: Server, unwanted: Iterable[Thing], budgets: Budgets, archive_name: Callable[[int], str]
) -> tuple[list[Step], list[Problem]]:
    """Return the steps that give things up, and what has to stay; categories are not looked at.

    A forum's posts share its fate. What people wrote in, and what was adopted, is never deleted.
    """
    things = sorted(unwanted, key=lambda thing: (_ORDER.index(thing.kind), thing.id))
    forums = {str(thing.id) for thing in things if thing.kind is Kind.FORUM}
    things = [thing for thing in things if thing.shape.parent not in forums]
    gone = [thing for thing in things if _is_disposable(server, thing)]
    roles = [thing for thing in things if thing.kind is Kind.ROLE and not thing.stored]
    kept = [
        thing
        for thing in things
        if thing not in gone and thing.kind is not Kind.ROLE and not server.is_archived(thing)
    ]
    steps = [deletion(thing) for thing in gone]
    archiving, problems = _archiving(outcome(server, steps), kept, budgets, archive_name)
    codes = tuple(code(thing) for thing in roles if thing.making is Making.MADE)
    if codes:
        problems.append(Problem(Reason.MEMBERS_NOT_STORED, codes, Remedy.STORE_MEMBERS))
    return [*steps, *archiving], problems


def deletion(thing: Thing) -> Step:
    """Return the step that deletes a thing of the bot's."""
    return Step(Verb.DELETE, thing.key or "", thing.shape, known(thing), thing.shape)


def known(thing: Thing) -> int | None:
    """Return a thing's id, unless an earlier step of the plan makes it."""
    return thing.id if thing.id < FIRST_NEW else None


def code(thing: Thing) -> str:
    """Return the region that a thing is for."""
    return (thing.key or "").partition(":")[2]


def _is_disposable(server: Server, thing: Thing) -> bool:
    if thing.kind is not Kind.FORUM:
        return thing.is_disposable
    inside = (each for each in server.things if each.shape.parent == str(thing.id))
    return thing.is_disposable and all(post.is_disposable for post in inside)


def _archiving(
    server: Server, things: list[Thing], budgets: Budgets, archive_name: Callable[[int], str]
) -> tuple[list[Step], list[Problem]]:
    steps = [
        Step(
            Verb.ARCHIVE, post.key or "", replace(post.shape, closed=True), known(post), post.shape
        )
        for post in things
        if post.kind is Kind.POST
    ]
    channels = [thing for thing in things if thing.kind is not Kind.POST]
    shelves = _shelves(server, budgets, archive_name)
    for thing in channels:
        shelf = next(shelves, None)
        if shelf is None:
            left = tuple(code(each) for each in channels[channels.index(thing) :])
            return steps, [Problem(Reason.ARCHIVE_FULL, left, Remedy.FEWER_CHANNELS)]
        parent, making = shelf
        steps += [*making, archival(thing, parent)]
    return steps, []


def archival(thing: Thing, parent: str) -> Step:
    """Return the step that makes a channel read-only in an archive category."""
    locked = replace(
        thing.shape, parent=parent, position=None, overwrites=read_only(thing.shape.overwrites)
    )
    return Step(Verb.ARCHIVE, thing.key or "", locked, known(thing), thing.shape)


def _shelves(
    server: Server, budgets: Budgets, archive_name: Callable[[int], str]
) -> Iterator[tuple[str, list[Step]]]:
    """Yield a place in the archive for each who asks, with the step that makes it if need be."""
    room, number = budgets.room(server), 0
    while True:
        number += 1
        key = f"archive:{number}"
        category = server.held.get(key)
        if category is not None:
            yield from (
                (key, list[Step]()) for _ in range(budgets.in_category - server.inside(category))
            )
        elif room.take(channels=1):
            shape = Shape(Kind.CATEGORY, archive_name(number), overwrites=(ITSELF,))
            yield key, [Step(Verb.CREATE, key, shape)]
            yield from ((key, list[Step]()) for _ in range(budgets.in_category - 1))
        else:
            return
