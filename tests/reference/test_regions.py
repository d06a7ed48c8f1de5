"""Every region is found by its names, in any language, and none is mistaken for another."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.reference import chapters, cities, continents, countries, regions, time_zones
from bot.reference.resolution import Ambiguous, Found, Unknown

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Aomori", "p02"),
        ("青森", "p02"),
        ("Kagoshma", "p46"),
        ("UK", "cGB"),
        ("Deutschland", "cDE"),
        ("日本", "cJP"),
        ("🇵🇹", "cPT"),
        ("札幌", "t01100"),
        ("さっぽろ", "t01100"),
        ("大阪府", "p27"),
        ("Osaka-shi", "t27100"),
        ("Osaka (city)", "t27100"),
        ("JETAA New York", "hnew-york"),
        ("p02", "p02"),
        ("cPT", "cPT"),
    ],
)
def test_people_find_a_region_as_they_write_it(typed: str, code: str) -> None:
    assert regions.resolve(typed) == Found(code)
    assert typed == code or regions.suggest(typed, "en")[0] == code


@pytest.mark.parametrize("typed", ["Osaka", "大阪", "おおさか"])
def test_osaka_is_a_prefecture_and_a_city(typed: str) -> None:
    assert regions.resolve(typed) == Ambiguous(("p27", "t27100"))
    assert regions.suggest(typed, "en")[:2] == ["p27", "t27100"]
    assert regions.shares_its_name("p27")
    assert not regions.shares_its_name("p02")


def test_a_flag_suggests_its_country_alone() -> None:
    assert regions.suggest("🇵🇹", "en") == ["cPT"]


def test_what_is_no_region_is_unknown() -> None:
    assert regions.resolve("Atlantis") == Unknown()


def test_every_name_leads_back_to_its_region() -> None:
    lost = [
        (code, called)
        for code in regions.codes()
        for called in {regions.name(code, "en"), regions.name(code, "ja")}
        if code not in _meant(called)
    ]

    assert lost == []


def _meant(typed: str) -> tuple[str, ...]:
    match regions.resolve(typed):
        case Found(code):
            return (code,)
        case Ambiguous(codes):
            return codes
        case _:
            return ()


def test_every_country_is_in_one_part_of_one_continent() -> None:
    found = [
        code
        for parts in continents.continents().values()
        for inside in parts.values()
        for code in inside
    ]

    assert sorted(found) == sorted(countries.codes())
    assert continents.of_country("JP") == "142"
    assert continents.name("142", "ja") == "アジア"


def test_the_seeds_are_54_chapters_with_source_and_seat() -> None:
    seeds = chapters.all_chapters()

    assert len({each.slug for each in seeds}) == 54
    assert all(each.source and countries.get(each.country) for each in seeds)
    assert {each.status for each in seeds} == {"verified", "partly", "country", "observer"}
    seats = [(each, cities.get(each.city)) for each in seeds if each.city]
    assert all(seat and seat.country == each.country for each, seat in seats)


@pytest.mark.parametrize(
    ("code", "offsets"),
    [("p02", 1), ("t01100", 1), ("cPT", 2), ("cUS", 6), ("hnew-york", 1), ("cAQ", 9), ("o1", 0)],
)
def test_a_region_has_the_times_of_its_zones(code: str, offsets: int) -> None:
    times = time_zones.local_times(code, NOW)

    assert len({there.utcoffset() for there in times}) == len(times)
    assert len(times) == offsets or (code == "cAQ" and len(times) > 3)
    assert all(there == NOW for there in times)
