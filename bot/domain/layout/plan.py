"""From what exists and what is wanted to a list of steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.domain.layout.budgets import Budgets, Room, Usage
from bot.domain.layout.building import Building, Lacking
from bot.domain.layout.homes import Homes, homes
from bot.domain.layout.outcome import FIRST_NEW, outcome
from bot.domain.layout.posting import FORUMS, Posting
from bot.domain.layout.problems import Problem, Reason, Remedy
from bot.domain.layout.removing import deletion, removing
from bot.domain.layout.server import Kind, Making, Server, Shape
from bot.domain.layout.steps import Step
from bot.domain.layout.weaving import woven
from bot.domain.layout.wishes import Layout, Wishes

Draft = tuple[list[Step], list[Problem]]
ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps in the order in which they can be carried out, and what they cannot do."""

    steps: tuple[Step, ...]
    problems: tuple[Problem, ...]
    before: Usage
    after: Usage


def plan(server: Server, wishes: Wishes, budgets: Budgets) -> Plan:
    """Return what makes a server as it is wanted, within the budgets and for as long as it fits.

    Nothing is touched that the bot neither made nor adopts. What one round frees, such as an
    emptied category, the next one may use; so planning again afterwards finds nothing to do.
    """
    return in_rounds(server, lambda now: _draft(now, wishes, budgets))


def in_rounds(server: Server, draft: Callable[[Server], Draft]) -> Plan:
    """Draft until nothing is left to do."""
    now, steps = server, list[Step]()
    more, problems = draft(now)
    for _ in range(ROUNDS):
        if not more:
            break
        now = outcome(now, more)
        new = _new_keys(now)
        steps += (_symbolic(step, new) for step in more) if new else more
        more, problems = draft(now)
    return Plan(tuple(woven(steps)), tuple(problems), Usage.of(server), Usage.of(now))


def _new_keys(server: Server) -> dict[str, str]:
    """Return what stands for things that an earlier step makes, and their keys."""
    return {str(each.id): key for key, each in server.held.items() if each.id >= FIRST_NEW}


def _symbolic(step: Step, new: dict[str, str]) -> Step:
    """Name what is not there yet by its key."""

    def named(shape: Shape) -> Shape:
        return shape.renamed(lambda ref: new.get(ref, ref))

    return replace(step, shape=named(step.shape), was=named(step.was) if step.was else None)


def _draft(server: Server, wishes: Wishes, budgets: Budgets) -> Draft:
    wanted = homes(server, wishes)
    keys = wanted.keys()
    unwanted = (
        thing
        for key, thing in server.held.items()
        if key not in keys and thing.kind is not Kind.CATEGORY
    )
    given_up, problems = removing(
        server, unwanted, budgets, lambda number: wishes.name("archive", number)
    )
    left = outcome(server, given_up)
    room = budgets.room(left)
    building, posting = (
        Building(left, wishes, room, budgets.in_category),
        Posting(left, wishes, room, budgets.in_category),
    )
    for family, regions in wanted.posts.items():
        posting.add_family(family, regions)
    for family, regions in wanted.channels.items():
        building.add_family(family, regions)
    made = [*posting.steps(), *building.steps()]
    emptied = _emptied(left, building.used | ({FORUMS} if posting.coming else set()))
    lacking = _problems({**posting.lacking, **building.lacking}, wanted, wishes, room)
    return [*given_up, *emptied, *made], [*problems, *lacking]


def _emptied(server: Server, used: set[str]) -> list[Step]:
    """Return the deletions of the bot's categories in which nothing is and nobody comes."""
    return [
        deletion(thing)
        for key, thing in server.held.items()
        if thing.kind is Kind.CATEGORY
        and thing.making is Making.MADE
        and key not in used
        and not server.inside(thing)
    ]


def _problems(lacking: Lacking, wanted: Homes, wishes: Wishes, room: Room) -> list[Problem]:
    return [
        Problem(reason, tuple(codes), _remedy(family, reason, wanted, wishes, room), family)
        for (family, reason), codes in lacking.items()
    ]


def _remedy(family: str, reason: Reason, wanted: Homes, wishes: Wishes, room: Room) -> Remedy:
    """Say what would help: a forum where all of the family would fit in one."""
    if reason in (Reason.CHANNELS_FULL, Reason.ROLES_FULL):
        regions = len(wanted.channels.get(family, ()))
        if wishes.layouts[family] is Layout.CHANNELS and room.has(threads=regions):
            return Remedy.FORUM
    return _REMEDIES[reason]


_REMEDIES = {
    Reason.CHANNELS_FULL: Remedy.FEWER_CHANNELS,
    Reason.ROLES_FULL: Remedy.FEWER_ROLES,
    Reason.THREADS_FULL: Remedy.FEWER_THREADS,
    Reason.ARCHIVE_FULL: Remedy.FEWER_CHANNELS,
    Reason.MEMBERS_NOT_STORED: Remedy.STORE_MEMBERS,
    Reason.NOT_ADOPTABLE: Remedy.TICK_ANOTHER,
}
