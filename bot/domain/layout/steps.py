"""One step of a plan, as a value: enough to carry it out, and to see afterwards whether it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.domain.layout.server import Kind, Overwrite, Shape


class Verb(StrEnum):
    """What a step does; ``allow`` changes who may read and write, ``release`` ends an adoption."""

    CREATE = "create"
    ADOPT = "adopt"
    RENAME = "rename"
    MOVE = "move"
    ALLOW = "allow"
    ARCHIVE = "archive"
    RESTORE = "restore"
    DELETE = "delete"
    RELEASE = "release"


@dataclass(frozen=True, slots=True)
class Step:
    """One request to Discord.

    ``key`` is what the thing is for. ``shape`` is how it looks when the step is done, for a
    deletion how it looked; ``was`` how it looks before. ``id`` is None for what is not there yet.
    """

    verb: Verb
    key: str
    shape: Shape
    id: int | None = None
    was: Shape | None = None

    @property
    def kind(self) -> Kind:
        """Return what it is about."""
        return self.shape.kind

    def as_json(self) -> Mapping[str, Any]:
        """Return plain values."""
        return {
            "verb": self.verb.value,
            "key": self.key,
            "shape": shape_as_json(self.shape),
            "id": self.id,
            "was": None if self.was is None else shape_as_json(self.was),
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Step:
        """Read what as_json wrote."""
        was = values["was"]
        return cls(
            Verb(values["verb"]),
            values["key"],
            shape_from_json(values["shape"]),
            values["id"],
            None if was is None else shape_from_json(was),
        )


def shape_as_json(shape: Shape) -> Mapping[str, Any]:
    """Return a shape as plain values."""
    return {
        "kind": shape.kind.value,
        "name": shape.name,
        "parent": shape.parent,
        "position": shape.position,
        "topic": shape.topic,
        "overwrites": [[each.target, each.allow, each.deny] for each in shape.overwrites],
        "closed": shape.closed,
    }


def shape_from_json(values: Mapping[str, Any]) -> Shape:
    """Read what shape_as_json wrote."""
    return Shape(
        Kind(values["kind"]),
        values["name"],
        values["parent"],
        values["position"],
        values["topic"],
        tuple(Overwrite(*each) for each in values["overwrites"]),
        values["closed"],
    )
