"""Give regions their channels and roles, as far as there is room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bot.domain.layout.access import ITSELF, admitting, region_access
from bot.domain.layout.budgets import Room
from bot.domain.layout.candidates import is_adoptable
from bot.domain.layout.changing import changed
from bot.domain.layout.order import GAP, positions
from bot.domain.layout.problems import Reason
from bot.domain.layout.removing import code, known
from bot.domain.layout.server import Kind, Making, Server, Shape, Thing
from bot.domain.layout.shelves import Group, Shelf, sort_key
from bot.domain.layout.steps import Step, Verb
from bot.domain.layout.wishes import Wish, Wishes, channel_name

Lacking = dict[tuple[str, Reason], list[str]]


@dataclass(slots=True)
class Building:
    """One pass over the regions that are to have a channel; collects steps and what lacks room."""

    server: Server
    wishes: Wishes
    room: Room
    in_category: int
    groups: dict[tuple[str, str], Group] = field(default_factory=dict[tuple[str, str], Group])
    roles: list[Step] = field(default_factory=list[Step])
    adoptions: list[Step] = field(default_factory=list[Step])
    lacking: Lacking = field(default_factory=dict[tuple[str, Reason], list[str]])
    _taken: set[int] = field(default_factory=set[int])
    _filled: dict[int, int] = field(default_factory=dict[int, int])
    _without: set[str] = field(default_factory=set[str])

    def add_family(self, family: str, regions: list[Wish]) -> None:
        """Find room for a family: whoever has a place keeps it, then by worth, then by name."""
        for wish in regions:
            if (family, wish.group) not in self.groups:
                members = [each for each in regions if each.group == wish.group]
                group = Group.of(self.server, family, wish.group, members, self.in_category)
                self.groups[family, wish.group] = group
        for wish in sorted(regions, key=self._precedence):
            self._add(wish)

    def steps(self) -> Iterator[Step]:
        """Put everybody on a shelf and yield what makes it so."""
        for group in self.groups.values():
            group.settle()
        shelves = list(self._shelves())
        yield from self._categories(shelves)
        yield from self.roles
        yield from self.adoptions
        for group, shelf in shelves:
            yield from self._channels(group, shelf)
        yield from self._changes()

    @property
    def used(self) -> set[str]:
        """Return the categories that somebody stands in or comes to; call it after settling."""
        return {
            shelf.key
            for group in self.groups.values()
            for shelf in group.shelves
            if shelf.coming or (shelf.category and self.server.inside(shelf.category))
        }

    def _precedence(self, wish: Wish) -> tuple[object, ...]:
        channel = self._held("channel", wish)
        has_place = channel is not None and not self.server.is_archived(channel)
        return not has_place, -wish.worth, sort_key(wish)

    def _held(self, kind: str, wish: Wish) -> Thing | None:
        return self.server.held.get(f"{kind}:{wish.code}")

    def _add(self, wish: Wish) -> None:
        channel, role = self._held("channel", wish), self._held("role", wish)
        ticked = self._ticked(wish, channel, role)
        if ticked is None:
            self._lack(wish, Reason.NOT_ADOPTABLE)
            return
        makes_role = role is None and Kind.ROLE not in ticked
        makes_channel = channel is None and Kind.CHANNEL not in ticked
        comes = makes_channel or (channel is not None and self._needs_shelf(channel))
        group = self.groups[wish.family, wish.group]
        channels = makes_channel + (group.price if comes else 0)
        if not self.room.take(channels=channels, roles=int(makes_role)):
            is_short = not self.room.has(channels=channels)
            self._lack(wish, Reason.CHANNELS_FULL if is_short else Reason.ROLES_FULL)
            return
        if comes:
            group.add(wish)
        for kind, thing in ticked.items():
            self._adopt(kind, wish, thing, ticked)
        if makes_role:
            self.roles.append(Step(Verb.CREATE, f"role:{wish.code}", role_shape(wish)))
        if channel is not None and channel.making is Making.ADOPTED:
            self._bring_back(channel)

    def _ticked(
        self, wish: Wish, channel: Thing | None, role: Thing | None
    ) -> dict[Kind, Thing] | None:
        """Return what is to be adopted; None if something of it cannot be."""
        found: dict[Kind, Thing] = {}
        for kind, ticked, held in (
            (Kind.CHANNEL, wish.channel, channel),
            (Kind.ROLE, wish.role, role),
        ):
            if ticked is None or held is not None:
                continue
            thing = self.server.get(str(ticked))
            fits = thing is not None and thing.kind is kind and is_adoptable(thing)
            if thing is None or not fits or thing.id in self._taken:
                return None
            found[kind] = thing
        self._taken.update(thing.id for thing in found.values())
        return found

    def _needs_shelf(self, channel: Thing) -> bool:
        """Tell whether a channel comes back from the archive or lost its category."""
        if channel.making is not Making.MADE:
            return False
        asked = channel.asked.parent if channel.asked else None
        is_orphan = channel.shape.parent is None and asked is not None
        lost = is_orphan and self.server.get(asked) is None
        return lost or self.server.is_archived(channel)

    def _adopt(self, kind: Kind, wish: Wish, thing: Thing, ticked: dict[Kind, Thing]) -> None:
        shape = thing.shape
        if kind is Kind.CHANNEL:
            role = ticked.get(Kind.ROLE)
            shape = admitting(shape, str(role.id) if role else f"role:{wish.code}")
        self.adoptions.append(Step(Verb.ADOPT, f"{kind}:{wish.code}", shape, thing.id, thing.shape))

    def _bring_back(self, channel: Thing) -> None:
        """Restore an adopted channel as it was, where that is possible."""
        if not self.server.is_archived(channel):
            return
        kept = channel.kept or replace(channel.shape, parent=None)
        home = self.server.get(kept.parent)
        if home is None or not self._takes_one_more(home):
            kept = replace(kept, parent=None)
        shape = admitting(kept, f"role:{code(channel)}")
        self.adoptions.append(
            Step(Verb.RESTORE, channel.key or "", shape, known(channel), channel.shape)
        )

    def _takes_one_more(self, category: Thing) -> bool:
        filled = self._filled.get(category.id, self.server.inside(category))
        self._filled[category.id] = filled + 1
        return filled < self.in_category

    def _lack(self, wish: Wish, reason: Reason) -> None:
        self._without.add(wish.code)
        self.lacking.setdefault((wish.family, reason), []).append(wish.code)

    def _shelves(self) -> Iterator[tuple[Group, Shelf]]:
        """Yield the shelves in use: families as they were wished for, groups by their name."""
        order = list(self.wishes.layouts)
        groups = sorted(
            self.groups.values(),
            key=lambda group: (order.index(group.family), _name(group, self.wishes)),
        )
        used = self.used
        for group in groups:
            for shelf in sorted(group.shelves, key=lambda shelf: shelf.number):
                if shelf.key in used:
                    yield group, shelf

    def _categories(self, shelves: list[tuple[Group, Shelf]]) -> Iterator[Step]:
        yield from categories(
            self.server,
            [
                (shelf.key, _name(group, self.wishes, shelf.number), shelf.category)
                for group, shelf in shelves
            ],
            behind=GAP,
        )

    def _channels(self, group: Group, shelf: Shelf) -> Iterator[Step]:
        """Yield a shelf's channels in the order of their names."""
        here = [wish for wish in shelf.standing if self._stands(wish)]
        row = sorted((*here, *shelf.coming), key=sort_key)
        standing = [self._standing(wish) if wish in here else None for wish in row]
        for wish, position in zip(row, positions(standing), strict=True):
            channel = self._held("channel", wish)
            if channel is not None and wish in here:
                yield from self._changed(wish, channel, position)
                continue
            shape = self._wanted(wish, shelf.key, position)
            if channel is None:
                yield Step(Verb.CREATE, f"channel:{wish.code}", shape)
            else:
                is_back = self.server.is_archived(channel)
                verb = Verb.RESTORE if is_back else Verb.MOVE
                yield Step(verb, channel.key or "", shape, known(channel), channel.shape)

    def _changed(self, wish: Wish, channel: Thing, position: int | None) -> Iterator[Step]:
        """Yield what is different about a channel that stays; one without its role is left."""
        if wish.code not in self._without:
            wanted = self._wanted(wish, channel.shape.parent, channel.shape.position)
            ours = {f"role:{wish.code}"}
            yield from changed(self.server, channel, wanted, position, ours, self.wishes)

    def _stands(self, wish: Wish) -> bool:
        channel = self._held("channel", wish)
        is_there = channel is not None and channel.making is Making.MADE
        return is_there and wish.code not in self._without

    def _standing(self, wish: Wish) -> tuple[int, int] | None:
        channel = self._held("channel", wish)
        return None if channel is None else (channel.shape.position or 0, channel.id)

    def _wanted(self, wish: Wish, parent: str | None, position: int | None) -> Shape:
        return Shape(
            Kind.CHANNEL,
            channel_name(wish.name),
            parent,
            position,
            wish.topic,
            region_access(f"role:{wish.code}", is_open=self.wishes.is_open),
        )

    def _changes(self) -> Iterator[Step]:
        """Yield what is different about roles, and about channels that stand elsewhere."""
        on_shelves = {
            wish.code
            for group in self.groups.values()
            for shelf in group.shelves
            for wish in (*shelf.standing, *shelf.coming)
        }
        for wish in self.wishes.regions:
            role = self._held("role", wish)
            is_home = (wish.family, wish.group) in self.groups
            if is_home and role is not None and role.making is Making.MADE:
                yield from changed(self.server, role, role_shape(wish), None, set(), self.wishes)
            channel = self._held("channel", wish)
            if not is_home or channel is None or wish.code in on_shelves:
                continue
            if channel.making is Making.MADE and not self.server.is_archived(channel):
                yield from self._changed(wish, channel, None)


def role_shape(wish: Wish) -> Shape:
    """Return a region's role: a name, no rights; nobody can mention it."""
    return Shape(Kind.ROLE, wish.name[:100])


def categories(
    server: Server, wanted: list[tuple[str, str, Thing | None]], *, behind: int = 0
) -> Iterator[Step]:
    """Yield the steps that make, name and order categories; new ones stand behind all others.

    ``behind`` leaves room for what the same plan puts there.
    """
    keys = {key for key, _, _ in wanted}
    others = (
        thing.shape.position or 0
        for thing in server.things
        if thing.kind is Kind.CATEGORY and thing.key not in keys
    )
    standing = [
        None if category is None else (category.shape.position or 0, category.id)
        for _, _, category in wanted
    ]
    places = positions(standing, after=max(others, default=0) + behind)
    for (key, name, category), position in zip(wanted, places, strict=True):
        if category is None:
            yield Step(Verb.CREATE, key, Shape(Kind.CATEGORY, name, None, position, "", (ITSELF,)))
        else:
            wish = Shape(Kind.CATEGORY, name, None, category.shape.position, "", (ITSELF,))
            yield from changed(server, category, wish, position, set(), None)


def _name(group: Group, wishes: Wishes, number: int = 1) -> str:
    return wishes.name(f"{group.family}:{group.name}" if group.name else group.family, number)
