"""People as rows of a sheet: one row a placement, the person repeated on each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.domain.placements import Placement
from bot.domain.profiles import Profile

IDENTITY = "discord_id"
PERSON = (
    *("name", "reading", "kind", "home", "country", "city", "languages", "occupation"),
    *("work_field", "about", "interests", "links", "open_to", "audiences", "hidden"),
    "confirmed_at",
)
STAY = (
    *("programme", "prefecture", "town", "town_code", "organisation", "school", "job"),
    *("since", "until"),
)
COLUMNS = (IDENTITY, *PERSON, *STAY)

YES = "yes"
BETWEEN = " "
"""What stands between the entries of a list."""
IS = ":"
"""What stands between an entry and its value: ``ja:fluent``."""

# A spreadsheet would take such a cell for a formula. Apostrophes in front of one are
# counted too, so that shielding can be undone exactly.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet and the line of the file it begins on; empty cells are left out."""

    line: int
    cells: Mapping[str, str]
    has_more: bool = False
    """Whether there are more cells than columns."""


def shielded(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unshielded(cell: str) -> str:
    """Undo :func:`shielded`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def rows(profile: Profile) -> Iterator[dict[str, str]]:
    """Write a person as rows, placements in the order they were added; consent is not written."""
    person = {IDENTITY: str(profile.user_id), **_person(profile)}
    for stay in sorted(profile.placements, key=lambda stay: stay.id) or (None,):
        cells = person | (_stay(stay) if stay else {})
        yield {name: shielded(text) for name, text in cells.items() if text}


def _person(profile: Profile) -> dict[str, str]:
    return {
        "name": profile.name,
        "reading": profile.reading or "",
        "kind": profile.kind or "",
        "home": profile.home or "",
        "country": profile.country or "",
        "city": "" if profile.city is None else str(profile.city),
        "languages": _pairs((each.language, each.level) for each in profile.languages),
        "occupation": profile.occupation or "",
        "work_field": profile.work_field or "",
        "about": profile.about or "",
        "interests": profile.interests or "",
        "links": BETWEEN.join(profile.links),
        "open_to": BETWEEN.join(sorted(profile.open_to)),
        "audiences": _pairs(sorted(profile.audiences.items())),
        "hidden": YES if profile.hidden else "",
        "confirmed_at": profile.confirmed_at.isoformat() if profile.confirmed_at else "",
    }


def _stay(stay: Placement) -> dict[str, str]:
    return {
        "programme": stay.programme,
        "prefecture": stay.prefecture or "",
        "town": stay.town or "",
        "town_code": stay.town_code or "",
        "organisation": stay.organisation or "",
        "school": stay.school or "",
        "job": stay.job or "",
        "since": str(stay.since or ""),
        "until": str(stay.until or ""),
    }


def _pairs(pairs: Iterable[tuple[str, str]]) -> str:
    return BETWEEN.join(f"{name}{IS}{value}" for name, value in pairs)
