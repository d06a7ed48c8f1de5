"""What regions ask newcomers, family by family."""

from __future__ import annotations

from bot.domain.onboarding import merge
from bot.domain.regions import Family, Region, State
from bot.i18n import Catalogues
from bot.reference import countries
from bot.services.region_catalogue import Catalogue
from cogs.onboarding.prompts import TITLES, Asked, asked, panels_before

WORDS = Catalogues.read()
PANEL = 5


def ask(*codes: str, changed: tuple[Region, ...] = (), panel: int | None = PANEL) -> Asked:
    """Ask where these regions have a role."""
    roles = {code: number for number, code in enumerate(codes, start=100)}
    return asked(Catalogue(changed), roles, panel, (WORDS.words("en"),))


def titles(found: Asked) -> list[str]:
    return [prompt.title for prompt in found.prompts]


def test_countries_are_asked_by_continent_and_cut_where_they_are_too_many() -> None:
    found = ask(*(f"c{code}" for code in countries.codes()))

    parts = merge([], found.prompts, granted=range(100, 400), titles=TITLES).ours

    assert {"Your countries: Europe", "Your countries: Oceania"} <= set(titles(found))
    assert all(len(part.options) <= 50 for part in parts)
    assert any(part.title.startswith("Your countries: Africa (Algeria – ") for part in parts)
    assert sum(len(part.options) for part in parts) == len(countries.codes()) + 1


def test_families_without_a_role_are_led_to_the_panel_if_there_is_one() -> None:
    with_panel, without = ask("p02"), ask("p02", panel=None)

    assert titles(with_panel)[0] == "Your prefectures in Japan"
    assert with_panel.prompts[-1].options[0].channel_id == PANEL
    assert titles(without) == ["Your prefectures in Japan"]
    assert Family.COUNTRY in without.without_roles


def test_chapters_are_asked_by_name_and_archived_ones_not_at_all() -> None:
    chapters = (
        Region("hnew-york", Family.CHAPTER, "New York"),
        Region("hlondon", Family.CHAPTER, "London"),
        Region("hparis", Family.CHAPTER, "Paris", State.ARCHIVED),
    )

    found = ask("hnew-york", "hlondon", "hparis", changed=chapters, panel=None)

    (prompt,) = found.prompts
    assert [option.title for option in prompt.options] == ["London", "New York"]


def test_where_a_server_speaks_both_languages_both_are_asked() -> None:
    both = (WORDS.words("en"), WORDS.words("ja"))

    found = asked(Catalogue(()), {"p02": 100}, None, both)

    (prompt,) = found.prompts
    assert prompt.title == "Your prefectures in Japan · ゆかりのある都道府県"
    assert prompt.options[0].title == "Aomori · 青森県"


def test_a_panel_that_moved_takes_the_place_of_the_earlier_one() -> None:
    theirs = {"title": "Rooms", "options": [{"role_ids": [], "channel_ids": ["7"]}]}
    before = [theirs, *merge([], ask(panel=6).prompts, granted=(), titles=TITLES).payload()]

    known = panels_before(before, [WORDS.words("ja"), WORDS.words("en")])
    found = merge(before, ask().prompts, granted=known, titles=TITLES)

    assert known == {6}
    assert found.others == (theirs,)
    assert [prompt.options[0].channel_id for prompt in found.ours] == [PANEL]
