"""What exists in a server: channels, forums, posts and roles, others' and the bot's own.

A thing of the bot's has a key that says what it is for, such as ``channel:p02``. Others are
named by their id. A parent or the target of an overwrite is either: the key of what an earlier
step makes, or the digits of an id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

EVERYONE, BOT = "everyone", "bot"
"""Targets of overwrites that each server has."""


class Kind(StrEnum):
    """What a thing is; ``other`` takes room but is never planned, such as a voice channel."""

    CATEGORY = "category"
    CHANNEL = "channel"
    FORUM = "forum"
    POST = "post"
    ROLE = "role"
    OTHER = "other"

    @property
    def is_channel(self) -> bool:
        """Tell whether it takes one of the server's channels."""
        return self not in (Kind.POST, Kind.ROLE)


class Making(StrEnum):
    """How a thing became the bot's."""

    MADE = "made"
    ADOPTED = "adopted"


@dataclass(frozen=True, slots=True, order=True)
class Overwrite:
    """What one role or member may do in a channel, besides what they may everywhere."""

    target: str
    allow: int = 0
    deny: int = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """How a thing looks; two things of one shape look alike. Overwrites are sorted."""

    kind: Kind
    name: str
    parent: str | None = None
    position: int | None = None
    topic: str = ""
    overwrites: tuple[Overwrite, ...] = ()
    closed: bool = False

    @property
    def targets(self) -> frozenset[str]:
        """Return whom its overwrites are for."""
        return frozenset(overwrite.target for overwrite in self.overwrites)

    def renamed(self, name: Callable[[str], str]) -> Shape:
        """Return a shape that refers to others by other names."""
        parent = None if self.parent is None else name(self.parent)
        if parent == self.parent and all(
            each.target == name(each.target) for each in self.overwrites
        ):
            return self
        overwrites = (
            Overwrite(name(each.target), each.allow, each.deny) for each in self.overwrites
        )
        return replace(self, parent=parent, overwrites=tuple(sorted(overwrites)))


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that exists.

    ``asked`` is how the bot last asked for it: where it looks different now, somebody changed
    it by hand. ``kept`` is how it was before it went to the archive. A role is ``stored`` when
    everybody who holds it is a member in the database. What is out of ``reach`` is above the
    bot or gives rights: it is no candidate.
    """

    id: int
    shape: Shape
    key: str | None = None
    making: Making | None = None
    written: bool = False
    stored: bool = True
    awake: bool = True
    reach: bool = True
    asked: Shape | None = None
    kept: Shape | None = None

    @property
    def kind(self) -> Kind:
        """Return what it is."""
        return self.shape.kind

    @property
    def is_disposable(self) -> bool:
        """Tell whether it may be deleted: the bot made it, and nothing of people is in it."""
        return self.making is Making.MADE and self.stored and not self.written


@dataclass(frozen=True, slots=True)
class Server:
    """Everything that exists; threads of others are only counted."""

    things: tuple[Thing, ...] = ()
    other_threads: int = 0
    held: Mapping[str, Thing] = field(init=False, compare=False, repr=False)
    _by_id: Mapping[str, Thing] = field(init=False, compare=False, repr=False)
    _inside: Counter[str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        held = {thing.key: thing for thing in self.things if thing.key is not None}
        object.__setattr__(self, "held", held)
        object.__setattr__(self, "_by_id", {str(thing.id): thing for thing in self.things})
        parents = (thing.shape.parent for thing in self.things if thing.kind is not Kind.POST)
        object.__setattr__(self, "_inside", Counter(filter(None, parents)))

    def get(self, ref: str | None) -> Thing | None:
        """Return a thing by its key or the digits of its id."""
        return None if ref is None else self.held.get(ref) or self._by_id.get(ref)

    def inside(self, category: Thing) -> int:
        """Count the channels in a category, others' too."""
        return self._inside[str(category.id)]

    def resolved(self, ref: str) -> str:
        """Return the digits for the key of something that exists; anything else as it is."""
        thing = self.held.get(ref)
        return ref if thing is None else str(thing.id)

    def placed(self, shape: Shape) -> Shape:
        """Return a shape whose references to what exists are ids, for comparing."""
        return shape.renamed(self.resolved)

    def is_archived(self, thing: Thing) -> bool:
        """Tell whether a thing is in the archive: in such a category, or a closed post."""
        parent = self.get(thing.shape.parent)
        in_archive = parent is not None and (parent.key or "").startswith("archive:")
        return thing.shape.closed or (thing.kind.is_channel and in_archive)

    def without(self, gone: Iterable[Thing]) -> Server:
        """Return the server without some things."""
        ids = {thing.id for thing in gone}
        return replace(self, things=tuple(each for each in self.things if each.id not in ids))
