"""Cities of the world, as people type them in any language."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reference import cities, countries
from bot.reference.cities import City
from bot.reference.resolution import Ambiguous, Found, Unknown
from bot.reference.world import connection

LISBON = 2267057
SINGAPORE = 1880252
LONDON = 2643743
LONDON_ONTARIO = 6058560

IDS = [id_ for (id_,) in connection().execute("SELECT id FROM cities ORDER BY rank")]


def known(id_: int) -> City:
    city = cities.get(id_)
    assert city is not None
    return city


anyone = st.sampled_from(IDS).map(known)


def test_there_are_34_000_cities_with_a_country_and_a_time_zone() -> None:
    rows = connection().execute("SELECT DISTINCT country, time_zone FROM cities").fetchall()

    assert 33_000 < len(IDS) < 35_000
    assert all(countries.get(country) for country, _ in rows)
    assert all(ZoneInfo(zone) for _, zone in rows)


@pytest.mark.parametrize(
    "typed",
    ["Lisbon", "lisboa", "LISSABON", "Лиссабон", "リスボン", "ﾘｽﾎﾞﾝ", "리스본", "Lisbon, Portugal"],
)
def test_a_city_is_understood_by_any_of_its_names(typed: str) -> None:
    assert cities.resolve(typed) == Found(known(LISBON))
    assert cities.suggest(typed)[0].id == LISBON


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("London, UK", "London, United Kingdom"),
        ("London, Ontario", "London, Ontario, Canada"),
        ("Portland, OR", "Portland, Oregon, United States"),
        ("Portland, Maine, USA", "Portland, Maine, United States"),
        ("NYC", "New York City, New York, United States"),
        ("New York", "New York City, New York, United States"),
        ("Ohsaka", "Osaka, Japan"),
        ("弘前市", "Hirosaki, Aomori, Japan"),
        ("ひろさき", "Hirosaki, Aomori, Japan"),
        ("Peking", "Beijing, China"),
    ],
)
def test_what_people_type_is_understood(typed: str, label: str) -> None:
    found = cities.resolve(typed)

    assert isinstance(found, Found)
    assert cities.label(found.value, "en-US") == label


def test_namesakes_are_ambiguous_until_the_country_is_known() -> None:
    assert cities.resolve("London") == Ambiguous((known(LONDON), known(LONDON_ONTARIO)))
    assert cities.resolve("London", "CA") == Found(known(LONDON_ONTARIO))
    assert cities.resolve("London", "JP") == Unknown(())


def test_a_misspelt_city_is_only_suggested() -> None:
    assert cities.resolve("Lisbonn") == Unknown((known(LISBON),))
    assert [each.name for each in cities.suggest("Barcleona", "ES")] == ["Barcelona"]


@pytest.mark.parametrize("typed", ["xyzzyx", "", "%", "😀"])
def test_what_is_no_city_is_unknown(typed: str) -> None:
    assert cities.resolve(typed) == Unknown(())


def test_the_name_itself_comes_before_longer_names_and_big_before_small() -> None:
    york = cities.suggest("york")
    names = [each.name for each in york]

    assert names[0] == "York"
    assert york[0].population > york[1].population
    assert names.index("York") < next(i for i, name in enumerate(names) if name != "York")


def test_no_text_lists_the_biggest_cities() -> None:
    everywhere = [each.population for each in cities.suggest("")]
    in_ireland = cities.suggest("", "IE")

    assert everywhere == sorted(everywhere, reverse=True)
    assert in_ireland[0].name == "Dublin"
    assert {each.country for each in in_ireland} == {"IE"}


@pytest.mark.parametrize("beginning", ["s", "sa", "san", "sant", "santa", "さ", "с"])
@pytest.mark.parametrize("country", [None, "US", "ES", "JP"])
def test_prepared_answers_equal_a_search_of_all_names(beginning: str, country: str | None) -> None:
    rows = connection().execute(
        """
        SELECT rank, MIN(2 * (folded <> :beginning) + (NOT is_own)) AS distance FROM city_names
         WHERE substr(folded, 1, length(:beginning)) = :beginning
           AND (:country IS NULL OR country = :country)
         GROUP BY rank ORDER BY distance, rank LIMIT 25
        """,
        {"beginning": beginning, "country": country},
    )
    ranks = [rank for rank, _ in rows]
    expected = [
        connection().execute("SELECT id FROM cities WHERE rank = ?", (rank,)).fetchone()[0]
        for rank in ranks
    ]

    assert [each.id for each in cities.suggest(beginning, country)] == expected


def test_labels_are_written_in_the_readers_language() -> None:
    portland = cities.suggest("portland", "US")[0]

    assert cities.label(known(LISBON), "en-US") == "Lisbon, Portugal"
    assert cities.label(known(LISBON), "ja") == "リスボン（ポルトガル）"
    assert cities.label(known(SINGAPORE), "en-US") == "Singapore"
    assert cities.label(known(SINGAPORE), "ja") == "シンガポール"
    assert cities.label(known(LISBON), "fr") == "Lisbon, Portugal"
    assert cities.label(portland, "ja") == "ポートランド（アメリカ合衆国、オレゴン州）"


@given(anyone, st.sampled_from(["en-US", "ja", "de"]))
def test_a_label_leads_back_to_its_city(city: City, locale: str) -> None:
    match cities.resolve(cities.label(city, locale)):
        case Found(value):
            assert value == city
        case Ambiguous(values):
            assert city in values
        case unknown:
            pytest.fail(f"{cities.label(city, locale)} is {unknown}")


def test_distances_follow_the_surface_of_the_earth() -> None:
    tokyo, osaka = known(1850147), known(1853909)

    assert cities.distance_km(tokyo, osaka) == pytest.approx(397, abs=5)
    assert cities.distance_km(tokyo, tokyo) == 0


def test_nearby_cities_come_nearest_first() -> None:
    near = cities.within(38.7251, -9.1498, 20)
    distances = [km for _, km in near]

    assert near[0][0].id == LISBON
    assert distances == sorted(distances)
    assert distances[-1] <= 20


@pytest.mark.no_cover  # looks at all cities by the slow way
@pytest.mark.parametrize(
    ("latitude", "longitude", "km"),
    [
        (-17.7, 179.9, 900),
        (-17.7, -179.9, 900),
        (89.9, 0.0, 2800),
        (51.5, -0.1, 60),
        (0, 0, 20_100),
    ],
)
def test_no_city_in_reach_is_missed(latitude: float, longitude: float, km: float) -> None:
    here = City(0, "", None, "", "", None, False, latitude, longitude, "", 0)
    expected = {id_ for id_ in IDS if cities.distance_km(here, known(id_)) <= km}

    assert expected
    assert set(cities.distances(latitude, longitude, km)) == expected


@given(st.text(), st.sampled_from([None, "JP", "US", "??"]), st.integers(0, 60))
def test_any_text_gets_an_answer_within_the_limit(
    text: str, country: str | None, limit: int
) -> None:
    assert len(cities.suggest(text, country, limit)) <= limit
    assert isinstance(cities.resolve(text, country), Found | Ambiguous | Unknown)
