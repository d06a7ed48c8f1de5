"""Zones by whatever people call them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from bot.reference import zones
from bot.reference.resolution import Ambiguous, Found, Unknown


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Lisbon", "Europe/Lisbon"),
        ("europe/lisbon", "Europe/Lisbon"),
        ("Lisbon", "Europe/Lisbon"),
        ("リスボン", "Europe/Lisbon"),
        ("Tokyo", "Asia/Tokyo"),
        ("東京", "Asia/Tokyo"),
        ("Hirosaki", "Asia/Tokyo"),
        ("日本", "Asia/Tokyo"),
        ("Japon", "Asia/Tokyo"),
        ("London", "Europe/London"),
        ("Sydney", "Australia/Sydney"),
        ("UTC", "UTC"),
        ("JST", "Asia/Tokyo"),
    ],
)
def test_a_zone_a_city_and_a_country_are_found(typed: str, zone: str) -> None:
    assert zones.resolve(typed, "en") == Found(zone)


def test_a_short_name_of_half_a_year_or_of_several_places_is_only_a_suggestion() -> None:
    found = zones.resolve("PST", "en")

    assert isinstance(found, Unknown)
    assert found.suggestions[0] == "America/Los_Angeles"
    assert zones.suggest("pst", "en")[0] == ("America/Los_Angeles", None)


@pytest.mark.parametrize("typed", ["Australia", "アメリカ", "Portland"])
def test_what_lies_in_several_zones_is_asked_back(typed: str) -> None:
    assert isinstance(zones.resolve(typed, "en"), Ambiguous)


def test_nonsense_is_unknown() -> None:
    assert zones.resolve("qqqxxzz", "en") == Unknown()
    assert zones.resolve("", "en") == Unknown()


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Lisb", "Europe/Lisbon"),
        ("toky", "Asia/Tokyo"),
        ("ポルトガル", "Europe/Lisbon"),
        ("", "Asia/Tokyo"),
    ],
)
def test_a_beginning_is_enough_to_be_offered_a_zone(typed: str, zone: str) -> None:
    assert zone in [each for each, _ in zones.suggest(typed, "ja")]


def test_every_zone_is_one_of_this_machine_and_offered_by_its_own_name() -> None:
    for zone in zones.names().values():
        assert ZoneInfo(zone)
        assert zones.resolve(zone, "en") == Found(zone)
    assert not zones.is_known("Mars/Base")
    assert not zones.is_known("../etc/passwd")
    assert not zones.is_known("America")


def test_every_suggested_zone_is_known() -> None:
    for short in zones._SHORT.values():
        assert all(map(zones.is_known, short))
