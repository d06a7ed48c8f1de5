"""Names of many languages and scripts."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random

from bot.demo.people.odds import falling

_FILE = Path(__file__).with_name("names.json")
_FAMILY_FIRST = {"ja", "zh", "ko", "vi"}
_UNSPACED = {"zh", "ko"}
_NATIVE_SCRIPT = 0.4
_SHORTENED = 0.2


class Names:
    """Draw a name as somebody would write it on Discord, and its reading where it needs one."""

    def __init__(self) -> None:
        names: dict[str, dict[str, str]] = json.loads(_FILE.read_text(encoding="utf-8"))
        self.languages = tuple(names)
        self._given = {
            language: falling(_pairs(parts["given"])) for language, parts in names.items()
        }
        self._family = {
            language: falling(_pairs(parts["family"])) for language, parts in names.items()
        }

    def draw(self, language: str, chance: Random) -> tuple[str, str | None]:
        """Return a name and, for one that not all can read, how it is read."""
        given, family = self._given[language].draw(chance), self._family[language].draw(chance)
        latin = _latin(language, given[1], family[1])
        if given[0] != given[1] and chance.random() < _NATIVE_SCRIPT:
            return _native(language, given[0], family[0]), latin
        if chance.random() < _SHORTENED:
            return f"{given[1]} {family[1][0]}.", None
        return latin, None


@cache
def read_names() -> Names:
    """Read the names once."""
    return Names()


def _latin(language: str, given: str, family: str) -> str:
    return f"{family} {given}" if language == "vi" else f"{given} {family}"


def _native(language: str, given: str, family: str) -> str:
    if language in _UNSPACED:
        return f"{family}{given}"
    return f"{family} {given}" if language in _FAMILY_FIRST else f"{given} {family}"


def _pairs(names: str) -> list[tuple[str, str]]:
    """Read "Emma 翔太/Shota" as what is written and what it reads in Latin letters."""
    parted = (name.partition("/") for name in names.split())
    return [(written, latin or written) for written, _, latin in parted]
