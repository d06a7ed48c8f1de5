"""Questions to the hosts of an event, and their one answer."""

from __future__ import annotations

import pytest

from bot.domain.events import Coming
from bot.domain.inquiries import A_DAY, Part
from bot.domain.outbox import Done
from bot.errors import (
    EventGoneError,
    EventOverError,
    InquiryEmptyError,
    InquiryGoneError,
    InquiryLimitError,
    InquiryWaitsError,
    NoHostError,
    NoProfileError,
)
from bot.services.outbox import REFUSED
from bot.services.services import Services
from bot.storage import greetings
from bot.storage.database import Database
from tests.events import HOST, ORGANISER, asker, draft, due, go, publish
from tests.factories import make_profile
from tests.people import keep
from tests.time import Time

ALICE, BOB = 11, 12


@pytest.fixture
def clock() -> Time:
    return Time()


async def brought(
    services: Services, *, refused: frozenset[int] = frozenset()
) -> list[tuple[int, str]]:
    """Return who reads which part of an inquiry; some take no messages."""
    told: list[tuple[int, str]] = []
    while rows := await due(services):
        done: list[Done] = []
        for row in rows:
            reader = int(row.place.partition(":")[2])
            found = await services.inquiries.read(row) if row.kind == "inquiry" else None
            if found is not None:
                told.append((reader, found.part))
            done.append(Done(row, REFUSED if found and reader in refused else {}))
        await services.outbox.turn(done)
    return sorted(told)


async def test_a_question_reaches_every_host_and_the_first_answer_comes_back(
    services: Services,
) -> None:
    event = await publish(services)
    await services.cohosts.add(ORGANISER, event.id, BOB)
    await services.inquiries.check(asker(ALICE), event.id)
    await services.inquiries.ask(asker(ALICE), event.id, " Is there\n\na ramp? ")
    assert await brought(services) == [(HOST, Part.QUESTION), (BOB, Part.QUESTION)]
    inquiry = await services.inquiries.to_answer(BOB, 1)
    assert (inquiry.called, inquiry.question) == (f"Person {ALICE}", "Is there\n\na ramp?")

    await services.inquiries.answer(BOB, inquiry.id, "Yes")

    assert await brought(services) == [(ALICE, Part.ANSWER)]
    for host in (HOST, BOB):
        with pytest.raises(InquiryGoneError):
            await services.inquiries.answer(host, inquiry.id, "No")
    await services.inquiries.ask(asker(ALICE), event.id, "Thank you! And where?")
    with pytest.raises(InquiryGoneError):
        await services.inquiries.to_answer(ALICE, 2)


async def test_questions_are_few_enough(services: Services, clock: Time) -> None:
    made = [await publish(services) for _ in range(A_DAY + 1)]
    for event in made[:A_DAY]:
        await services.inquiries.ask(asker(ALICE), event.id, "Where?")
    with pytest.raises(InquiryWaitsError):
        await services.inquiries.check(asker(ALICE), made[0].id)
    with pytest.raises(InquiryLimitError):
        await services.inquiries.ask(asker(ALICE), made[-1].id, "Where?")

    clock.pass_(hours=24, minutes=1)

    await services.inquiries.ask(asker(ALICE), made[-1].id, "Where?")
    await services.inquiries.ask(asker(ALICE), made[0].id, "Still there?")


async def test_what_stands_in_the_way_of_a_question(services: Services, clock: Time) -> None:
    event, hidden = await publish(services), await draft(services)
    for refusal, who, which, text in (
        (InquiryEmptyError, asker(ALICE), event, " \n"),
        (EventGoneError, asker(ALICE), hidden, "Where?"),
        (EventGoneError, asker(ALICE, server_id=2), event, "Where?"),
        (EventGoneError, asker(ALICE, server_id=None), event, "Where?"),
        (NoHostError, asker(HOST), event, "Where?"),
    ):
        with pytest.raises(refusal):
            await services.inquiries.ask(who, which.id, text)
    await go(services, event, ALICE, Coming.NO)
    await services.inquiries.check(asker(ALICE, server_id=None), event.id)
    clock.pass_(hours=60)
    with pytest.raises(EventOverError):
        await services.inquiries.check(asker(ALICE), event.id)


async def test_whom_a_host_silenced_is_brought_to_other_hosts_only_and_notices_nothing(
    services: Services, db: Database
) -> None:
    await keep(db, make_profile(HOST), make_profile(ALICE))
    event = await publish(services)
    await services.inquiries.ask(asker(ALICE), event.id, "Where?")
    await services.cohosts.add(ORGANISER, event.id, BOB)
    with pytest.raises(NoProfileError):
        await services.inquiries.silence(BOB, 1)
    await services.inquiries.silence(HOST, 1)
    async with db.reader() as conn:
        assert await greetings.is_silenced(conn, HOST, ALICE)
    assert await brought(services) == [], "nor what was on its way"
    other = await publish(services)
    await services.inquiries.ask(asker(ALICE), other.id, "And here?")
    assert await brought(services) == []
    await services.inquiries.ask(asker(BOB), other.id, "Where?")
    assert await brought(services) == [(HOST, Part.QUESTION)]


async def test_whoever_wrote_learns_that_nobody_could_be_reached(services: Services) -> None:
    event = await publish(services)
    await services.cohosts.add(ORGANISER, event.id, BOB)
    await services.inquiries.ask(asker(ALICE), event.id, "Where?")
    assert await brought(services, refused=frozenset({BOB, HOST})) == [
        (HOST, Part.QUESTION),
        (ALICE, Part.UNREAD),
        (BOB, Part.QUESTION),
    ]

    await services.inquiries.answer(HOST, 1, "There")

    assert await brought(services, refused=frozenset({ALICE})) == [
        (HOST, Part.UNHEARD),
        (ALICE, Part.ANSWER),
    ]


async def test_questions_are_kept_for_ninety_days(services: Services, clock: Time) -> None:
    event = await publish(services)
    await services.inquiries.ask(asker(ALICE), event.id, "Where?")
    clock.pass_(days=91)

    await services.inquiries.forget_old()

    with pytest.raises(InquiryGoneError):
        await services.inquiries.to_answer(HOST, 1)
