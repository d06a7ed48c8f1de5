"""What invented people write about themselves."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random

from bot.demo.people.odds import some

_FILE = Path(__file__).with_name("texts.json")


class Texts:
    """Draw occupations, interests and a few sentences, in English or Japanese."""

    def __init__(self) -> None:
        texts = json.loads(_FILE.read_text(encoding="utf-8"))
        self.occupations = tuple(texts["occupations"])
        self.schools = tuple(texts["schools"])
        self.former_towns = tuple(
            (prefecture, town)
            for prefecture, towns in texts["former_towns"].items()
            for town in towns
        )
        self._interests = {"en": tuple(texts["interests"]), "ja": tuple(texts["interests_ja"])}
        self._sentences = {"en": tuple(texts["about"]), "ja": tuple(texts["about_ja"])}

    def about(self, language: str, chance: Random) -> str:
        """Return one to five sentences."""
        joint = "" if language == "ja" else " "
        return joint.join(some(self._sentences[language], chance.randint(1, 5), chance))

    def interests(self, language: str, chance: Random) -> str:
        """Return up to four interests."""
        joint = "、" if language == "ja" else ", "
        return joint.join(some(self._interests[language], chance.randint(1, 4), chance))


@cache
def read_texts() -> Texts:
    """Read the texts once."""
    return Texts()
