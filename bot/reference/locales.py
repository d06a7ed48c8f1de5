"""The locale that a language tag of Discord stands for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import cast

from babel import Locale, UnknownLocaleError


@lru_cache(maxsize=64)
def locale_of(tag: str) -> Locale:
    """Return the locale of ``ja``, ``pt-BR`` or ``zh_Hant``; English for what is none."""
    try:
        return Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def is_japanese(tag: str) -> bool:
    """Tell whether the tag asks for Japanese."""
    return tag == "ja" or tag.startswith(("ja-", "ja_"))


def territory_names(tag: str) -> Mapping[str, str]:
    """Return what CLDR calls countries in a language."""
    return cast("Mapping[str, str]", locale_of(tag).territories)


def language_names(tag: str) -> Mapping[str, str]:
    """Return what CLDR calls languages in a language."""
    return cast("Mapping[str, str]", locale_of(tag).languages)
