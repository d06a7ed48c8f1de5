"""Notice what is different about a thing that stays, and put it right in one request."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from bot.domain.layout.removing import known
from bot.domain.layout.server import BOT, EVERYONE, Kind, Server, Shape, Thing
from bot.domain.layout.steps import Step, Verb
from bot.domain.layout.wishes import Wishes


def changed(
    server: Server,
    thing: Thing,
    wanted: Shape,
    position: int | None,
    roles: Collection[str],
    wishes: Wishes | None,
) -> Iterator[Step]:
    """Yield the step that makes a thing as it is wanted, if any.

    It is compared with what was asked for last, so that changes by hand stand, unless they are
    to be repaired. Overwrites for others than everybody, the bot and ``roles`` are others'.
    """
    repairs = wishes is not None and wishes.repairs
    base = thing.shape if repairs or thing.asked is None else thing.asked
    is_named = (wanted.name, wanted.topic) == (base.name, base.topic)
    if thing.kind is Kind.ROLE:
        is_named = wanted.name == base.name
    ours = {EVERYONE, BOT, *map(server.resolved, roles)}
    is_allowed = thing.kind is Kind.ROLE or _allows(server, thing, base, wanted, ours)
    if is_named and is_allowed and position is None:
        return
    verb = Verb.RENAME if not is_named else Verb.MOVE if position is not None else Verb.ALLOW
    now = thing.shape
    others = [each for each in now.overwrites if each.target not in ours]
    shape = replace(
        now,
        name=now.name if is_named else wanted.name,
        topic=now.topic if is_named else wanted.topic,
        position=now.position if position is None else position,
        overwrites=now.overwrites if is_allowed else tuple(sorted((*wanted.overwrites, *others))),
    )
    yield Step(verb, thing.key or "", shape, known(thing), now)


def _allows(
    server: Server, thing: Thing, base: Shape, wanted: Shape, ours: Collection[str]
) -> bool:
    """Tell whether the right people may read and write, as far as that is the bot's to say."""
    want = server.placed(wanted)
    if not want.targets <= thing.shape.targets:
        return False
    asked = server.placed(base).overwrites
    return want.overwrites == tuple(each for each in asked if each.target in ours)
