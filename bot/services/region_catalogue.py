"""The regions of one server: what is built in, with what the server changed about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.folding import squeeze
from bot.domain.regions import Family, Region, State
from bot.reference import chapters, continents, municipalities, prefectures, regions
from bot.reference.names import SUGGESTIONS, Entry, NameIndex
from bot.reference.resolution import Ambiguous, Found, Resolution, Unknown

OPEN = frozenset({State.OPEN})
JAPAN, WORLD = "j", "w"
"""How the codes of parts begin: "j1" is a part of Japan, "w150" a continent."""
CHAPTERS, OTHERS = "chapters", "others"
"""Two more parts, where a server has any: its chapters, and all else that it added."""
SHOWN = 25


@dataclass(frozen=True, slots=True)
class Group:
    """Some regions of a part; ``part`` is the number of a continent's part, or None."""

    part: str | None
    regions: tuple[Region, ...]


class Catalogue:
    """Find and list regions; codes of merged regions lead to what they were merged into."""

    def __init__(self, changed: Iterable[Region]) -> None:
        self._changed = {region.code: region for region in changed}

    def get(self, code: str) -> Region | None:
        """Return a region as it is; None for none, and for a chapter that nobody accepted."""
        known = self._changed.get(code)
        if known is not None or code.startswith("h"):
            return known
        return regions.get(code)

    def target(self, code: str) -> Region | None:
        """Return a region, or the one that it was merged into."""
        found = self.get(code)
        if found is not None and found.merged_into is not None:
            return self.get(found.merged_into)
        return found

    def leading_to(self, code: str) -> frozenset[str]:
        """Return the code of a region and of all that were merged into it."""
        merged = (each.code for each in self._changed.values() if each.merged_into == code)
        return frozenset({code, *merged})

    def all(self, states: Collection[State] = OPEN) -> list[Region]:
        """Return every region in one of some states, built-in ones first."""
        codes = dict.fromkeys((*regions.codes(), *self._changed))
        found = (self.get(code) for code in codes)
        return [region for region in found if region is not None and region.state in states]

    def suggest(
        self, typed: str, locale: str, limit: int = SHOWN, states: Collection[State] = OPEN
    ) -> list[Region]:
        """Return what the beginning of a name in any language may mean, the server's first."""
        if not squeeze(typed) and states != OPEN:
            return self.all(states)[:limit]
        named = self._named.begin(typed, limit) if squeeze(typed) else []
        # Chapters that nobody accepted are found too, and drop out.
        usual = regions.suggest(typed, locale, 2 * limit)
        close = self._named.similar(typed, limit) if squeeze(typed) and not named else []
        return self._targets((*named, *usual, *close), states)[:limit]

    def resolve(self, typed: str, states: Collection[State] = OPEN) -> Resolution[Region]:
        """Decide which region a code or a name means."""
        if typed in self._changed:
            usual: Resolution[str] = Found(typed)
        else:
            usual = regions.resolve(typed)
        found = self._targets((*self._named.find(typed), *_values(usual)), states)
        if len(found) == 1:
            return Found(found[0])
        if found:
            return Ambiguous(tuple(found))
        return Unknown(tuple(self.suggest(typed, "en", SUGGESTIONS, states)))

    def parts(self) -> list[str]:
        """Return the parts of Japan, the continents, and what else the server has."""
        parts = [f"{JAPAN}{number}" for number, _ in enumerate(prefectures.regions())]
        parts += [f"{WORLD}{continent}" for continent in continents.continents()]
        added = self._added()
        if any(region.family is Family.CHAPTER for region in added):
            parts.append(CHAPTERS)
        if any(region.family is not Family.CHAPTER for region in added):
            parts.append(OTHERS)
        return parts

    def in_part(self, part: str, locale: str) -> list[Group]:
        """Return the open regions of a part, in the order in which readers look for them."""
        if part in (CHAPTERS, OTHERS):
            wanted = [
                r for r in self._added() if (r.family is Family.CHAPTER) == (part == CHAPTERS)
            ]
            return self._groups([(None, [region.code for region in wanted])])
        if part.startswith(WORLD):
            parts = continents.continents().get(part.removeprefix(WORLD), {})
            return self._groups(
                (name, [f"c{code}" for code in continents.in_order(codes, locale)])
                for name, codes in parts.items()
            )
        return self._groups([(None, _in_japan(part.removeprefix(JAPAN)))])

    def part_of(self, region: Region) -> str:
        """Return the part in which a region is found."""
        if region.code.startswith("c"):
            return f"{WORLD}{continents.of_country(region.code[1:])}"
        if region.code[:1] in ("p", "t"):
            around = prefectures.get(region.code[1:3])
            names = list(prefectures.regions())
            return f"{JAPAN}{names.index(around.region)}" if around else OTHERS
        return CHAPTERS if region.family is Family.CHAPTER else OTHERS

    def _groups(self, groups: Iterable[tuple[str | None, list[str]]]) -> list[Group]:
        found = ((part, tuple(self._targets(codes, OPEN, merged=False))) for part, codes in groups)
        return [Group(part, members) for part, members in found if members]

    def _added(self) -> list[Region]:
        return [
            region
            for region in self._changed.values()
            if region.state is State.OPEN and region.code[:1] in ("h", "o")
        ]

    def _targets(
        self, codes: Iterable[str], states: Collection[State], *, merged: bool = True
    ) -> list[Region]:
        found = dict.fromkeys(self.target(code) if merged else self.get(code) for code in codes)
        return [region for region in found if region is not None and region.state in states]

    @property
    def _named(self) -> NameIndex[str]:
        return _index_of(
            tuple((code, region.name) for code, region in self._changed.items() if region.name)
        )


@lru_cache(maxsize=64)
def _index_of(names: tuple[tuple[str, str], ...]) -> NameIndex[str]:
    """Return the index of what a server named itself, made once while that stays the same."""
    return NameIndex(Entry(code, (name,)) for code, name in names)


def seeds(catalogue: Catalogue) -> list[chapters.Chapter]:
    """Return the chapters that are known of and not in the catalogue yet."""
    return [each for each in chapters.all_chapters() if catalogue.get(f"h{each.slug}") is None]


def _in_japan(number: str) -> list[str]:
    """Return the prefectures of a part of Japan, each with its designated cities behind it."""
    parts = list(prefectures.regions().values())
    if not number.isdecimal() or int(number) >= len(parts):
        return []
    cities = municipalities.designated_cities()
    return [
        code
        for each in parts[int(number)]
        for code in (
            f"p{each.code}",
            *(f"t{city.code}" for city in cities if city.prefecture == each.code),
        )
    ]


def _values(resolution: Resolution[str]) -> tuple[str, ...]:
    match resolution:
        case Found(value):
            return (value,)
        case Ambiguous(values):
            return values
        case _:
            return ()
