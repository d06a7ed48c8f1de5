"""The countries of the world, by ISO 3166-1 alpha-2 code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from bot.reference.coded import CodedNames
from bot.reference.locales import locale_of, territory_names
from bot.reference.resolution import Found, Resolution
from bot.reference.tables import read_json

_FIRST_FLAG_LETTER = 0x1F1E6
_WITH_ARTICLE = re.compile(
    r"(United|Bahamas|Comoros|Gambia|Isle|Maldives|Netherlands|Philippines|Seychelles)\b.*"
    r"|.* (Islands|Netherlands|Republic|Territory|Territories)"
)


def codes() -> tuple[str, ...]:
    """Return all codes, those where most participants came from first."""
    return tuple(_table()["codes"])


def get(code: str) -> str | None:
    """Return the code when it is a country's."""
    return code if code in _table()["codes"] else None


def name(code: str, locale: str) -> str:
    """Return what readers of a locale call the country; the code itself where there is none."""
    return _names(locale).get(code, code)


def in_sentence(code: str, locale: str) -> str:
    """Return the name as it stands after "from" or "in": English says "the Philippines"."""
    called = name(code, locale)
    is_english = locale_of(locale).language == "en"
    return f"the {called}" if is_english and _WITH_ARTICLE.fullmatch(called) else called


def suggest(text: str, locale: str, limit: int = 25) -> list[str]:
    """Return the codes that the beginning of a name may mean; the commonest for no text."""
    if code := _from_flag(text):
        return [code][:limit]
    return _coded().suggest(text, locale, limit)


def begin(text: str, locale: str, limit: int = 25) -> list[str]:
    """Return the codes with a name that begins so, or the flag's; nothing that is only similar."""
    if code := _from_flag(text):
        return [code][:limit]
    return _coded().begin(text, locale, limit)


def resolve(text: str) -> Resolution[str]:
    """Decide which country is meant by a name in any language, a code or a flag."""
    if code := _from_flag(text):
        return Found(code)
    return _coded().resolve(text)


def _from_flag(text: str) -> str | None:
    letters = (ord(sign) - _FIRST_FLAG_LETTER for sign in text.strip())
    return get("".join(chr(ord("A") + place) for place in letters if 0 <= place < 26))


@cache
def _table() -> dict[str, Any]:
    return read_json("countries.json")


@lru_cache(maxsize=40)
def _names(locale: str) -> Mapping[str, str]:
    native, english = territory_names(locale), territory_names("en")
    names = {code: native.get(code) or english[code] for code in codes()}
    spoken = locale_of(locale)
    plain_names: dict[str, dict[str, str]] = _table()["plain_names"]
    for code, plain in plain_names.items():
        tags = (f"{spoken.language}_{spoken.script}", spoken.language)
        names[code] = next((plain[tag] for tag in tags if tag in plain), names[code])
    return names


@cache
def _coded() -> CodedNames:
    table = _table()
    aliases = {
        code: (
            *table["aliases"].get(code, ()),
            *table["plain_names"].get(code, {}).values(),
            f"the {english}",
            english.replace("St. ", "Saint "),
        )
        for code, english in _names("en").items()
    }
    alpha_3 = {code: (code, longer) for code, longer in table["codes"].items()}
    return CodedNames("country", _names, aliases=aliases, codes=alpha_3)
