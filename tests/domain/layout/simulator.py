"""A small Discord of plain values: it carries steps out, and refuses what Discord would."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from bot.domain.layout import Budgets, Kind, Making, Server, Shape, Step, Thing, Verb


class RefusedError(AssertionError):
    """Discord would not have done this."""


@dataclass
class Discord:
    """One server, its limits, and what the bot remembers of what is its own."""

    limits: Budgets
    things: dict[int, Thing] = field(default_factory=dict[int, Thing])
    other_threads: int = 0
    next_id: int = 1000

    def add(self, shape: Shape, **about: object) -> Thing:
        """Let somebody else make something."""
        self.next_id += 1
        thing = Thing(self.next_id, self._unambiguous(shape), **about)  # type: ignore[arg-type]
        self.things[thing.id] = thing
        return thing

    def server(self) -> Server:
        return Server(tuple(self.things.values()), self.other_threads)

    def change(self, thing: Thing, **about: object) -> None:
        self.things[thing.id] = replace(self.things[thing.id], **about)  # type: ignore[arg-type]

    def remove(self, thing: Thing) -> None:
        """Delete something, by whomever, with what goes along."""
        del self.things[thing.id]
        for each in list(self.things.values()):
            shape = each.shape
            if shape.parent == str(thing.id):
                if each.kind is Kind.POST:
                    del self.things[each.id]
                    continue
                shape = replace(shape, parent=None)
            left = tuple(one for one in shape.overwrites if one.target != str(thing.id))
            self.change(each, shape=replace(shape, overwrites=left))
        if thing.kind is Kind.ROLE:
            self._number_roles(self._roles())

    def carry_out(self, steps: Iterable[Step]) -> None:
        for step in steps:
            self.carry(Step.from_json(json.loads(json.dumps(step.as_json()))))

    def carry(self, step: Step) -> None:
        if step.verb is Verb.CREATE:
            self._create(step)
            return
        thing = self._meant(step)
        shape = self._resolved(step.shape)
        if thing.kind is Kind.ROLE:  # only its name is sent
            shape = replace(shape, position=thing.shape.position)
        self._require_room(shape, thing)
        match step.verb:
            case Verb.DELETE:
                if not thing.is_disposable:
                    raise RefusedError("deletes what is not the bot's, or what people wrote")
                if thing.kind is Kind.CATEGORY and self.server().inside(thing):
                    raise RefusedError("deletes a category that is not empty")
                self.remove(thing)
            case Verb.ADOPT:
                self.change(
                    thing, shape=shape, key=step.key, making=Making.ADOPTED, asked=step.shape
                )
            case Verb.RELEASE:
                self.change(thing, shape=shape, key=None, making=None, asked=None)
            case Verb.ARCHIVE:
                self.change(thing, shape=shape, asked=step.shape, kept=thing.shape)
            case _:
                self.change(thing, shape=shape, asked=step.shape, awake=True)

    def fingerprint(self) -> list[object]:
        """Return names, order, topics, overwrites and links; the archive aside."""
        server = self.server()
        seen = [thing for thing in self._in_order() if not self._is_away(server, thing)]
        return [
            (
                thing.kind,
                thing.shape.name,
                self._name(thing.shape.parent),
                thing.shape.topic,
                sorted((self._name(o.target), o.allow, o.deny) for o in thing.shape.overwrites),
                thing.key,
            )
            for thing in seen
        ]

    def strangers(self) -> dict[int, Shape]:
        """Return what is not the bot's; roles move up and down as others come and go."""
        return {
            thing.id: replace(thing.shape, position=None)
            if thing.kind is Kind.ROLE
            else thing.shape
            for thing in self.things.values()
            if thing.key is None
        }

    def names_in(self, category: str) -> list[str]:
        parent = self.server().get(category)
        assert parent is not None
        inside = (thing for thing in self._in_order() if thing.shape.parent == str(parent.id))
        return [thing.shape.name for thing in inside]

    def _create(self, step: Step) -> None:
        if step.key in self.server().held:
            raise RefusedError(f"makes {step.key} twice")
        shape = self._resolved(step.shape)
        self._require_room(shape, None)
        if shape.kind is not Kind.ROLE and shape.position is None:
            last = max((each.shape.position or 0 for each in self.things.values()), default=0)
            shape = replace(shape, position=last + 1)
        self.next_id += 1
        made = Thing(self.next_id, shape, step.key, Making.MADE, asked=step.shape)
        if shape.kind is Kind.ROLE:
            roles = self._roles()
            roles.insert(shape.position or 0, made)
            self._number_roles(roles)
        else:
            self.things[made.id] = made

    def _meant(self, step: Step) -> Thing:
        held = self.server().held.get(step.key)
        if step.verb is Verb.ADOPT:
            thing = self.things[step.id or 0]
            if thing.key is not None or held is not None or not thing.reach:
                raise RefusedError("adopts what is not to be adopted")
            return thing
        if held is None:
            raise RefusedError(f"{step.verb} {step.key}, which is not there")
        return held

    def _require_room(self, shape: Shape, thing: Thing | None) -> None:
        server, limits = self.server(), self.limits
        kinds = [each.kind for each in self.things.values()]
        if thing is None and shape.kind.is_channel:
            self._require(sum(kind.is_channel for kind in kinds) < limits.channels, "channels")
        if thing is None and shape.kind is Kind.ROLE:
            self._require(kinds.count(Kind.ROLE) < limits.roles, "roles")
        if shape.kind is Kind.POST and not shape.closed:
            is_new = thing is None or not thing.awake or thing.shape.closed
            self._require(not is_new or self.active_threads() < limits.threads, "threads")
        parent = server.get(shape.parent)
        if shape.kind is not Kind.POST and parent is not None:
            comes = thing is None or thing.shape.parent != shape.parent
            self._require(not comes or server.inside(parent) < limits.in_category, "category")
        if shape.parent is not None and parent is None:
            raise RefusedError("the category is not there")

    def active_threads(self) -> int:
        posts = (each for each in self.things.values() if each.kind is Kind.POST)
        return self.other_threads + sum(post.awake and not post.shape.closed for post in posts)

    @staticmethod
    def _require(has_room: bool, what: str) -> None:
        if not has_room:
            raise RefusedError(f"maximum number of {what} reached")

    def _resolved(self, shape: Shape) -> Shape:
        shape = self.server().placed(shape)
        for ref in (shape.parent, *shape.targets):
            if ref is not None and ":" in ref:
                raise RefusedError(f"{ref} is not there yet")
        return shape

    def _unambiguous(self, shape: Shape) -> Shape:
        if shape.kind is Kind.ROLE:
            return replace(shape, position=len(self._roles()))
        return shape if shape.position is not None else replace(shape, position=self.next_id)

    def _roles(self) -> list[Thing]:
        roles = (each for each in self.things.values() if each.kind is Kind.ROLE)
        return sorted(roles, key=lambda role: role.shape.position or 0)

    def _number_roles(self, roles: list[Thing]) -> None:
        for n, role in enumerate(roles):
            self.things[role.id] = replace(role, shape=replace(role.shape, position=n))

    def _in_order(self) -> list[Thing]:
        """Sort as people see it: each category's channels among themselves."""
        return sorted(
            self.things.values(),
            key=lambda each: (
                each.kind is Kind.ROLE,
                self._name(each.shape.parent) or "",
                each.shape.position or 0,
                each.id,
            ),
        )

    def _is_away(self, server: Server, thing: Thing) -> bool:
        parent = server.get(thing.shape.parent)
        in_it = parent is not None and server.is_archived(parent)
        return server.is_archived(thing) or in_it or (thing.key or "").startswith("archive:")

    def _name(self, ref: str | None) -> str | None:
        thing = self.server().get(ref)
        return ref if thing is None else thing.shape.name
