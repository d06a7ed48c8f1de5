"""Changes that people are told of: seen first, saved once, and answered anew if the host asks."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest

from bot.domain.events import About, Coming, Event, Kind, Second, Tally
from bot.domain.outbox import Done, Row
from bot.domain.rights import Standing
from bot.errors import (
    EventChangedError,
    EventHostsOnlyError,
    EventPastError,
    PreviewGoneError,
)
from bot.services.event_notes import Note
from bot.services.hosting import Edited
from bot.services.previews import Preview
from bot.services.reminders import REMINDER
from bot.services.services import Services
from bot.storage import events
from bot.storage.database import Database
from tests.events import EVERYTHING, HOST, ORGANISER, SERVER, asker, draft, go, publish, tellings
from tests.time import Time

ALICE, BOB, CAROL, DAVE = 11, 12, 13, 14


@pytest.fixture
def clock() -> Time:
    return Time()


async def notes(services: Services) -> dict[int, Note | None]:
    """Return what each person is told now, and let that be done."""
    rows = await tellings(services)
    found = {int(row.place.partition(":")[2]): await services.event_notes.read(row) for row in rows}
    await services.outbox.turn([Done(row, {}) for row in rows])
    return found


async def stored(db: Database, event: Event) -> Event:
    async with db.reader() as conn:
        found = await events.get(conn, event.id)
    assert found is not None
    return found


async def tally(services: Services, event: Event) -> Tally:
    return (await services.events.look_up(ORGANISER, event.id, lambda _: True)).tally


async def propose(services: Services, event: Event, **said: object) -> Preview:
    found = await services.previews.change(ORGANISER, event.id, **said)  # type: ignore[arg-type]
    assert isinstance(found, Preview)
    return found


async def test_what_people_are_told_of_is_seen_first_and_saved_once(
    services: Services, db: Database
) -> None:
    event = await publish(services, place="Café", capacity=1)
    for each in (HOST, ALICE):
        await go(services, event, each)
    await go(services, event, BOB, Coming.MAYBE)
    later = event.starts_at + timedelta(days=1)

    preview = await propose(services, event, starts_at=later, place=" Park ", title="Lunch")
    change = preview.change
    assert (change.told, change.before.place, change.after.place) == (2, "Café", "Park")
    assert await stored(db, event) == event
    assert await notes(services) == {}
    saved = await services.previews.save(ORGANISER, preview.id)
    again = await services.previews.save(ORGANISER, preview.id)

    assert (saved.told, again.told, again.shown) == (2, 2, saved.shown)
    now = await stored(db, event)
    assert (now.starts_at, now.place, now.title, now.version) == (later, "Park", "Lunch", 1)
    assert set(await notes(services)) == {ALICE, BOB}
    with pytest.raises(EventChangedError):
        await services.previews.drop(ORGANISER, preview.id)


@pytest.mark.parametrize(
    "more",
    [
        {"length": timedelta(hours=5)},
        {"second": Second("ja", "夕食会", "食べます")},
        {"kind": Kind.PARTY},
        {"capacity": None, "bring": "Soup", "zone": "Asia/Tokyo"},
    ],
    ids=lambda more: "+".join(more),
)
async def test_whatever_changes_with_a_new_place_is_kept_with_it(
    services: Services, db: Database, more: dict[str, object]
) -> None:
    event = await publish(services, place="Café", capacity=4)
    await go(services, event, ALICE)

    preview = await propose(services, event, place="Park", **more)
    await services.previews.save(ORGANISER, preview.id)

    now, ends_at = await stored(db, event), event.starts_at + timedelta(hours=5)
    assert now.place == "Park"
    for name, value in more.items():
        assert (now.ends_at == ends_at) if name == "length" else (getattr(now, name) == value)


async def test_words_and_drafts_are_saved_at_once(services: Services) -> None:
    event, written = await publish(services), await draft(services)
    later = event.starts_at + timedelta(days=1)

    for each, said in ((event, {"title": "Lunch"}), (written, {"starts_at": later})):
        found = await services.previews.change(ORGANISER, each.id, **said)  # type: ignore[arg-type]
        assert isinstance(found, Edited)
        assert found.told == 0


async def test_only_what_was_shown_is_saved(services: Services, db: Database) -> None:
    event = await publish(services, place="Café")
    first = await propose(services, event, place="Park")
    second = await propose(services, event, place="Beach")
    with pytest.raises(PreviewGoneError):
        await services.previews.save(ORGANISER, first.id)
    for other in (Standing(50, SERVER, moderates_members=True), Standing(ALICE, SERVER)):
        with pytest.raises(PreviewGoneError):
            await services.previews.save(other, second.id)
    await services.hosting.edit(ORGANISER, event.id, title="Lunch")
    with pytest.raises(EventChangedError):
        await services.previews.save(ORGANISER, second.id)
    third = await propose(services, event, place="Hill")
    await services.previews.drop(ORGANISER, third.id)
    with pytest.raises(PreviewGoneError):
        await services.previews.save(ORGANISER, third.id)

    assert (await stored(db, event)).place == "Café"


async def test_nobody_else_proposes_a_change_and_none_into_the_past(
    services: Services, clock: Time
) -> None:
    event = await publish(services)
    with pytest.raises(EventHostsOnlyError):
        await services.previews.change(Standing(ALICE, SERVER), event.id, place="Park")
    with pytest.raises(EventPastError):
        await propose(services, event, starts_at=clock())
    soon = await propose(services, event, starts_at=clock() + timedelta(hours=1))
    clock.pass_(hours=2)
    with pytest.raises(EventPastError):
        await services.previews.save(ORGANISER, soon.id)


async def test_a_postponed_event_keeps_the_answers_unless_all_are_asked_anew(
    services: Services, db: Database
) -> None:
    event = await publish(services, capacity=1)
    await go(services, event, ALICE)
    later = {"starts_at": event.starts_at + timedelta(days=7)}

    kept = await propose(services, event, **later, asks_anew=False)
    await services.previews.save(ORGANISER, kept.id)
    assert await tally(services, event) == Tally(going=1, seats=1)
    told = (await notes(services))[ALICE]
    assert told is not None
    assert told.change is not None
    assert not told.change.asks_anew

    unmoved = await services.previews.change(ORGANISER, event.id, title="X", asks_anew=True)
    assert isinstance(unmoved, Edited)
    assert (await tally(services, event)).going == 1, "only a new time asks anew"


async def test_after_a_reset_each_answers_again_and_seats_go_in_that_order(
    services: Services, db: Database
) -> None:
    event = await publish(services, capacity=4)
    for each in (ALICE, BOB, CAROL):
        await go(services, event, each)
    await services.answers.bring(asker(ALICE), event.id, ["Max"])
    await go(services, event, DAVE, Coming.MAYBE)
    await go(services, event, 15, Coming.NO)
    await services.hosting.edit(ORGANISER, event.id, capacity=3)
    await tellings(services)
    later = event.starts_at + timedelta(days=7)

    preview = await propose(services, event, starts_at=later, asks_anew=True)
    assert (preview.change.told, preview.change.asks_anew) == (4, True)
    await services.previews.save(ORGANISER, preview.id)

    assert await tally(services, event) == Tally(no=1, asked=4)
    told = await notes(services)
    assert set(told) == {ALICE, BOB, CAROL, DAVE}
    for user_id, earlier in ((ALICE, Coming.GOING), (CAROL, Coming.GOING), (DAVE, Coming.MAYBE)):
        note = told[user_id]
        assert note is not None
        assert note.about is About.CHANGED
        assert note.change is not None
        assert note.change.asks_anew
        assert note.answer is not None
        assert note.answer.earlier is earlier
    for each in (CAROL, BOB):
        message = dataclasses.replace(asker(each), server_id=None)
        assert (await services.answers.answer(message, event.id, Coming.GOING)).answer.is_seated
    alice = await go(services, event, ALICE)
    assert (alice.answer.guests, alice.answer.is_seated) == (("Max",), False), "as a party of two"
    await go(services, event, DAVE, Coming.NO)
    assert await tally(services, event) == Tally(going=2, seats=2, waiting=1, no=2)


async def test_whoever_is_asked_anew_hears_of_a_cancellation(services: Services) -> None:
    event = await publish(services)
    await go(services, event, ALICE)
    moved = event.starts_at + timedelta(days=1)
    await services.hosting.edit(ORGANISER, event.id, starts_at=moved, asks_anew=True)
    assert set(await notes(services)) == {ALICE}

    assert await services.hosting.cancel(ORGANISER, event.id) == 1

    assert set(await notes(services)) == {ALICE}


async def test_whoever_did_not_answer_again_is_not_reminded(
    services: Services, clock: Time
) -> None:
    event = await publish(services)
    for each in (ALICE, BOB):
        await go(services, event, each)
    moved = event.starts_at + timedelta(days=1)
    await services.hosting.edit(ORGANISER, event.id, starts_at=moved, asks_anew=True)
    await go(services, event, BOB)
    clock.now = moved - timedelta(hours=1)
    reminded: list[str] = []
    rows: list[Row] = []

    while rows := (await services.outbox.turn([Done(row, {}) for row in rows], EVERYTHING)).rows:
        reminded += [row.place for row in rows if row.kind == REMINDER]

    assert reminded == [f"user:{BOB}"]
