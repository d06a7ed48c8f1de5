"""What a server wants of its regions, as the planner reads it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.folding import fold
from bot.domain.layout import Kind, Wish, Wishes
from bot.domain.regions import Family, Region
from bot.domain.settings import HAND_CHANGES, REGION_ACCESS, SLEEPS_BELOW, WAKES_AT
from bot.reference import continents, prefectures, regions
from bot.services.region_catalogue import Catalogue
from bot.services.regions import catalogue
from bot.services.settings import value
from bot.storage import layouts, memberships
from bot.storage.database import Connection

LIVELY_FOR = timedelta(days=60)
Activity = Mapping[str, datetime]
"""When somebody last wrote in a region's place, by its code."""


@dataclass(frozen=True, slots=True)
class Names:
    """How a server's own language calls what the bot makes there.

    ``locales`` are one language or two, of which names are put together. ``called`` has families,
    ``forums`` and ``archive``; ``topics`` say in each what a place is for, about ``{name}``.
    """

    locales: tuple[str, ...]
    called: Mapping[str, str] = field(default_factory=dict[str, str])
    topics: tuple[str, ...] = ()


async def wishes(
    conn: Connection, server_id: int, names: Names, activity: Activity, now: datetime
) -> Wishes:
    """Put together what a server wants; only families with a layout have regions."""
    wanted = await layouts.layouts(conn, server_id)
    order = [family for family in Family if family in wanted]
    known = await catalogue(conn, server_id)
    people = await memberships.loud(conn, server_id)
    ticks = await layouts.ticks(conn, server_id)
    found = [region for region in known.all() if region.family in wanted]
    return Wishes(
        layouts={family: wanted[family] for family in order},
        regions=[
            _wish(region, known, names, people.get(region.code, 0), activity, ticks, now)
            for region in found
        ],
        names={**names.called, **_continents(names)},
        is_open=await value(conn, server_id, REGION_ACCESS) == "everybody",
        wakes_at=await value(conn, server_id, WAKES_AT),
        sleeps_below=await value(conn, server_id, SLEEPS_BELOW),
        repairs=await value(conn, server_id, HAND_CHANGES) == "repair",
    )


def _wish(
    region: Region,
    known: Catalogue,
    names: Names,
    people: int,
    activity: Activity,
    ticks: Mapping[tuple[Kind, str], int],
    now: datetime,
) -> Wish:
    called = tuple(_name(region, locale) for locale in names.locales)
    name = _together(called)
    last = activity.get(region.code)
    is_awake = last is not None and now - last < LIVELY_FOR
    usual = () if region.code[:1] == "o" else ("en", "ja")
    return Wish(
        code=region.code,
        family=region.family,
        name=name,
        sort_key=_sort_key(region, name, names.locales[0]),
        group=known.part_of(region) if region.code[:1] == "c" else "",
        topic=" ".join(
            topic.format(name=each) for topic, each in zip(names.topics, called, strict=False)
        ),
        aliases=tuple(dict.fromkeys(regions.name(region.code, locale) for locale in usual)),
        worth=people,
        liveliness=people if is_awake else 0,
        channel=ticks.get((Kind.CHANNEL, region.code)),
        role=ticks.get((Kind.ROLE, region.code)),
    )


def _name(region: Region, locale: str) -> str:
    name = regions.name_of(region, locale)
    if region.name is None and region.family is Family.CITY and locale != "ja":
        return f"{name} City"
    return name


def _together(called: Iterable[str]) -> str:
    """Write what something is called in one language or two; the same word stands once."""
    return " ".join(dict.fromkeys(called))


def _sort_key(region: Region, name: str, locale: str) -> str:
    """Order names without regard to case, accents or width; prefectures by their reading."""
    if locale == "ja" and region.name is None and region.code[:1] == "p":
        prefecture = prefectures.get(region.code[1:])
        name = prefecture.kana if prefecture else name
    return fold(unicodedata.normalize("NFKC", name))


def _continents(names: Names) -> dict[str, str]:
    return {
        f"country:w{code}": _together(continents.name(code, locale) for locale in names.locales)
        for code in continents.continents()
    }
