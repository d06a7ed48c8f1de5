"""What servers want in tests of the planner, and what they have then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.layout import (
    Budgets,
    Layout,
    Overwrite,
    Thing,
    Wish,
    Wishes,
    plan,
)
from tests.domain.layout.simulator import Discord

ALL = Budgets()
CONTINENTS = {"AF": 58, "AS": 50, "EU": 52, "NA": 41, "OC": 26, "SA": 14, "AN": 8}
NAMES = {f"country:{code}": f"Continent {code}" for code in CONTINENTS} | {"archive": "Archive"}


def wish(code: str, family: str = "prefecture", **about: Any) -> Wish:
    return Wish(code, family, **{"name": code.upper(), "sort_key": code, "topic": "", **about})


def countries(**about: Any) -> list[Wish]:
    return [
        wish(f"c{group}{n:02}", "country", group=group, **about)
        for group, count in CONTINENTS.items()
        for n in range(count)
    ]


def wishes(*regions: Wish, layout: Layout = Layout.CHANNELS, **about: Any) -> Wishes:
    families = dict.fromkeys(region.family for region in regions)
    return Wishes(dict.fromkeys(families, layout), regions, NAMES, **about)


def settle(discord: Discord, wanted: Wishes) -> list[tuple[str, str]]:
    """Plan and carry out; return what was done."""
    steps = plan(discord.server(), wanted, discord.limits).steps
    discord.carry_out(steps)
    return [(step.verb.value, step.key) for step in steps]


def held(discord: Discord, key: str) -> Thing:
    return discord.server().held[key]


def overwrites(thing: Thing) -> Mapping[str, Overwrite]:
    return {each.target: each for each in thing.shape.overwrites}
