"""What is wanted: a layout for each family of regions, and the regions themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

_NOT_IN_CHANNELS = re.compile(r"[^\w\s-]+")
_GAPS = re.compile(r"[\s-]+")
NAME_LENGTH = 100


class Layout(StrEnum):
    """Where the regions of a family live."""

    CHANNELS = "channels"
    FORUM = "forum"
    HYBRID = "hybrid"


@dataclass(frozen=True, slots=True)
class Wish:
    """One region: its names, what it is worth, and what an admin ticked for it.

    ``sort_key`` orders names in the server's language. ``group`` is the part of a family that
    shares categories, such as a continent. ``worth`` says who comes first where room is short,
    ``liveliness`` who earns a channel in a hybrid. ``channel`` and ``role`` are to be adopted.
    """

    code: str
    family: str
    name: str
    sort_key: str = ""
    group: str = ""
    topic: str = ""
    aliases: tuple[str, ...] = ()
    worth: int = 0
    liveliness: int = 0
    channel: int | None = None
    role: int | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """Everything a server wants.

    ``names`` has what categories and forums are called: for a family, for ``family:group``,
    ``forums`` and ``archive``. A hybrid's region earns a channel at ``wakes_at`` and gives it up
    below ``sleeps_below``: between the two nothing changes. ``repairs`` undoes what was changed
    by hand; otherwise such changes stand.
    """

    layouts: Mapping[str, Layout] = field(default_factory=dict[str, Layout])
    regions: Sequence[Wish] = ()
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    is_open: bool = False
    wakes_at: int = 20
    sleeps_below: int = 5
    repairs: bool = False

    def of(self, family: str) -> list[Wish]:
        """Return a family's regions, ordered by name."""
        return sorted(
            (wish for wish in self.regions if wish.family == family),
            key=lambda wish: (wish.sort_key, wish.name, wish.code),
        )

    def name(self, what: str, number: int = 1) -> str:
        """Return what a category or forum is called; later ones of a kind are numbered."""
        name = self.names.get(what) or self.names.get(what.partition(":")[0]) or what
        return (name if number == 1 else f"{name} {number}")[:NAME_LENGTH]


def channel_name(name: str) -> str:
    """Write a name as Discord writes those of text channels."""
    return _GAPS.sub("-", _NOT_IN_CHANNELS.sub("", name).strip().lower())[:NAME_LENGTH] or "-"
