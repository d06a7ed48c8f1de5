"""Which municipalities of today a town means."""

from __future__ import annotations

from bot.domain import results
from bot.reference import municipalities
from bot.reference.resolution import Ambiguous, Found
from bot.ui.autocomplete import Town


def codes(town: Town, prefecture: str | None) -> tuple[str, ...]:
    """Return all that the name may mean, a big city with its wards; none for former towns."""
    if town.code:
        return _with_wards(town.code)
    match municipalities.resolve(town.name, prefecture):
        case Found(found):
            return _with_wards(found.code)
        case Ambiguous(several):
            return tuple(code for each in several for code in _with_wards(each.code))
        case _:
            return ()


def in_prefecture(town: Town, prefecture: str) -> results.Town:
    """Return the one town that is meant in a prefecture; a former one by its name alone."""
    if town.code and town.code.startswith(prefecture):
        return results.Town(prefecture, town.name, town.code)
    found = municipalities.resolve(town.name, prefecture)
    code = found.value.code if isinstance(found, Found) else None
    return results.Town(prefecture, town.name, code)


def _with_wards(code: str) -> tuple[str, ...]:
    return (code, *(ward.code for ward in municipalities.wards(code)))
