"""The fields that people work in."""

from __future__ import annotations

from functools import cache

from bot.reference.bilingual import Named
from bot.reference.names import Entry, NameIndex
from bot.reference.resolution import Resolution
from bot.reference.tables import read_json


def codes() -> tuple[str, ...]:
    """Return all codes in the order to show them."""
    return tuple(_by_code())


def get(code: str) -> Named | None:
    """Return the field with this code, such as ``education``."""
    return _by_code().get(code)


def name(code: str, locale: str) -> str:
    """Return what readers of a locale call the field; the code itself where there is none."""
    field = get(code)
    return code if field is None else field.name(locale)


def suggest(text: str, locale: str = "en", limit: int = 25) -> list[str]:
    """Return the codes that the beginning of a field's or a job's name may mean.

    Both languages are searched for readers of every locale.
    """
    return [field.code for field in _index().search(text, limit)]


def resolve(text: str) -> Resolution[Named]:
    """Decide which field is meant, in English or Japanese."""
    return _index().resolve(text, mend=True)


@cache
def _by_code() -> dict[str, Named]:
    return {field.code: field for field in _index().values}


@cache
def _index() -> NameIndex[Named]:
    return NameIndex(
        Entry(
            Named(row["code"], row["en"], row["ja"]),
            names=(row["en"], row["ja"], *row["words"]),
            codes=(row["code"],),
        )
        for row in read_json("occupation_fields.json")["fields"]
    )
