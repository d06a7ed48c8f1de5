"""Channels and roles that were there before and go by a region's name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.folding import squeeze
from bot.domain.layout.homes import homes
from bot.domain.layout.server import Kind, Server, Thing
from bot.domain.layout.wishes import Wish, Wishes


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something an admin may tick, so that it is adopted for a region."""

    code: str
    kind: Kind
    id: int
    name: str


def candidates(server: Server, wishes: Wishes) -> list[Candidate]:
    """Offer what matches by name and serves no region yet; nothing is used unless ticked."""
    named: dict[tuple[Kind, str], list[Thing]] = {}
    for thing in server.things:
        if is_adoptable(thing):
            named.setdefault((thing.kind, squeeze(thing.shape.name)), []).append(thing)
    return [
        Candidate(wish.code, kind, thing.id, thing.shape.name)
        for wish in _homeless(server, wishes)
        for kind in (Kind.CHANNEL, Kind.ROLE)
        if f"{kind}:{wish.code}" not in server.held
        for name in _names(wish)
        for thing in named.get((kind, name), ())
    ]


def is_adoptable(thing: Thing) -> bool:
    """Tell whether the bot may take something over: it is others', within reach, no voice."""
    return thing.key is None and thing.reach and thing.kind in (Kind.CHANNEL, Kind.ROLE)


def _homeless(server: Server, wishes: Wishes) -> Iterable[Wish]:
    for family in homes(server, wishes).channels.values():
        yield from family


def _names(wish: Wish) -> list[str]:
    names = (unicodedata.normalize("NFKC", name) for name in (wish.name, *wish.aliases))
    return list(dict.fromkeys(filter(None, map(squeeze, names))))
