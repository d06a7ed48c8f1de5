"""The programmes that bring people to Japan."""

from __future__ import annotations

from itertools import chain

from bot.reference import programmes


def test_jet_is_the_default_programme() -> None:
    jet = programmes.default()

    assert jet is programmes.get("jet")
    assert (jet.first_year, jet.arrival_month, jet.departure_month, jet.max_years) == (
        1987,
        8,
        7,
        5,
    )
    assert [role.code for role in jet.roles] == ["ALT", "CIR", "SEA"]
    assert jet.name("ja") == "JETプログラム"


def test_an_unknown_programme_is_none() -> None:
    assert programmes.get("erasmus") is None


def test_everything_is_named_in_both_languages() -> None:
    for programme in programmes.all_programmes():
        for each in chain(programme.roles, programme.ties, programme.organisations):
            assert each.name("en").strip()
            assert each.name("ja").strip()


def test_roles_ties_and_employers_are_found_by_code() -> None:
    jet = programmes.default()

    assert jet.role("CIR") == jet.roles[1]
    assert jet.tie("host_family") in jet.ties
    assert jet.organisation("private_school") in jet.organisations
    assert jet.role("host_family") is None


def test_years_without_a_figure_are_gaps_and_never_zero() -> None:
    figures = programmes.default().participants_by_year

    assert figures[1987] == 848
    assert figures[2002] == max(figures.values())
    assert {2020, 2021}.isdisjoint(figures)
    assert min(figures.values()) > 0
    assert set(range(1987, 2026)) - {2020, 2021} == set(figures)


def test_another_programme_needs_only_a_description() -> None:
    described = {
        "code": "exchange",
        "name": "An Exchange",
        "name_ja": "交流",
        "first_year": 1990,
        "arrival_month": 4,
        "departure_month": 3,
        "max_years": 3,
        "roles": [{"code": "GUEST", "en": "Guest", "ja": "客"}],
        "ties": [],
        "organisations": [],
        "vocabulary": [
            {"term": "GUEST", "meaning": "Guest", "ja": "客", "note": "", "published": True}
        ],
        "participants_by_year": {"1990": 12, "1991": None},
    }

    programme = programmes.parse(described)

    assert programme.participants_by_year == {1990: 12}
    assert programme.role("GUEST") == programme.roles[0]
    assert programme.vocabulary[0].term == "GUEST"
