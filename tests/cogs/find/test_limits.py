"""Pages at their longest: Discord takes 40 components and 4,000 characters a message."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.chain import Link
from bot.domain.overlap import Mode, overlap
from bot.domain.placements import When
from bot.domain.privacy import SeenProfile
from bot.domain.profiles import NAME_LENGTH, TOWN_LENGTH, Field, Kind, Level, OpenTo, Spoken
from bot.domain.results import MOST, Found, Page, Suggestion, Town
from bot.domain.search import Away, Filter, Has, Mentioned, Query, Speaks, Stayed
from bot.i18n import Catalogues
from cogs.find.cards import page_card
from tests.factories import make_placement, make_profile

WORDS = [Catalogues.read().words(locale) for locale in ("en", "ja")]
LISBON = 2267057
STAY = make_placement(
    town="*" * TOWN_LENGTH, town_code=None, since=When(2008, 9), until=When(2010, 9)
)
SEEN = SeenProfile(
    make_profile(
        2**63 - 1,
        name="*" * NAME_LENGTH,
        reading="_" * NAME_LENGTH,
        kind=Kind.PARTICIPANT,
        city=LISBON,
        placements=(STAY,),
    )
)
EVERY_REASON = (
    Stayed(STAY, is_about=True),
    Has(Field.KIND, "participant"),
    Has(Field.COUNTRY, "PT"),
    Has(Field.HOME, "GB"),
    Has(Field.WORK_FIELD, "human_resources"),
    Has(Field.OPEN_TO, OpenTo.TALKS),
    Speaks(Spoken("ja", Level.CONVERSATIONAL)),
    Mentioned((None, Field.READING, Field.OCCUPATION, Field.ABOUT, Field.INTERESTS, Field.SCHOOL)),
    Away(499.6),
)


def overlapped(number: int) -> Found:
    met = overlap(make_placement(id=number, **_mine()), STAY, Mode.TOGETHER)
    assert met is not None
    return Found(SEEN, (met,))


def _mine() -> dict[str, Any]:
    return {"town": "*" * TOWN_LENGTH, "town_code": None, "since": When(2008), "until": When(2010)}


def page(**changes: Any) -> Page:
    values: dict[str, Any] = {
        "search_id": "x" * 11,
        "number": 19,
        "found": (Found(SEEN, EVERY_REASON),) * 5,
        "has_next": True,
        "is_capped": True,
        "query": Query(text="tea"),
    }
    return Page(**values | changes)


PAGES = {
    "people": page(sorted_among=MOST),
    "newcomers": page(
        query=Query(),
        found=(Found(SEEN, EVERY_REASON),) * 3,
        nearest=(Found(SEEN, EVERY_REASON),) * 2,
    ),
    "near": page(city=LISBON, km=1_000),
    "overlap": page(found=tuple(map(overlapped, range(5))), mode=Mode.TOGETHER),
    "chain": page(
        found=(Found(SEEN, (Link(SEEN, STAY, 700, None, is_about=True),)),) * 5,
        town=Town("02", "*" * TOWN_LENGTH, None),
        my_place=MOST,
    ),
    "nobody": page(
        found=(),
        number=0,
        suggestions=tuple(Suggestion(each, MOST) for each in Filter),
    ),
    "nobody there": page(found=(), number=0, town=Town("02", "*" * TOWN_LENGTH, None)),
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("words", WORDS, ids=["en", "ja"])
def test_a_page_fits_a_message(name: str, words: Any) -> None:
    shown = page_card(PAGES[name], words)

    assert shown.content_length() <= 4_000
    assert shown.total_children_count <= 40
    ids = [part["custom_id"] for part in _parts(shown.to_components()) if "custom_id" in part]
    assert len(set(ids)) == len(ids)
    assert all(len(custom_id) <= 100 for custom_id in ids)


def _parts(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = list(components)
    for part in components:
        found += _parts(part.get("components", []))
        found += [part["accessory"]] if "accessory" in part else []
    return found
