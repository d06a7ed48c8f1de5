from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import simcord

from bot.domain.placements import When
from bot.domain.profiles import Kind, Level, OpenTo, Profile, Spoken
from bot.errors import PlacementNotFoundError
from bot.services.services import Services
from bot.storage.database import Database
from cogs.start.placements import stay_of
from tests.cogs.start.filling import PLACEMENT, Member, opens, prefilled
from tests.factories import make_placement, make_profile
from tests.people import keep

SECTIONS = ("about", "now", "work", "more", "open_to")


def whole(user_id: int, **changes: Any) -> Profile:
    """Return somebody who filled in everything."""
    values: dict[str, Any] = {
        "name": "Ann_Byrne*",
        "reading": "アン",
        "city": 2267057,
        "languages": (Spoken("en", Level.NATIVE), Spoken("ja", Level.BASIC)),
        "occupation": "Carpenter",
        "work_field": "human_resources",
        "about": "One.\n\nTwo.",
        "interests": "Hills",
        "links": ("https://example.org/a", "https://example.org/b"),
        "open_to": frozenset({OpenTo.TALKS, OpenTo.JOBS}),
        "placements": (
            make_placement(organisation="prefecture", school="High School"),
            make_placement(
                town="Iwaki-machi", town_code=None, since=When(2010, 9), until=None, school="西小"
            ),
        ),
        "listed_in": frozenset(),
    }
    return make_profile(user_id, **values | changes)


@pytest.fixture(params=["en-US", "ja"])
async def ann(world: Any, db: Database, request: pytest.FixtureRequest) -> Member:
    world.rules.locales[world.alice.id] = request.param
    await keep(db, whole(world.alice.id))
    member = await Member(world, world.alice).start()
    await member.press(custom_id="start:show:edit")
    return member


async def resend(member: Member, button: str) -> None:
    """Open a form and send it in as it is."""
    shown = await member.press(custom_id=button)
    assert any(prefilled(shown).values())
    await member.send(shown, prefilled(shown))


async def test_every_section_is_prefilled_and_sent_in_unchanged_changes_nothing(
    ann: Member, services: Services
) -> None:
    before = await services.directory.own(ann.actor.id)
    for section in SECTIONS:
        await resend(ann, opens(section, panel="edit"))
    for stay in before.placements:
        for section in ("placement", "employer"):
            await ann.pick(str(stay.id))
            await resend(ann, opens(section, panel="edit", target=stay.id))
    await ann.press(custom_id="start:show:start")
    await resend(ann, opens("audiences"))

    after = await services.directory.own(ann.actor.id)
    assert replace(after, audiences={}) == before


async def test_what_is_emptied_is_forgotten(ann: Member, services: Services) -> None:
    await ann.fill(opens("work", panel="edit"), occupation="", work_field="")
    await ann.fill(opens("more", panel="edit"), about="", interests="", links="")
    await ann.fill(opens("open_to", panel="edit"), open_to=[])

    mine = await services.directory.own(ann.actor.id)
    assert (mine.occupation, mine.work_field, mine.about, mine.interests) == (None,) * 4
    assert (mine.links, mine.open_to) == ((), frozenset())


async def test_a_placement_is_picked_and_changed(ann: Member, services: Services) -> None:
    first = (await services.directory.own(ann.actor.id)).placements[0]

    await ann.pick(str(first.id))
    assert "Hirosaki" in ann.text or "弘前市" in ann.text
    await ann.fill(
        opens("employer", panel="edit", target=first.id), organisation="municipality", school="大鰐"
    )

    stay = (await services.directory.own(ann.actor.id)).placements[0]
    assert (stay.id, stay.organisation, stay.school) == (first.id, "municipality", "大鰐")
    assert stay.town_code == "02202"


async def test_a_placement_goes_only_after_a_second_look(ann: Member, services: Services) -> None:
    first, second = (await services.directory.own(ann.actor.id)).placements

    await ann.pick(str(first.id))
    await ann.press(custom_id=f"start:remove:edit:{first.id}")
    assert len((await services.directory.own(ann.actor.id)).placements) == 2

    await ann.press(custom_id=f"start:removed:edit:{first.id}")
    assert [stay.id for stay in (await services.directory.own(ann.actor.id)).placements] == [
        second.id
    ]


async def test_an_overlap_is_saved_and_asked_about_gently(ann: Member, services: Services) -> None:
    await ann.fill(opens("placement", panel="edit"), **PLACEMENT | {"since": "2009"})

    assert len((await services.directory.own(ann.actor.id)).placements) == 3
    change = [part for part in ann.labels if part in ("Change it", "直します")]
    assert len(change) == 1
    shown = await ann.press(change[0])
    assert prefilled(shown)["since"] == "2009"
    yes = "Yes, that is right" if "Change it" in ann.labels else "はい、これで正しいです"
    await ann.press(yes)
    assert change[0] not in ann.labels


async def test_nobody_else_can_press_what_stands_on_a_panel(ann: Member) -> None:
    mallory = Member(ann.world, ann.world.bob)
    mallory.message = ann.message

    with pytest.raises(simcord.SetupError):
        await mallory.press(custom_id=opens("about", panel="edit"))


async def test_a_placement_that_is_not_ones_own_is_never_found(
    world: Any, db: Database, services: Services
) -> None:
    await keep(db, whole(world.alice.id), whole(world.bob.id))
    mine = await services.directory.own(world.alice.id)
    theirs = (await services.directory.own(world.bob.id)).placements[0]

    with pytest.raises(PlacementNotFoundError):
        stay_of(mine, theirs.id)


async def test_a_placement_removed_elsewhere_is_answered_with_what_to_do(
    ann: Member, services: Services
) -> None:
    first = (await services.directory.own(ann.actor.id)).placements[0]
    await services.placements.remove(ann.actor.id, first.id)

    await ann.pick(str(first.id))

    assert "/profile placement edit" in ann.text


async def test_a_participant_whose_last_placement_ended_is_offered_alumnus(
    world: Any, db: Database, services: Services
) -> None:
    await keep(db, make_profile(world.alice.id, kind=Kind.PARTICIPANT))
    ann = await Member(world, world.alice).start()
    assert (await services.directory.own(world.alice.id)).kind is Kind.PARTICIPANT

    await ann.press("I am an alumnus now")

    assert (await services.directory.own(world.alice.id)).kind is Kind.ALUMNUS
    assert "I am an alumnus now" not in ann.labels


async def test_a_participant_who_is_still_there_is_not_asked(world: Any, db: Database) -> None:
    stay = make_placement(until=None)
    await keep(db, make_profile(world.alice.id, kind=Kind.PARTICIPANT, placements=(stay,)))

    ann = await Member(world, world.alice).start()

    assert "I am an alumnus now" not in ann.labels
