"""Cards about regions fit into Discord's limits, whatever a server added."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from simcord.components import walk_components

from bot.domain.regions import (
    NAME_LENGTH,
    WHY_LENGTH,
    Belonging,
    Family,
    Membership,
    Offer,
    Offers,
    Region,
    RegionPlace,
    Suggestion,
    Tie,
    people,
)
from bot.i18n import Catalogues
from bot.services.region_catalogue import Catalogue
from bot.services.regions import RegionInfo
from bot.ui.panel import Panel
from bot.ui.regions import offer_rows, regions_panel
from cogs.regions import cards, joining
from cogs.regions.offers import OffersForm

NOW = datetime(2026, 3, 1, tzinfo=UTC)
WORDS = {locale: Catalogues.read().words(locale) for locale in ("en", "ja")}
OWN = [Region(f"o{n}", Family.OWN, f"{n:_<{NAME_LENGTH}}") for n in range(300)]
CHAPTERS = [Region(f"h{n}", Family.CHAPTER, f"{n:*<{NAME_LENGTH}}") for n in range(60)]
EVERYTHING = Catalogue((*OWN, *CHAPTERS))


def belonging(region: Region) -> Belonging:
    place = RegionPlace(region.code, channel_id=10**18, role_id=10**18)
    return Belonging(region, Membership(1, region.code, 7, Tie.LIVES, True, NOW), place)


def info(region: Region, number: int | None, *, mine: bool) -> RegionInfo:
    kept = belonging(region)
    return RegionInfo(
        region=region,
        part=EVERYTHING.part_of(region),
        place=kept.place,
        people=None if number is None else people(number, 1_000),
        representatives=tuple(range(10**18, 10**18 + 30)),
        mine=kept.membership if mine else None,
    )


def panels(locale: str) -> Iterator[Panel]:
    words = WORDS[locale]
    yield regions_panel(EVERYTHING.parts(), [words])
    yield regions_panel(EVERYTHING.parts(), list(WORDS.values()))
    yield cards.browse_card(EVERYTHING.parts(), words, waiting=25)
    for part in EVERYTHING.parts():
        yield cards.part_card(part, EVERYTHING.in_part(part, locale), words)
    offers = offered()
    yield cards.mine_card([belonging(region) for region in OWN], offers, words)
    yield joining.taken_up_card(offers, words, quiet=True)
    yield Panel(offer_rows(offers, words))
    said = [Suggestion(n, 10**18, "*" * NAME_LENGTH, "*" * WHY_LENGTH, NOW) for n in range(25)]
    yield cards.suggestions_card(said, words)
    for region in (OWN[0], CHAPTERS[0], Region("cUS", Family.COUNTRY)):
        yield joining.joining_card(info(region, 3, mine=False), Tie.FAMILY, words)
        yield joining.joined_card(belonging(region), words)
        for number in (None, 0, 2, 3, 2_000):
            yield cards.region_card(info(region, number, mine=number == 3), words, now=NOW)


def offered() -> Offers:
    joins = tuple(Offer(region, Tie.PLACED, Tie.LIVES) for region in OWN[:20])
    return Offers(joins, tuple(Offer(region, Tie.LIVES) for region in OWN[20:25]))


@pytest.mark.parametrize("locale", WORDS)
def test_every_card_fits(locale: str) -> None:
    for panel in panels(locale):
        assert panel.content_length() <= 4_000
        assert panel.total_children_count <= 40
        parts = list(walk_components(panel.to_components()))
        ids = [part["custom_id"] for part in parts if "custom_id" in part]
        assert len(set(ids)) == len(ids)
        for part in parts:
            check(part)


@pytest.mark.parametrize("locale", WORDS)
def test_the_form_holds_every_offer(locale: str) -> None:
    form: Any = OffersForm(offered(), WORDS[locale]).to_dict()

    assert len(form["title"]) <= 45
    [menu] = [p for p in walk_components(form["components"]) if p.get("custom_id") == "regions"]
    assert len(menu["options"]) == menu["max_values"] == 25
    assert all(option["default"] for option in menu["options"])
    check(menu)


def check(part: dict[str, Any]) -> None:
    assert len(part.get("custom_id") or "") <= 100
    assert len(part.get("placeholder") or "") <= 150
    assert len(part.get("options", ())) <= 25
    for option in part.get("options", ()):
        assert 1 <= len(option["label"]) <= 100
        assert len(option.get("description") or "") <= 100


def test_who_only_holds_a_role_is_not_told_that_nobody_knows() -> None:
    words, kept = WORDS["en"], belonging(Region("p02", Family.PREFECTURE))
    held = replace(kept, membership=replace(kept.membership, by_role=True))

    told = str(cards.mine_card([held], Offers(), words).to_components())

    assert "by its role" in told
    assert "quietly" not in told
    seen = replace(info(kept.region, 3, mine=True), mine=held.membership)
    assert "You hold its role" in str(cards.region_card(seen, words, now=NOW).to_components())


def test_numbers_are_told_as_far_as_they_may() -> None:
    words = WORDS["en"]
    region = Region("p02", Family.PREFECTURE)

    def told(number: int | None) -> str:
        panel = cards.region_card(info(region, number, mine=False), words, now=NOW)
        return str(panel.to_components())

    assert "1-2 listed people" in told(1)
    assert told(1) == told(2)
    assert "3 listed people" in told(3)
    assert "More than 1,000 listed people" in told(5_000)
    assert "press **List me**" in told(None)
