"""Discord's own events: kept in step, and what others change there is offered."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import mirrors as rules
from bot.domain.events import About, Event
from bot.domain.mirrors import Face, Mirror, Standing, Status
from bot.domain.outbox import Done, Row
from bot.domain.rights import Standing as Stands
from bot.errors import EventHostsOnlyError, EventPastError, MirrorSettledError
from bot.services.event_drafts import Spot
from bot.services.event_rows import CARD, NOTE, TELL
from bot.services.mirrors import MIRROR, Found, Task
from bot.services.services import Services
from tests.events import CHANNEL, HOST, ORGANISER, SERVER, go
from tests.services.test_event_places import carried, posted, seen
from tests.time import Time

ALICE, NUMBER = 11, 500


@pytest.fixture
def clock() -> Time:
    return Time()


async def rows(services: Services, clock: Time) -> list[Row]:
    """Return what the mirrors lack now; everything else is carried out."""
    clock.pass_(seconds=5)
    return await carried(services, {}, MIRROR)


async def task(services: Services, row: Row) -> Task:
    found = await services.mirrors.task(row)
    assert found is not None
    return found


def stands(face: Face | None, found: Face | None = None, number: int = NUMBER) -> dict[str, Any]:
    """Return what comes of a row that leaves a mirror."""
    assert face is not None
    there = Found(number, found or face, Status.SCHEDULED, 0)
    return {"standing": Standing.STANDS, "written": face, "found": there}


async def mirrored(services: Services, clock: Time, **said: Any) -> tuple[Event, Face]:
    """Return an event whose mirror stands, and what it shows."""
    event = await posted(services, **said)
    [row] = await rows(services, clock)
    wanted = (await task(services, row)).wanted
    await services.outbox.turn([Done(row, stands(wanted))])
    assert wanted is not None
    return await seen(services, event), wanted


async def of_event(services: Services, event: Event) -> Mirror:
    found = await services.mirrors.of_event(event.id)
    assert found is not None
    return found


async def notice(services: Services, face: Face, status: Status = Status.SCHEDULED) -> None:
    await services.mirrors.noticed(SERVER, Found(NUMBER, face, status))


async def notes(services: Services) -> list[tuple[int, str]]:
    """Return who is told now of what."""
    found = await carried(services, {}, NOTE)
    await services.outbox.turn([Done(row, {}) for row in found])
    return [(int(row.place.removeprefix("user:")), row.payload["about"]) for row in found]


async def test_a_mirror_stands_once_the_card_does_and_leads_back_to_it(
    services: Services, clock: Time
) -> None:
    event, face = await mirrored(services, clock, description="Soup", place="Café")

    assert (face.name, face.location) == ("Dinner", "Café")
    assert (face.starts_at, face.ends_at) == (event.starts_at, event.ends_at)
    link = f"https://discord.com/channels/{SERVER}/{CHANNEL}/{event.message_id}"
    assert face.description == f"Soup\n\n{link}"
    await go(services, event, ALICE)
    assert await rows(services, clock) == [], "an answer changes nothing there"
    assert (await of_event(services, event)).mirror_id == NUMBER


async def test_it_follows_every_change_and_the_cancellation(
    services: Services, clock: Time
) -> None:
    event, _ = await mirrored(services, clock)
    later = event.starts_at + timedelta(hours=1)
    for changes in ({"title": "Lunch"}, {"starts_at": later}):
        await services.hosting.edit(ORGANISER, event.id, **changes)

    [row] = await rows(services, clock)
    wanted = (await task(services, row)).wanted
    assert wanted is not None
    assert (wanted.name, wanted.starts_at) == ("Lunch", later)
    await services.outbox.turn([Done(row, stands(wanted))])

    await services.hosting.cancel(ORGANISER, event.id)
    [row] = await rows(services, clock)
    assert (await task(services, row)).wanted is None
    await services.outbox.turn([Done(row, {"standing": Standing.OVER, "written": None})])
    assert await rows(services, clock) == []


async def test_a_change_there_is_offered_and_never_applied_alone(
    services: Services, clock: Time
) -> None:
    event, face = await mirrored(services, clock, place="Café")
    await go(services, event, ALICE)
    theirs = replace(face, name="Supper", starts_at=face.starts_at + timedelta(hours=1))

    for _ in range(2):
        await notice(services, theirs)

    assert await notes(services) == [(HOST, About.MIRROR_CHANGED)], "told once"
    assert (await seen(services, event)).title == "Dinner"
    with pytest.raises(EventHostsOnlyError):
        await services.mirrors.take_over(Stands(ALICE, SERVER), event.id)

    await services.mirrors.take_over(ORGANISER, event.id)

    after = await seen(services, event)
    assert (after.title, after.starts_at) == ("Supper", theirs.starts_at)
    assert after.ends_at == theirs.ends_at
    assert await rows(services, clock) == [], "there it is so already"
    with pytest.raises(MirrorSettledError):
        await services.mirrors.take_over(ORGANISER, event.id)


async def test_who_comes_is_told_of_a_time_that_is_taken_over(
    services: Services, clock: Time
) -> None:
    event, face = await mirrored(services, clock)
    await go(services, event, ALICE)
    await notice(services, replace(face, ends_at=face.ends_at + timedelta(hours=1)))
    await notes(services)

    await services.mirrors.take_over(ORGANISER, event.id)

    assert [row.kind for row in await carried(services, {}, TELL)] == [TELL]


async def test_a_change_there_is_put_back(services: Services, clock: Time) -> None:
    event, face = await mirrored(services, clock)
    await notice(services, replace(face, location="Park"))

    await services.mirrors.put_back(ORGANISER, event.id)

    [row] = await rows(services, clock)
    todo = await task(services, row)
    assert todo.wanted == face
    assert todo.mirror is not None
    assert rules.changed(todo.mirror.written, face) == {"location": face.location}
    await services.outbox.turn([Done(row, stands(face))])
    await notice(services, face)
    assert (await of_event(services, event)).theirs is None


async def test_somebody_who_puts_it_back_themselves_takes_the_offer_away(
    services: Services, clock: Time
) -> None:
    event, face = await mirrored(services, clock)
    await notice(services, replace(face, name="Supper"))
    await notice(services, face)

    [note] = await carried(services, {}, NOTE)

    assert await services.event_notes.read(note) is None
    with pytest.raises(MirrorSettledError):
        await services.mirrors.put_back(ORGANISER, event.id)


async def test_what_was_changed_while_the_bot_wrote_is_offered_afterwards(
    services: Services, clock: Time
) -> None:
    event, face = await mirrored(services, clock)
    await services.hosting.edit(ORGANISER, event.id, title="Lunch")
    [row] = await rows(services, clock)
    await notice(services, replace(face, location="Park"))
    wanted = (await task(services, row)).wanted
    assert wanted is not None

    await services.outbox.turn([Done(row, stands(wanted, replace(wanted, location="Park")))])

    assert await notes(services) == [(HOST, About.MIRROR_CHANGED)]
    assert (await of_event(services, event)).theirs == replace(wanted, location="Park")


async def test_its_own_writing_is_no_change_of_others(services: Services, clock: Time) -> None:
    event, _ = await mirrored(services, clock)
    await services.hosting.edit(ORGANISER, event.id, title="Lunch")
    [row] = await rows(services, clock)
    wanted = (await task(services, row)).wanted
    assert wanted is not None

    await notice(services, wanted)  # Discord is quicker than the record
    await services.outbox.turn([Done(row, stands(wanted))])
    await notice(services, wanted)

    assert await notes(services) == []


@pytest.mark.parametrize("how", ["deleted", "cancelled", "ended early"])
async def test_one_that_is_deleted_there_is_made_again_or_left_as_its_host_says(
    services: Services, clock: Time, how: str
) -> None:
    event, face = await mirrored(services, clock)
    if how == "deleted":
        await services.mirrors.gone(SERVER, NUMBER)
    else:
        status = Status.CANCELLED if how == "cancelled" else Status.COMPLETED
        await notice(services, face, status)
    assert await notes(services) == [(HOST, About.MIRROR_GONE)]
    assert await rows(services, clock) == []

    await services.mirrors.again(ORGANISER, event.id, wanted=False)
    await services.hosting.edit(ORGANISER, event.id, title="Lunch")
    assert await rows(services, clock) == [], "it is left"
    await services.mirrors.again(ORGANISER, event.id, wanted=True)

    [row] = await rows(services, clock)
    assert (await task(services, row)).mirror_id is None


async def test_what_ends_by_itself_is_over_and_asks_nobody(services: Services, clock: Time) -> None:
    event, face = await mirrored(services, clock)
    clock.now = event.ends_at

    await notice(services, face, Status.COMPLETED)
    await services.mirrors.gone(SERVER, NUMBER)

    assert About.MIRROR_GONE not in [about for _, about in await notes(services)]
    assert await services.mirrors.standing(SERVER) == []


@pytest.mark.parametrize("why", [Standing.FORBIDDEN, Standing.FULL, Standing.HIDDEN])
async def test_what_could_not_be_made_is_tried_again_later(
    services: Services, clock: Time, why: Standing
) -> None:
    event = await posted(services)
    [row] = await rows(services, clock)
    refused = {"standing": why, "written": (await task(services, row)).wanted}
    await services.outbox.turn([Done(row, refused)])
    await go(services, event, ALICE)
    assert await rows(services, clock) == []
    assert (await of_event(services, event)).standing is why

    await services.mirrors.try_again(SERVER)

    assert len(await rows(services, clock)) == 1


async def test_a_permission_that_is_lost_loses_no_mirror(services: Services, clock: Time) -> None:
    event, face = await mirrored(services, clock)
    await services.hosting.edit(ORGANISER, event.id, title="Lunch")
    [row] = await rows(services, clock)
    refused = {"standing": Standing.FORBIDDEN, "written": (await task(services, row)).wanted}
    await services.outbox.turn([Done(row, refused)])
    assert await rows(services, clock) == [], "it does not try again and again"

    await services.mirrors.try_again(SERVER)

    [row] = await rows(services, clock)
    todo = await task(services, row)
    assert todo.mirror_id == NUMBER
    assert todo.mirror is not None
    assert todo.mirror.written == face


async def test_a_server_may_do_without(services: Services, clock: Time) -> None:
    event, _ = await mirrored(services, clock)

    await services.settings.set(SERVER, "discord_events", "off")
    [row] = await rows(services, clock)
    assert (await task(services, row)).wanted is None
    nothing = rules.face(replace(event, title="Nothing"))
    await services.outbox.turn([Done(row, {"standing": Standing.HIDDEN, "written": nothing})])
    await posted(services)
    assert await rows(services, clock) == []

    await services.settings.reset(SERVER, "discord_events")
    assert len(await rows(services, clock)) == 2


async def test_interest_is_shown_and_is_no_answer(services: Services, clock: Time) -> None:
    event, _ = await mirrored(services, clock)

    await services.mirrors.counted(SERVER, {NUMBER: 7})

    after = await services.hosting.managed(ORGANISER, event.id)
    assert (after.interested, after.tally.going, after.tally.seats) == (7, 0, 0)


async def test_a_past_time_cannot_be_taken_over(services: Services, clock: Time) -> None:
    event, face = await mirrored(services, clock)
    await notice(services, replace(face, starts_at=clock() - timedelta(hours=1)))

    with pytest.raises(EventPastError):
        await services.mirrors.take_over(ORGANISER, event.id)


async def test_a_card_that_is_deleted_leaves_it_as_it_is_and_a_new_one_moves_its_link(
    services: Services, clock: Time
) -> None:
    event, _ = await mirrored(services, clock)
    await services.event_places.gone(SERVER, CHANNEL)
    await services.hosting.edit(ORGANISER, event.id, title="Lunch")
    assert await rows(services, clock) == []
    await services.hosting.repost(ORGANISER, event.id, Spot(200))
    await carried(services, {CARD: {"channel": 200, "message": 79}})

    [row] = await rows(services, clock)
    wanted = (await task(services, row)).wanted
    assert wanted is not None
    assert wanted.description.endswith(f"/{SERVER}/200/79")


FACES = st.builds(
    Face,
    name=st.sampled_from(["a", "b", "c"]),
    description=st.sampled_from(["a", "b", "c"]),
    location=st.sampled_from(["a", "b", "c"]),
    starts_at=st.sampled_from([Time().now + timedelta(hours=n) for n in range(3)]),
    ends_at=st.sampled_from([Time().now + timedelta(hours=n) for n in range(3, 6)]),
)


@given(FACES, FACES, FACES)
def test_only_what_the_host_did_not_change_is_offered(
    written: Face, wanted: Face, found: Face
) -> None:
    offered = rules.theirs(written, wanted, found)

    others = {} if offered is None else rules.changed(wanted, offered)
    assert not others.keys() & rules.changed(written, wanted).keys()
    assert others.items() <= rules.changed(wanted, found).items()
    for name in ("name", "location", "description", "starts_at", "ends_at"):
        untouched = getattr(written, name) == getattr(wanted, name)
        if untouched and getattr(found, name) != getattr(wanted, name):
            assert name in others
