"""Answers to events: seats, those who wait, guests, names, and who may read them."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence

import pytest

from bot.domain.events import About, Coming, Event
from bot.domain.outbox import Done
from bot.domain.seats import Party, promote
from bot.errors import (
    EventGoneError,
    EventOverError,
    GuestsRoomError,
    NotGoingError,
    TextTooLongError,
    TooManyError,
)
from bot.services.event_rows import CARD, EDIT, NOTE
from bot.services.services import Services
from bot.storage import answers
from bot.storage.database import Database
from tests.events import EVERYTHING, HOST, ORGANISER, SERVER, asker, draft, due, go, publish
from tests.factories import make_profile
from tests.people import keep
from tests.time import Time

ALICE, BOB, CAROL, DAVE = 11, 12, 13, 14


@pytest.fixture
def clock() -> Time:
    return Time()


async def waiting(db: Database, event: Event) -> list[int]:
    async with db.reader() as conn:
        return [party.user_id for party in await answers.waiting(conn, event.id)]


async def seated(db: Database, event: Event) -> list[int]:
    async with db.reader() as conn:
        found = await answers.concerned(conn, event.id)
    return [each.user_id for each in found if each.is_seated]


async def told(services: Services) -> list[tuple[int, str]]:
    """Return who is told what, in the order of the rows."""
    rows = sorted(await due(services, NOTE), key=lambda row: row.id)
    return [(int(row.place.partition(":")[2]), row.payload["about"]) for row in rows]


async def test_a_thousand_press_at_once_for_forty_seats(services: Services, db: Database) -> None:
    event = await publish(services, capacity=40)
    people = list(range(1_000, 2_000))

    given = await asyncio.gather(*(go(services, event, each) for each in people))

    assert [each.answer.is_seated for each in given] == [True] * 40 + [False] * 960
    assert [each.ahead for each in given[40:]] == list(range(960)), "each is told the truth"
    assert await seated(db, event) == people[:40]
    assert await waiting(db, event) == people[40:]
    assert await told(services) == []


async def test_whoever_drops_out_makes_room_for_the_first_who_waits(
    services: Services, db: Database
) -> None:
    event = await publish(services, capacity=1)
    for each in (ALICE, BOB, CAROL):
        await go(services, event, each)

    await go(services, event, ALICE, Coming.NO)

    assert await seated(db, event) == [BOB]
    assert await told(services) == [(BOB, About.SEATED)]
    again = await go(services, event, ALICE)
    assert (again.answer.waits, again.ahead) == (True, 1), "whoever comes back is the last"


async def test_a_higher_limit_seats_those_who_wait_and_a_lower_one_unseats_nobody(
    services: Services, db: Database
) -> None:
    event = await publish(services, capacity=1)
    for each in (ALICE, BOB, CAROL, DAVE):
        await go(services, event, each)

    await services.hosting.edit(ORGANISER, event.id, capacity=3)
    assert await seated(db, event) == [ALICE, BOB, CAROL]
    await services.hosting.edit(ORGANISER, event.id, capacity=1)
    assert await seated(db, event) == [ALICE, BOB, CAROL]
    await go(services, event, ALICE, Coming.MAYBE)
    assert await waiting(db, event) == [DAVE]
    await services.hosting.edit(ORGANISER, event.id, capacity=None)

    assert await waiting(db, event) == []
    assert await told(services) == [(each, About.SEATED) for each in (BOB, CAROL, DAVE)]


async def test_a_party_is_passed_over_whole_keeps_its_turn_and_is_told_once(
    services: Services, db: Database
) -> None:
    event = await publish(services, capacity=2)
    for each in (ALICE, BOB, CAROL):
        await go(services, event, each)
    await services.answers.bring(asker(CAROL), event.id, ["Max"])
    await go(services, event, DAVE)

    await go(services, event, ALICE, Coming.NO)
    assert await seated(db, event) == [BOB, DAVE]
    await go(services, event, ALICE)
    await go(services, event, BOB, Coming.NO)
    assert await told(services) == [
        (DAVE, About.SEATED),
        (CAROL, About.PASSED),
        (ALICE, About.SEATED),
    ]

    await services.answers.bring(asker(CAROL), event.id, [])
    await go(services, event, ALICE, Coming.NO)
    assert await seated(db, event) == [CAROL, DAVE]


async def test_guests_take_seats_and_only_free_ones(services: Services, db: Database) -> None:
    event = await publish(services, capacity=3)
    with pytest.raises(NotGoingError):
        await services.answers.bring(asker(ALICE), event.id, ["Max"])
    await go(services, event, ALICE)
    await go(services, event, BOB)

    given = await services.answers.bring(asker(ALICE), event.id, [" Max\u200b ", ""])
    assert given.answer.guests == ("Max",)
    with pytest.raises(GuestsRoomError) as refused:
        await services.answers.bring(asker(ALICE), event.id, ["Max", "Mia"])
    assert refused.value.values == {"n": 0}
    with pytest.raises(TooManyError):
        await services.answers.bring(asker(ALICE), event.id, ["a", "b", "c"])
    with pytest.raises(TextTooLongError):
        await services.answers.bring(asker(ALICE), event.id, ["x" * 41])
    assert (await go(services, event, CAROL)).answer.waits

    await services.answers.bring(asker(ALICE), event.id, [])
    assert await seated(db, event) == [ALICE, BOB, CAROL]


async def test_pressing_twice_changes_nothing(services: Services, db: Database) -> None:
    event = await publish(services, capacity=1)
    await go(services, event, ALICE)
    await go(services, event, BOB)
    await go(services, event, CAROL)

    again = await go(services, event, BOB)

    assert again.ahead == 0
    assert await waiting(db, event) == [BOB, CAROL]


async def test_any_order_of_wishes_ends_as_the_rule_says(services: Services, db: Database) -> None:
    """Compare with a plain model that follows the rule of seats step by step."""
    draws = random.Random(4)  # noqa: S311 - the same every time
    event = await publish(services, capacity=4)
    limit: int | None = 4
    seats: list[Party] = []
    queue: list[Party] = []
    for _ in range(120):
        user_id = draws.randrange(100, 112)
        wish = draws.choice(["going", "going", "no", "maybe", "guests", "limit"])
        is_in = next((p for p in (*seats, *queue) if p.user_id == user_id), None)
        if wish == "limit":
            limit = draws.choice([2, 4, 6, None])
            await services.hosting.edit(ORGANISER, event.id, capacity=limit)
        elif wish == "guests":
            guests = ["guest"] * draws.randrange(3)
            try:
                await services.answers.bring(asker(user_id), event.id, guests)
            except (NotGoingError, GuestsRoomError):
                taken = sum(p.size for p in seats)
                assert is_in is None or (limit is not None and is_in in seats)
                assert is_in is None or taken - is_in.size + 1 + len(guests) > (limit or 0)
            else:
                larger = Party(user_id, 1 + len(guests))
                seats = [larger if p.user_id == user_id else p for p in seats]
                queue = [larger if p.user_id == user_id else p for p in queue]
        else:
            await go(services, event, user_id, Coming(wish))
            if wish == "going" and is_in is None:
                queue.append(Party(user_id, 1))
            elif wish != "going":
                seats = [p for p in seats if p.user_id != user_id]
                queue = [p for p in queue if p.user_id != user_id]
        free = None if limit is None else limit - sum(p.size for p in seats)
        promotion = promote(free, queue)
        queue = [p for p in queue if p not in promotion.seated]
        seats += promotion.seated

        assert await waiting(db, event) == [p.user_id for p in queue]
        assert sorted(await seated(db, event)) == sorted(p.user_id for p in seats)


async def test_many_clicks_are_one_edit_of_the_card(services: Services, clock: Time) -> None:
    event = await publish(services)
    for each in range(100, 120):
        await go(services, event, each)
    clock.pass_(seconds=1)
    [card] = await due(services, CARD)
    clock.pass_(seconds=3)
    done = Done(card, {"channel": card.payload["channel"], "message": 9})
    [edit] = (await services.outbox.turn((done,), EVERYTHING)).rows
    assert edit.kind == EDIT

    for each in range(120, 140):  # while it is under way
        await go(services, event, each)
    clock.pass_(seconds=4)
    rows = (await services.outbox.turn((Done(edit, {}),), EVERYTHING)).rows
    [last] = [row for row in rows if row.kind == EDIT]

    shown = await services.event_rows.card(last)
    assert shown is not None
    assert shown.tally.going == 40
    clock.pass_(minutes=1)
    rows = (await services.outbox.turn((Done(last, {}),), EVERYTHING)).rows
    assert EDIT not in {row.kind for row in rows}


async def test_nobody_is_named_before_they_chose_to_be(services: Services, db: Database) -> None:
    event, other = await publish(services), await publish(services, title="Lunch")
    given = await go(services, event, ALICE)
    assert given.attendee.is_named is None

    async def names(of: Event) -> Sequence[str]:
        shown = await services.events.look_up(ORGANISER, of.id, lambda _: True)
        return shown.names

    assert await names(event) == ()
    await services.answers.appear(asker(ALICE), event.id, is_named=True)
    await go(services, other, ALICE)
    assert await names(event) == ("Person 11",)
    assert await names(other) == ("Person 11",), "once chosen, it holds in this server"
    await services.answers.appear(asker(ALICE), other.id, is_named=False)

    assert await names(event) == ()
    async with db.reader() as conn:
        assert (await answers.attendee(conn, SERVER, ALICE)).called is None


async def test_who_comes_is_read_by_each_readers_own_rule(services: Services, db: Database) -> None:
    await keep(db, make_profile(BOB), make_profile(CAROL, hidden=True), make_profile(30))
    event = await publish(services)
    for each in (ALICE, BOB, CAROL, DAVE):
        await go(services, event, each)
    await go(services, event, 15, Coming.MAYBE)
    await services.answers.appear(asker(ALICE), event.id, is_named=True)

    async def seen(user_id: int, *, is_host: bool = False) -> list[int]:
        found = await services.answers.who_comes(asker(user_id), event, is_host=is_host)
        return [each.user_id for each in found.people]

    assert await seen(99) == [ALICE], "who is not listed reads those who are named"
    assert await seen(30) == [ALICE, BOB], "members also whom they may see"
    assert await seen(DAVE) == [ALICE, DAVE], "and everybody themselves"
    assert await seen(HOST, is_host=True) == [ALICE, BOB, CAROL, DAVE, 15]


async def test_only_what_stands_and_is_not_over_can_be_answered(
    services: Services, clock: Time
) -> None:
    with pytest.raises(EventOverError):
        await go(services, await draft(services), ALICE)
    event = await publish(services)
    with pytest.raises(EventGoneError):
        await services.answers.answer(asker(ALICE, server_id=2), event.id, Coming.GOING)
    with pytest.raises(EventGoneError):  # by direct message nobody new comes in
        await services.answers.answer(asker(ALICE, server_id=None), event.id, Coming.GOING)
    await go(services, event, ALICE)
    await services.answers.answer(asker(ALICE, server_id=None), event.id, Coming.NO)

    clock.pass_(hours=50)
    with pytest.raises(EventOverError):
        await go(services, event, BOB)


async def test_whoever_leaves_the_server_or_deletes_everything_makes_room(
    services: Services, db: Database
) -> None:
    event = await publish(services, capacity=1)
    for each in (ALICE, BOB, CAROL):
        await go(services, event, each)

    await services.presence.left(SERVER, ALICE)
    assert await seated(db, event) == [BOB]
    await services.profiles.delete(BOB)

    assert await seated(db, event) == [CAROL]
    async with db.reader() as conn:
        assert not await answers.is_known(conn, ALICE)
        assert not await answers.is_known(conn, BOB)
