"""Find things by any of their names: whole, by the beginning, by a part, or misspelt."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Generic, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.domain.folding import squeeze
from bot.reference.resolution import Ambiguous, Found, Resolution, Unknown

T = TypeVar("T")

SUGGESTIONS = 5
AFTER_EVERYTHING = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """A thing, all its names, and codes that count only when typed whole."""

    value: T
    names: Iterable[str]
    codes: Iterable[str] = ()


class NameIndex(Generic[T]):
    """The names of a closed list of things; the order of the entries breaks ties.

    Latin letters are tried as written and then, where there is one, in a common spelling.
    """

    def __init__(
        self,
        entries: Iterable[Entry[T]],
        common_spelling: Callable[[str], str] | None = None,
    ) -> None:
        self._common_spelling = common_spelling
        values: list[T] = []
        names: dict[str, tuple[int, ...]] = {}
        self._codes: dict[str, int] = {}
        for place, entry in enumerate(entries):
            values.append(entry.value)
            for key in {key for name in entry.names for key in self._keys(name)}:
                names[key] = (*names.get(key, ()), place)
            self._codes.update((squeeze(code), place) for code in entry.codes)
        self.values = tuple(values)
        self._names = names
        self._sorted = sorted(names)
        self._lines = "\n".join(self._sorted)

    def find(self, text: str) -> tuple[T, ...]:
        """Return everything that has exactly this name or code."""
        return tuple(self.values[place] for place in self._whole(self._keys(text)))

    def search(self, text: str, limit: int, keep: Callable[[T], bool] | None = None) -> list[T]:
        """Return what begins so, or else what is similar; everything for an empty text."""
        return self.begin(text, limit, keep) or self.similar(text, limit, keep)

    def begin(self, text: str, limit: int, keep: Callable[[T], bool] | None = None) -> list[T]:
        """Return what is called so, then what has a name that begins so."""
        keys = self._keys(text)
        places = self._beginning(keys) if keys else range(len(self.values))
        return self._first(places, limit, keep)

    def similar(self, text: str, limit: int, keep: Callable[[T], bool] | None = None) -> list[T]:
        """Return what has such a part in its name, or is called so but for a slip or two."""
        key = squeeze(text)
        close = self._close(key, 0 if len(key) < 4 else 1 if len(key) < 7 else 2)
        return self._first(chain(self._containing(key), (place for _, place in close)), limit, keep)

    def resolve(
        self, text: str, keep: Callable[[T], bool] | None = None, *, mend: bool = False
    ) -> Resolution[T]:
        """Decide what the text names; ``mend`` accepts one slip of the finger."""
        found = [value for value in self.find(text) if keep is None or keep(value)]
        if not found and mend:
            found = self._mended(squeeze(text))
        if len(found) == 1:
            return Found(found[0])
        if found:
            return Ambiguous(tuple(found))
        return Unknown(tuple(self.search(text, SUGGESTIONS, keep)) if squeeze(text) else ())

    def _keys(self, text: str) -> tuple[str, ...]:
        key = squeeze(text)
        if not key:
            return ()
        if self._common_spelling is None or not key.isascii():
            return (key,)
        common = self._common_spelling(key)
        return (key,) if common == key else (key, common)

    def _first(
        self, places: Iterable[int], limit: int, keep: Callable[[T], bool] | None
    ) -> list[T]:
        found: list[T] = []
        for place in dict.fromkeys(places):
            if len(found) >= limit:
                break
            if keep is None or keep(self.values[place]):
                found.append(self.values[place])
        return found

    def _whole(self, keys: tuple[str, ...]) -> list[int]:
        for key in keys:
            places = {*self._names.get(key, ())}
            if (code := self._codes.get(key)) is not None:
                places.add(code)
            if places:
                return sorted(places)
        return []

    def _beginning(self, keys: tuple[str, ...]) -> Iterator[int]:
        whole = self._whole(keys)
        # One or two Latin letters are a beginning rather than a whole name or code.
        is_short = len(keys[0]) <= 2 and keys[0].isascii()
        if not is_short:
            yield from whole
        for key in keys:
            first, last = self._range(key)
            places = {place for name in self._sorted[first:last] for place in self._names[name]}
            yield from sorted(places.union(whole) if is_short else places)

    def _range(self, beginning: str) -> tuple[int, int]:
        first = bisect_left(self._sorted, beginning)
        return first, bisect_left(self._sorted, beginning + AFTER_EVERYTHING, lo=first)

    def _containing(self, key: str) -> list[int]:
        found: set[int] = set()
        at = self._lines.find(key) if len(key) >= 3 or not key.isascii() else -1
        while at >= 0:
            end = self._lines.find("\n", at)
            end = len(self._lines) if end < 0 else end
            found.update(self._names[self._lines[self._lines.rfind("\n", 0, at) + 1 : end]])
            at = self._lines.find(key, end)
        return sorted(found)

    def _close(self, key: str, slips: int) -> list[tuple[int, int]]:
        """Return how far off and where: names with the same first letter."""
        if not slips:
            return []
        first, last = self._range(key[0])
        close = process.extract(
            key, self._sorted[first:last], scorer=OSA.distance, score_cutoff=slips, limit=None
        )
        return sorted((int(slip), place) for name, slip, _ in close for place in self._names[name])

    def _mended(self, key: str) -> list[T]:
        """Return what a long name means when a letter inside is missing, doubled or out of turn.

        Other slips make another name too easily: Ichikawa is not Ishikawa, nor Kosaka Osaka.
        """
        first, last = self._range(key[:1])
        close = process.extract(
            key, self._sorted[first:last], scorer=OSA.distance, score_cutoff=1, limit=None
        )
        places = {
            place
            for name, _, _ in close
            if min(len(name), len(key)) >= 6
            if len(name) != len(key) or sorted(name) == sorted(key)
            for place in self._names[name]
        }
        return [self.values[place] for place in sorted(places)]
