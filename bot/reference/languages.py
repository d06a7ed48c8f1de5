"""The languages that people list, by ISO 639 code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from bot.reference.coded import CodedNames
from bot.reference.locales import language_names
from bot.reference.resolution import Resolution
from bot.reference.tables import read_json


def codes() -> tuple[str, ...]:
    """Return all codes, the most listed languages first."""
    return tuple(_table()["codes"])


def get(code: str) -> str | None:
    """Return the code when it is one of these languages."""
    return code if code in codes() else None


def name(code: str, locale: str) -> str:
    """Return what readers of a locale call the language; the code itself where there is none."""
    return _names(locale).get(code, code)


def suggest(text: str, locale: str, limit: int = 25) -> list[str]:
    """Return the codes that the beginning of a name may mean; the commonest for no text."""
    return _coded().suggest(text, locale, limit)


def resolve(text: str) -> Resolution[str]:
    """Decide which language is meant by a name in any language or a code."""
    return _coded().resolve(text)


@cache
def _table() -> dict[str, Any]:
    return read_json("languages.json")


@lru_cache(maxsize=40)
def _names(locale: str) -> Mapping[str, str]:
    native, english = language_names(locale), language_names("en")
    return {code: native.get(code) or english[code] for code in codes()}


@cache
def _coded() -> CodedNames:
    return CodedNames(
        "language",
        _names,
        aliases={code: tuple(names) for code, names in _table()["aliases"].items()},
        codes={code: (code,) for code in codes()},
    )
