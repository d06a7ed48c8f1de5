"""Categories for the channels of one group of regions, never more in one than Discord takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain.layout.server import Server, Thing
from bot.domain.layout.wishes import Wish

SortKey = tuple[str, str, str]


def sort_key(wish: Wish) -> SortKey:
    """Return what puts regions in the order of their names."""
    return wish.sort_key, wish.name, wish.code


@dataclass(slots=True)
class Shelf:
    """One category, there already or to be made, and who is to stand in it."""

    key: str
    number: int
    category: Thing | None
    spare: int
    standing: list[Wish]
    coming: list[Wish] = field(default_factory=list[Wish])

    @property
    def last(self) -> SortKey:
        """Return the last name in it; before all others while it is empty."""
        return max(map(sort_key, (*self.standing, *self.coming)), default=("", "", ""))

    @property
    def is_full(self) -> bool:
        """Tell whether nobody else fits."""
        return len(self.coming) >= self.spare


@dataclass(slots=True)
class Group:
    """The shelves of one group; new ones are opened as regions ask for a place."""

    family: str
    name: str
    capacity: int
    shelves: list[Shelf]
    free: int = 0
    coming: list[Wish] = field(default_factory=list[Wish])
    opened: int = 0

    @classmethod
    def of(
        cls, server: Server, family: str, name: str, regions: Sequence[Wish], capacity: int
    ) -> Group:
        """Find a group's categories, and its regions that stand in them."""
        shelves: list[Shelf] = []
        prefix = f"category:{family}:{name}:"
        for key, category in server.held.items():
            if key.startswith(prefix) and key.removeprefix(prefix).isdecimal():
                spare = max(0, capacity - server.inside(category))
                inside = [
                    wish
                    for wish in regions
                    if (channel := server.held.get(f"channel:{wish.code}")) is not None
                    and channel.shape.parent == str(category.id)
                ]
                number = int(key.removeprefix(prefix))
                shelves.append(Shelf(key, number, category, spare, inside))
        shelves.sort(key=lambda shelf: shelf.number)
        return cls(family, name, capacity, shelves, sum(shelf.spare for shelf in shelves))

    @property
    def price(self) -> int:
        """Return how many categories one more place costs."""
        return 0 if self.free else 1

    def add(self, wish: Wish) -> None:
        """Keep a place for a region."""
        if not self.free:
            self.opened += 1
            self.free = self.capacity
        self.free -= 1
        self.coming.append(wish)

    def settle(self) -> None:
        """Give everybody who comes a shelf: near their neighbours, new shelves evenly filled."""
        coming = sorted(self.coming, key=sort_key)
        if not self.shelves and self.opened:
            size, more = divmod(len(coming), self.opened)
            for n in range(self.opened):
                count = size + (n < more)
                self._open().coming, coming = coming[:count], coming[count:]
            return
        for wish in coming:
            self._shelf_for(wish).coming.append(wish)

    def _shelf_for(self, wish: Wish) -> Shelf:
        open_shelves = [shelf for shelf in self.shelves if not shelf.is_full]
        fitting = (shelf for shelf in open_shelves if shelf.last >= sort_key(wish))
        found = next(fitting, None)
        if found is None:
            found = open_shelves[-1] if open_shelves else self._open()
        return found

    def _open(self) -> Shelf:
        taken = {shelf.number for shelf in self.shelves}
        number = next(n for n in range(1, len(taken) + 2) if n not in taken)
        key = f"category:{self.family}:{self.name}:{number}"
        shelf = Shelf(key, number, None, self.capacity, [])
        self.shelves.append(shelf)
        return shelf
