from __future__ import annotations

from typing import Any

import pytest

from bot.client import AlumniBot
from bot.services.services import Services
from tests.cogs.start.filling import ABOUT, PLACEMENT, Member, opens, prefilled


@pytest.fixture
async def ann(world: Any) -> Member:
    member = await Member(world, world.alice).start()
    await member.fill(opens("about"), **ABOUT)
    return member


async def stays(services: Services, member: Member) -> list[tuple[str | None, str | None]]:
    mine = await services.directory.own(member.actor.id)
    return [(stay.town, stay.town_code) for stay in mine.placements]


async def test_a_name_that_two_towns_have_is_settled_by_a_menu(
    ann: Member, services: Services
) -> None:
    await ann.fill(opens("placement"), **PLACEMENT | {"prefecture": "Saitama", "town": "Misato"})
    assert "“Misato” can mean several things" in ann.text
    assert list(ann.choices.values()) == [
        "Misato-shi (三郷市)",
        "Misato-machi (美里町)",
        "Keep “Misato” as I typed it",
    ]

    await ann.pick("11381")

    assert await stays(services, ann) == [("Misato-machi", "11381")]
    assert "Misato-machi, Saitama" in ann.text


async def test_the_menu_still_settles_it_after_a_restart(
    ann: Member, services: Services, next_bot: AlumniBot
) -> None:
    await ann.fill(opens("placement"), **PLACEMENT | {"prefecture": "埼玉", "town": "みさと"})

    await ann.world.env.restart_bot(next_bot)
    await ann.pick("11237")

    assert await stays(services, ann) == [("Misato-shi", "11237")]


async def test_a_town_can_be_kept_as_it_was_typed(ann: Member, services: Services) -> None:
    await ann.fill(opens("placement"), **PLACEMENT | {"prefecture": "Saitama", "town": "Misato"})

    await ann.pick("as typed")

    assert await stays(services, ann) == [("Misato", None)]


async def test_a_town_that_is_no_more_is_kept_without_a_question(
    ann: Member, services: Services
) -> None:
    await ann.fill(opens("placement"), **PLACEMENT | {"town": "Iwaki-machi"})

    assert await stays(services, ann) == [("Iwaki-machi", None)]


async def test_a_misspelt_town_is_offered_by_its_name(ann: Member, services: Services) -> None:
    await ann.fill(opens("placement"), **PLACEMENT | {"town": "Hirosaky"})
    assert "There is no “Hirosaky” there today" in ann.text

    await ann.pick("02202")

    assert await stays(services, ann) == [("Hirosaki", "02202")]


async def test_london_is_refused_with_a_suggestion_and_nothing_typed_is_lost(
    ann: Member, services: Services
) -> None:
    typed = PLACEMENT | {"prefecture": "London", "town": "Camden"}
    await ann.fill(opens("placement"), **typed)
    assert "“London” is not a prefecture of Japan" in ann.text
    assert "Aomori" in ann.text

    shown = await ann.press("Open the form again")
    assert prefilled(shown) == typed
    await ann.send(shown, PLACEMENT)

    assert await stays(services, ann) == [("Hirosaki", "02202")]


async def test_what_was_refused_is_still_there_after_a_restart(
    ann: Member, next_bot: AlumniBot
) -> None:
    typed = PLACEMENT | {"prefecture": "London"}
    await ann.fill(opens("placement"), **typed)

    await ann.world.env.restart_bot(next_bot)

    assert prefilled(await ann.press("Open the form again")) == typed


async def test_two_unclear_names_are_settled_one_after_the_other(
    ann: Member, services: Services
) -> None:
    await ann.fill(opens("now"), country="Congo", city="Springfield")
    await ann.pick("CD")
    assert "“Springfield” is not in our list" in ann.text

    await ann.fill("start:again:start:now:0", country="USA", city="Springfield")
    assert "Springfield, Illinois, United States" in ann.choices.values()
    await ann.pick("4250542")

    mine = await services.directory.own(ann.actor.id)
    assert (mine.country, mine.city) == ("US", 4250542)


async def test_what_was_settled_is_not_asked_again(ann: Member, services: Services) -> None:
    typed = PLACEMENT | {"prefecture": "Saitama", "town": "Misato"}
    await ann.fill(opens("placement"), **typed)
    await ann.pick("as typed")
    await ann.fill(opens("now"), country="Greece", city="Irákleio")
    await ann.pick(next(value for value, label in ann.choices.items() if "Irákleio," in label))
    before = await services.directory.own(ann.actor.id)

    await ann.pick(str(before.placements[0].id))
    for button in (opens("placement", target=before.placements[0].id), opens("now")):
        shown = await ann.press(custom_id=button)
        await ann.send(shown, prefilled(shown))

    assert ann.text.count("(done)") == 3
    assert await services.directory.own(ann.actor.id) == before


async def test_a_language_among_several_is_asked_about(ann: Member, services: Services) -> None:
    await ann.fill(opens("about"), **ABOUT | {"languages": "English, Klingonese"})

    assert "“Klingonese” is not in our list" in ann.text
    assert (await services.directory.own(ann.actor.id)).languages[1].language == "ja"


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"since": "lately"}, "“lately” is neither a month nor a year"),
        ({"since": "2010", "until": "2008"}, "It cannot end (2008) before it begins (2010)"),
        ({"since": "2031"}, "2031 lies in the future"),
    ],
)
async def test_impossible_years_are_refused_and_nothing_is_saved(
    ann: Member, services: Services, answers: dict[str, str], told: str
) -> None:
    await ann.fill(opens("placement"), **PLACEMENT | answers)

    assert told in ann.text
    assert await stays(services, ann) == []


async def test_what_was_typed_is_shown_without_harm(ann: Member) -> None:
    await ann.fill(opens("placement"), **PLACEMENT | {"prefecture": "@everyone **x**"})

    assert "@everyone" not in ann.text
    assert "**x**" not in ann.text


async def test_back_leads_to_the_panel(ann: Member) -> None:
    await ann.fill(opens("placement"), **PLACEMENT | {"prefecture": "London"})

    await ann.press("Back")

    assert "2. Where and when in Japan (to do)" in ann.text
