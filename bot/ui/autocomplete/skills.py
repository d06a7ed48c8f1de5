"""Languages and fields of work."""

from __future__ import annotations

from collections.abc import Iterable

from bot.reference import languages, occupation_fields
from bot.reference.resolution import Resolution
from bot.ui.autocomplete.base import SHOWN, CodeOption, codes


class LanguageOption(CodeOption):
    """A language, as its ISO 639 code."""

    def suggest(self, typed: str, locale: str) -> Iterable[str]:
        """Return languages by any of their names."""
        return languages.suggest(typed, locale, SHOWN)

    def resolve(self, typed: str) -> Resolution[str]:
        """Decide which language is meant."""
        return languages.resolve(typed)

    def name(self, code: str, locale: str) -> str:
        """Return the language's name."""
        return languages.name(code, locale)


class WorkFieldOption(CodeOption):
    """A field of work, as its code."""

    def suggest(self, typed: str, locale: str) -> Iterable[str]:
        """Return fields, by their names or by occupations in them."""
        return occupation_fields.suggest(typed, locale, SHOWN)

    def resolve(self, typed: str) -> Resolution[str]:
        """Decide which field is meant."""
        return codes(occupation_fields.resolve(typed), lambda each: each.code)

    def name(self, code: str, locale: str) -> str:
        """Return the field's name."""
        return occupation_fields.name(code, locale)
