"""Domain values for tests, each complete, each changeable by keyword."""

from __future__ import annotations

from typing import Any

from bot.domain.placements import Changeover, Placement, When
from bot.domain.profiles import Kind, Profile

CHANGEOVER = Changeover(8, 7)


def make_placement(**changes: Any) -> Placement:
    values: dict[str, Any] = {
        "id": 0,
        "prefecture": "02",
        "town": "Hirosaki",
        "town_code": "02202",
        "job": "ALT",
        "since": When(2008),
        "until": When(2010),
        "changeover": CHANGEOVER,
    }
    return Placement(**values | changes)


def make_profile(user_id: int = 7, **changes: Any) -> Profile:
    values: dict[str, Any] = {
        "user_id": user_id,
        "name": f"Person {user_id}",
        "kind": Kind.ALUMNUS,
        "home": "GB",
        "country": "PT",
        "placements": (make_placement(),),
        "listed_in": frozenset({1}),
    }
    return Profile(**values | changes)
