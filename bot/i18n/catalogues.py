"""Gettext catalogues, read with Babel at start, so that nothing has to be compiled."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from bot.i18n.words import Words

FOLDER = Path(__file__).parent / "locales"
LOCALES = ("en", "ja")


class Catalogues:
    """All languages; one catalogue a room, merged per language."""

    def __init__(
        self, translations: Mapping[str, Mapping[tuple[str, str], str]], *, default: str = "en"
    ) -> None:
        self._words = {locale: Words(locale, translations.get(locale, {})) for locale in LOCALES}
        self._default = self._words[default]

    @classmethod
    def read(cls, folder: Path = FOLDER, *, default: str = "en") -> Catalogues:
        """Read every ``locales/<language>/<room>.po``."""
        return cls({locale: _read(folder / locale) for locale in LOCALES}, default=default)

    @property
    def every(self) -> tuple[Words, ...]:
        """The words of all languages."""
        return tuple(self._words.values())

    def words(self, locale: str) -> Words:
        """Return the words of a locale such as ``ja`` or ``en-GB``, else the default's."""
        return self._words.get(locale.partition("-")[0], self._default)


@cache
def _read(folder: Path) -> Mapping[tuple[str, str], str]:
    r"""Map (context, text) to its translation; plural forms have ``text`` and ``text\0form``."""
    found: dict[tuple[str, str], str] = {}
    for file in sorted(folder.glob("*.po")):
        with file.open("rb") as source:
            found |= _entries(read_po(source))
    return found


def _entries(catalogue: Catalog) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for message in catalogue:
        if not message.id or message.fuzzy:
            continue
        context = message.context or ""
        if isinstance(message.id, str):
            if isinstance(message.string, str) and message.string:
                found[context, message.id] = message.string
        else:
            for form, text in enumerate(message.string or ()):
                if text:
                    found[context, f"{message.id[0]}\0{form}"] = text
    return found
