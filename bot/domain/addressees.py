"""Whom something is for: whoever is one of these, unless they are one of those."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from bot.domain.profiles import Kind

TERMS = 60
"""So many may be named at once."""


class Sort(StrEnum):
    """What somebody can be named by."""

    EVERYBODY = "everybody"
    GROUP = "group"
    """All regions of a family ("prefecture"), or of a part of the world ("j1", "w150")."""
    REGION = "region"
    KIND = "kind"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Term:
    """One region, kind or role, or several regions at once."""

    sort: Sort
    value: str = ""

    def __str__(self) -> str:
        """Write it so that :meth:`read` reads it."""
        return f"{self.sort}:{self.value}"

    @classmethod
    def read(cls, written: str) -> Self:
        """Read what was kept."""
        sort, _, value = written.partition(":")
        return cls(Sort(sort), value)


@dataclass(frozen=True, slots=True)
class Addressees:
    """Whoever is ``meant`` and is not named in ``but_not``."""

    meant: tuple[Term, ...]
    but_not: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """What somebody is, as far as it decides whether something is for them."""

    regions: frozenset[str] = frozenset()
    kind: Kind | None = None
    roles: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Circle:
    """Everybody who is one of any of these; groups are spelled out in regions."""

    regions: frozenset[str] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    roles: frozenset[int] = frozenset()
    is_everybody: bool = False

    def holds(self, person: Person) -> bool:
        """Tell whether somebody is one of them."""
        return (
            self.is_everybody
            or not self.regions.isdisjoint(person.regions)
            or person.kind in self.kinds
            or not self.roles.isdisjoint(person.roles)
        )

    @property
    def needs_channels(self) -> bool:
        """Tell whether some of them have no place of their own where they read."""
        return self.is_everybody or bool(self.kinds or self.roles)


@dataclass(frozen=True, slots=True)
class Reach:
    """One circle less another."""

    meant: Circle
    but_not: Circle = Circle()

    @property
    def regions(self) -> frozenset[str]:
        """Return the regions whose people are meant as such."""
        if self.but_not.is_everybody:
            return frozenset()
        return self.meant.regions - self.but_not.regions

    def concerns(self, person: Person) -> bool:
        """Tell whether something is for somebody."""
        return self.meant.holds(person) and not self.but_not.holds(person)


def distinct(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Return terms in their order, each once."""
    return tuple(dict.fromkeys(terms))
