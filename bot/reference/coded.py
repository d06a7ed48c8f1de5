"""Things that have a code and, through CLDR, a name in every language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from bot.domain.folding import squeeze
from bot.reference import world
from bot.reference.names import SUGGESTIONS, Entry, NameIndex
from bot.reference.resolution import Ambiguous, Found, Resolution, Unknown


class CodedNames:
    """Codes of one kind, found by their names in any language.

    English and the reader's language are searched in memory, all others on disk.
    """

    def __init__(
        self,
        kind: world.Kind,
        names: Callable[[str], Mapping[str, str]],
        *,
        aliases: Mapping[str, tuple[str, ...]],
        codes: Mapping[str, tuple[str, ...]],
    ) -> None:
        self._kind: world.Kind = kind
        self._names = names
        self._aliases = aliases
        self._codes = codes
        self._index = lru_cache(maxsize=8)(self._make_index)

    def suggest(self, text: str, locale: str, limit: int) -> list[str]:
        """Return the codes that the beginning of a name may mean, the reader's language first."""
        return self.begin(text, locale, limit) or self._index(locale).similar(text, limit)

    def begin(self, text: str, locale: str, limit: int) -> list[str]:
        """Return the codes with a name in any language that begins so, however few."""
        begun = self._index(locale).begin(text, limit)
        return begun or world.codes_starting(self._kind, text)[:limit]

    def resolve(self, text: str) -> Resolution[str]:
        """Decide which is meant; English names come before those of other languages."""
        english = self._index("en")
        if found := english.find(text) or world.codes_named(self._kind, text):
            return Found(found[0]) if len(found) == 1 else Ambiguous(found)
        resolution = english.resolve(text, mend=True)
        if isinstance(resolution, Unknown):
            return Unknown(tuple(self.suggest(text, "en", SUGGESTIONS)) if squeeze(text) else ())
        return resolution

    def _make_index(self, locale: str) -> NameIndex[str]:
        native, english = self._names(locale), self._names("en")
        return NameIndex(
            Entry(code, (native[code], english[code], *self._aliases.get(code, ())), codes)
            for code, codes in self._codes.items()
        )
