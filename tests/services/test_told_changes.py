"""What people are told when an event changes, and what one tap then does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.outbox import Again, Done
from bot.services.event_rows import NOTE
from bot.services.services import Services
from tests.events import EVERYTHING, ORGANISER, go, publish, tellings
from tests.time import Time

ALICE, BOB, CAROL, DAVE = 11, 12, 13, 14
HOUR = timedelta(hours=1)


@pytest.fixture
def clock() -> Time:
    return Time()


async def silence(services: Services) -> None:
    """Carry everything out, but Discord takes no messages for ten minutes."""
    ended: list[Done | Again] = []
    while rows := (await services.outbox.turn(ended, EVERYTHING)).rows:
        later = services.clock() + timedelta(minutes=10)
        ended = [
            Again(row, not_before=later, attempts=1, certain=True)
            if row.kind == NOTE
            else Done(row, {})
            for row in rows
        ]


async def test_of_two_changes_the_first_tells_what_was_before_both(
    services: Services, clock: Time
) -> None:
    event = await publish(services, place="Old")
    await go(services, event, ALICE)
    later = event.starts_at + 24 * HOUR
    await services.hosting.edit(ORGANISER, event.id, starts_at=later)
    await silence(services)
    await services.hosting.edit(ORGANISER, event.id, place="New")
    await silence(services)

    clock.pass_(minutes=11)
    [row] = await tellings(services)
    note = await services.event_notes.read(row)

    assert note is not None
    assert note.change is not None
    assert (note.change.starts_at, note.change.place) == (event.starts_at, "Old")
    assert (note.event.starts_at, note.event.place) == (later, "New")
