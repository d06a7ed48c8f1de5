"""What an event came to."""

from __future__ import annotations

import pytest

from bot.domain.events import Coming
from bot.domain.outbox import Dead, Done, Row
from bot.domain.rights import Standing
from bot.errors import (
    EventDraftError,
    EventHostsOnlyError,
    EventNotOverError,
    EventOverError,
    RecapPostedError,
    TextTooLongError,
)
from bot.services.attendance import Named
from bot.services.recaps import KIND
from bot.services.services import Services
from tests.events import ORGANISER, SERVER, asker, draft, due, go, publish
from tests.time import Time

ALICE, BOB, CAROL, DAVE = 11, 12, 13, 14


@pytest.fixture
def clock() -> Time:
    return Time()


async def posting(services: Services) -> Row:
    """Return the row that posts a summary, after all that goes before it."""
    while rows := await due(services):
        for row in rows:
            if row.kind == KIND:
                return row
        await services.outbox.turn([Done(row, {}) for row in rows])
    raise LookupError


async def test_a_summary_counts_and_is_posted_once(services: Services, clock: Time) -> None:
    event = await publish(services, capacity=3)
    await go(services, event, ALICE)
    await services.answers.bring(asker(ALICE), event.id, ["Eve"])
    guest = await services.attending.add_guest(ORGANISER, event.id, "Max")
    await go(services, event, BOB)
    await go(services, event, CAROL, Coming.MAYBE)
    await go(services, event, DAVE, Coming.NO)
    clock.pass_(hours=48)
    for named in (Named(ALICE), Named(0, guest)):
        await services.attending.check_in(ORGANISER, event.id, named)
    with pytest.raises(EventNotOverError):
        await services.recaps.look_up(ORGANISER, event.id)
    clock.pass_(hours=3)

    recap = await services.recaps.write(ORGANISER, event.id, " Lovely. ")

    tally = recap.tally
    assert (tally.going, recap.guests, recap.came, recap.note) == (1, 2, 2, "Lovely.")
    assert (tally.waiting, tally.maybe, tally.no) == (1, 1, 1)
    await services.recaps.post(ORGANISER, event.id)
    row = await posting(services)
    assert row.place == f"channel:{event.channel_id}"
    read = await services.recaps.read(row)
    assert read is not None
    assert (read.note, read.is_posted) == ("Lovely.", True)
    for again in (
        services.recaps.post(ORGANISER, event.id),
        services.recaps.write(ORGANISER, event.id, "x"),
    ):
        with pytest.raises(RecapPostedError):
            await again


async def test_what_stands_in_the_way_of_a_summary(services: Services, clock: Time) -> None:
    event, hidden, gone = await publish(services), await draft(services), await publish(services)
    await services.hosting.cancel(ORGANISER, gone.id)
    clock.pass_(hours=60)
    for refusal, who, which in (
        (EventHostsOnlyError, Standing(ALICE, SERVER), event),
        (EventDraftError, ORGANISER, hidden),
        (EventOverError, ORGANISER, gone),
    ):
        with pytest.raises(refusal):
            await services.recaps.look_up(who, which.id)
    with pytest.raises(TextTooLongError):
        await services.recaps.write(ORGANISER, event.id, "x" * 1_001)


async def test_a_summary_that_was_given_up_can_be_posted_again(
    services: Services, clock: Time
) -> None:
    event = await publish(services)
    clock.pass_(hours=60)
    await services.recaps.post(ORGANISER, event.id)
    row = await posting(services)

    await services.outbox.turn([Dead(row, "forbidden", {}, certain=True)])
    await services.outbox.drop(SERVER, row.id)

    assert not (await services.recaps.look_up(ORGANISER, event.id)).is_posted
