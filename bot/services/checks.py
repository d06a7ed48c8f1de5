"""What may be said: each value cleaned and kept, or refused by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar
from urllib.parse import urlsplit

from bot.domain import text
from bot.domain.profiles import LINK_LENGTH, LINKS, NAME_LENGTH
from bot.errors import (
    LinkError,
    NameMissingError,
    TextTooLongError,
    TooManyError,
    UnknownChoiceError,
)
from bot.reference import cities, countries, languages, occupation_fields

T = TypeVar("T")
C = TypeVar("C", str, int)

_QUOTED = 20
_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{1,62}", re.IGNORECASE)


def name(typed: str) -> str:
    """Return a clean name with something to see in it."""
    kept = _within(text.one_line(typed), NAME_LENGTH)
    if not text.is_visible(kept):
        raise NameMissingError
    return kept


def line(typed: str | None, limit: int) -> str | None:
    """Return a clean text on one line, or None for nothing."""
    kept = _within(text.one_line(typed or ""), limit)
    return kept if text.is_visible(kept) else None


def paragraphs(typed: str | None, limit: int) -> str | None:
    """Return a clean text with its line breaks, or None for nothing."""
    kept = _within(text.lines(typed or ""), limit)
    return kept if text.is_visible(kept) else None


def links(typed: Sequence[str]) -> tuple[str, ...]:
    """Return distinct https links; empty ones are left out."""
    kept = tuple(dict.fromkeys(_link(each) for each in typed if each.strip()))
    return at_most(kept, LINKS)


def at_most(entries: tuple[T, ...], limit: int) -> tuple[T, ...]:
    """Refuse more entries than fit."""
    if len(entries) > limit:
        raise TooManyError(given=len(entries), limit=limit)
    return entries


def _link(typed: str) -> str:
    """Refuse all but plain addresses, so that what a link says is where it leads."""
    link = _within(typed.strip(), LINK_LENGTH)
    try:
        parts = urlsplit(link)
        plain = parts.scheme == "https" and _HOST.fullmatch(parts.netloc) is not None
    except ValueError:
        plain = False
    if not plain or not link.isascii() or not link.isprintable() or " " in link:
        raise LinkError(link=link)
    return link


def _within(kept: str, limit: int) -> str:
    if len(kept) > limit:
        raise TextTooLongError(start=kept[:_QUOTED], length=len(kept), limit=limit)
    return kept


def country(code: str | None) -> str | None:
    """Return a country's code, if there is such a country."""
    return _known(code, countries.get)


def city(id_: int | None) -> int | None:
    """Return a city's id, if there is such a city."""
    return _known(id_, cities.get)


def country_of(city_id: int) -> str:
    """Return the code of the country a known city lies in."""
    found = cities.get(city_id)
    if found is None:
        raise UnknownChoiceError(text=city_id)
    return found.country


def language(code: str) -> str:
    """Return a language's code, if there is such a language."""
    if languages.get(code) is None:
        raise UnknownChoiceError(text=code)
    return code


def work_field(code: str | None) -> str | None:
    """Return the code of a field of work, if there is such a field."""
    return _known(code, occupation_fields.get)


def _known(code: C | None, get: Callable[[C], object | None]) -> C | None:
    """Refuse a code that is in no table; nothing stays nothing."""
    if code is not None and get(code) is None:
        raise UnknownChoiceError(text=code)
    return code
