"""What can come of reading a name that somebody typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """The one thing that is called so."""

    value: T


@dataclass(frozen=True, slots=True)
class Ambiguous(Generic[T]):
    """Several things are called so; the person has to choose."""

    values: tuple[T, ...]


@dataclass(frozen=True, slots=True)
class Unknown(Generic[T]):
    """Nothing is called so; some names may be close, or none."""

    suggestions: tuple[T, ...] = ()


Resolution: TypeAlias = Found[T] | Ambiguous[T] | Unknown[T]
