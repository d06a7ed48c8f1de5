"""Things of our own tables that have a code and a name in English and Japanese."""

from __future__ import annotations

from dataclasses import dataclass

from bot.reference.locales import is_japanese


@dataclass(frozen=True, slots=True)
class Named:
    """A code and its two names."""

    code: str
    en: str
    ja: str

    def name(self, locale: str) -> str:
        """Return what readers of a locale call it."""
        return self.ja if is_japanese(locale) else self.en
