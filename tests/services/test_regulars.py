"""Whoever comes to every date of a series is seated beforehand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.events import About, Coming
from bot.domain.reminders import Lead
from bot.errors import EventGoneError
from bot.errors.series import (
    SeriesMissingError,
)
from bot.services.event_rows import NOTE
from bot.services.services import Services
from bot.storage import answers, events
from bot.storage import series as store
from bot.storage.database import Database
from tests.events import HOST, ORGANISER, asker, go, publish
from tests.series import ALICE, BOB, CAROL, begin, made, pass_on, two_dates
from tests.time import Time


@pytest.fixture
def clock() -> Time:
    return Time()


async def test_regulars_are_seated_beforehand_in_their_order(
    services: Services, clock: Time, db: Database
) -> None:
    first = await begin(services, capacity=2)
    await go(services, first, ALICE)
    await services.answers.remind(asker(ALICE), first.id, Lead.DAY)
    async with db.transaction() as conn:
        for user in (ALICE, BOB, CAROL, BOB):
            await store.add_regular(conn, 1, user)
    clock.pass_(days=5)

    rows = await pass_on(services)

    assert [row.place for row in rows if row.kind == NOTE] == [f"user:{HOST}"]  # missed a reminder
    _, second = await made(db)
    async with db.reader() as conn:
        [alice, bob, carol] = await answers.concerned(conn, second.id)
    assert (alice.user_id, alice.is_seated, alice.lead) == (ALICE, True, Lead.DAY)
    assert (bob.is_seated, carol.is_seated) == (True, False)
    await go(services, second, ALICE, Coming.NO)
    async with db.reader() as conn:
        later = await answers.get(conn, second.id, CAROL)
        assert later is not None
        assert later.is_seated


async def test_who_comes_to_every_date_may_leave_one_or_all(
    services: Services, clock: Time, db: Database
) -> None:
    first, second = await two_dates(services, clock, db, capacity=1)
    assert (await services.regulars.join(asker(CAROL), first.id)).is_regular
    async with db.reader() as conn:
        other = await answers.get(conn, second.id, CAROL)
    assert other is not None
    assert other.waits

    given = await go(services, first, CAROL, Coming.NO)
    assert given.is_regular
    clock.pass_(days=7)
    await pass_on(services)
    third = (await made(db))[-1]
    async with db.reader() as conn:
        kept = await answers.get(conn, third.id, CAROL)
    assert kept is not None
    assert kept.is_seated

    once = await services.regulars.leave(asker(CAROL), third.id, drops=False)
    assert (once.is_regular, once.answer.is_seated) == (False, True)
    await services.regulars.join(asker(CAROL), third.id)
    dropped = await services.regulars.leave(asker(CAROL), third.id, drops=True)
    assert (dropped.is_regular, dropped.answer.coming) == (False, Coming.NO)
    clock.pass_(days=7)
    await pass_on(services)
    async with db.reader() as conn:
        assert await answers.get(conn, (await made(db))[-1].id, CAROL) is None


async def test_only_what_repeats_has_regulars(services: Services) -> None:
    event = await publish(services)
    with pytest.raises(SeriesMissingError):
        await services.regulars.join(asker(ALICE), event.id)
    with pytest.raises(EventGoneError):
        await services.regulars.join(asker(ALICE), event.id + 1)


async def test_where_hosts_decide_who_comes_always_is_seated_once_they_were_approved(
    services: Services, clock: Time, db: Database
) -> None:
    first = await begin(services)
    async with db.transaction() as conn:
        for event in (first, replace(first, id=first.id + 1)):
            kept = await events.get(conn, event.id)
            assert kept is not None
            await events.save(conn, replace(kept, by_approval=True))
    for user in (ALICE, BOB):
        await services.regulars.join(asker(user), first.id)
    await services.admissions.approve(ORGANISER, first.id, [ALICE])
    clock.pass_(days=5)
    await pass_on(services)

    async with db.reader() as conn:
        found = await answers.concerned(conn, (await made(db))[-1].id)
    assert [(each.user_id, each.is_seated) for each in found] == [(ALICE, True), (BOB, False)]
    clock.pass_(minutes=20)
    rows = [row for row in await pass_on(services) if row.kind == NOTE]
    assert About.TO_APPROVE in {row.payload["about"] for row in rows}, "the host learns of Bob"
