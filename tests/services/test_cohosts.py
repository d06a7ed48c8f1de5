"""Co-hosts, handing an event on, and what becomes of one whose host is gone."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.cohosts import COHOSTS, Heir, takeover
from bot.domain.events import About
from bot.domain.host_notes import Said
from bot.domain.outbox import Done, Row
from bot.domain.repeats import Repeat, Rule, Unit
from bot.domain.rights import Standing
from bot.domain.times import place
from bot.errors import (
    AlreadyHostError,
    CohostsFullError,
    EventDraftError,
    EventGoneError,
    EventHostsOnlyError,
    NoCohostError,
    NoProfileError,
    OfferGoneError,
)
from bot.services.event_rows import GONE
from bot.services.host_notes import NOTE
from bot.services.outbox import REFUSED
from bot.services.services import Services
from bot.services.takeovers import KIND
from bot.storage import cohosts, events
from bot.storage.database import Database
from tests.events import EVERYTHING, HOST, ORGANISER, SERVER, draft, due, go, publish
from tests.series import FRIDAY
from tests.time import Time

ALICE, BOB, CAROL = 11, 12, 13
STRANGER = Standing(CAROL, SERVER)
PEOPLE = st.lists(st.integers(1, 6), unique=True)


@pytest.fixture
def clock() -> Time:
    return Time()


def as_member(user_id: int) -> Standing:
    return Standing(user_id, SERVER)


async def members(*user_ids: int) -> AsyncIterator[int]:
    for user_id in user_ids:
        yield user_id


async def notes(services: Services) -> set[tuple[int, str, int]]:
    """Return who is told what, about whom; one after another at each door."""
    told: set[tuple[int, str, int]] = set()
    while rows := await due(services):
        found = [await services.host_notes.read(row) for row in rows if row.kind == NOTE]
        told |= {(note.user_id, note.said, note.who) for note in found if note is not None}
        await services.outbox.turn([Done(row, {}) for row in rows])
    return told


async def settle(services: Services) -> None:
    """Let the queue do what is due."""
    rows = await due(services)
    await services.outbox.turn([Done(row, {}) for row in rows])


async def host_of(db: Database, event_id: int) -> int | None:
    async with db.reader() as conn:
        event = await events.get(conn, event_id)
    assert event is not None
    return event.host_id


@given(cohosts=PEOPLE, representatives=PEOPLE, gone=st.integers(1, 6))
@settings(max_examples=50)
def test_whoever_is_gone_never_takes_over_and_cohosts_come_first(
    cohosts: list[int], representatives: list[int], gone: int
) -> None:
    found = takeover(cohosts, representatives, gone=gone)

    left = [each for each in cohosts if each != gone]
    others = [each for each in representatives if each != gone]
    assert found.user_id == next(iter((*left, *others)), None)
    assert (found.heir is Heir.NOBODY) == (found.user_id is None)


async def test_a_cohost_is_told_manages_as_the_host_does_and_finds_it_again(
    services: Services,
) -> None:
    event = await publish(services, capacity=5)
    with pytest.raises(EventHostsOnlyError):
        await services.hosting.edit(as_member(ALICE), event.id, capacity=9)

    await services.cohosts.add(ORGANISER, event.id, ALICE)

    assert await notes(services) == {(ALICE, Said.COHOST, HOST)}
    edited = await services.hosting.edit(as_member(ALICE), event.id, capacity=9)
    assert edited.shown.event.capacity == 9
    assert [each.id for each in (await services.events.mine(as_member(ALICE))).hosted] == [event.id]
    offered = await services.events.suggest(as_member(ALICE), "", lambda _: True, managed=True)
    assert [each.id for each in offered] == [event.id]
    with pytest.raises(AlreadyHostError):
        await services.cohosts.add(ORGANISER, event.id, ALICE)


async def test_a_cohost_is_taken_off_or_steps_down_and_others_are_told(services: Services) -> None:
    event = await publish(services)
    for each in (ALICE, BOB):
        await services.cohosts.add(ORGANISER, event.id, each)
    await settle(services)

    await services.cohosts.remove(ORGANISER, event.id, ALICE)
    await services.cohosts.step_down(BOB, event.id)

    assert await notes(services) == {(ALICE, Said.NO_COHOST, 0), (HOST, Said.DECLINED, BOB)}
    for each in (ALICE, BOB):
        assert not await services.hosting.manages(as_member(each), event)
    with pytest.raises(NoCohostError):
        await services.cohosts.remove(ORGANISER, event.id, ALICE)
    with pytest.raises(OfferGoneError):
        await services.cohosts.step_down(BOB, event.id)


async def test_what_stands_in_the_way_of_sharing_an_event_out(services: Services) -> None:
    event, hidden = await publish(services), await draft(services)
    with pytest.raises(EventHostsOnlyError):
        await services.cohosts.open(STRANGER, event.id)
    with pytest.raises(EventGoneError):
        await services.cohosts.add(STRANGER, hidden.id, CAROL)
    with pytest.raises(EventDraftError):
        await services.cohosts.offer(ORGANISER, hidden.id, ALICE)
    for each in range(100, 100 + COHOSTS):
        await services.cohosts.add(ORGANISER, event.id, each)
    with pytest.raises(CohostsFullError):
        await services.cohosts.add(ORGANISER, event.id, ALICE)


async def test_an_event_is_handed_on_once_the_other_agrees(
    services: Services, db: Database
) -> None:
    event = await publish(services)
    await services.cohosts.add(ORGANISER, event.id, ALICE)

    await services.cohosts.offer(ORGANISER, event.id, BOB)
    await services.cohosts.offer(ORGANISER, event.id, ALICE)
    assert await host_of(db, event.id) == HOST
    assert (ALICE, Said.ASKED, HOST) in await notes(services)
    with pytest.raises(OfferGoneError):
        await services.cohosts.accept(BOB, event.id)
    await services.cohosts.accept(ALICE, event.id)

    assert await host_of(db, event.id) == ALICE
    assert await notes(services) == {(HOST, Said.AGREED, ALICE)}
    assert not await services.hosting.manages(as_member(HOST), event)
    async with db.reader() as conn:
        assert await cohosts.hosts(conn, event.id) == [ALICE], "no co-host of their own"


async def test_whoever_declines_or_cannot_be_asked_changes_nothing_and_the_asker_learns_it(
    services: Services, db: Database
) -> None:
    event = await publish(services)
    await services.cohosts.offer(ORGANISER, event.id, ALICE)
    await services.cohosts.decline(ALICE, event.id)
    assert await notes(services) == {(HOST, Said.DECLINED, ALICE)}

    await services.cohosts.offer(ORGANISER, event.id, BOB)
    await services.cohosts.add(ORGANISER, event.id, CAROL)
    asked = await due(services, NOTE)
    await services.outbox.turn([Done(row, REFUSED) for row in asked])

    assert await notes(services) == {(HOST, Said.UNREACHED, BOB), (HOST, Said.UNREACHED, CAROL)}
    with pytest.raises(OfferGoneError):
        await services.cohosts.accept(BOB, event.id)
    assert await host_of(db, event.id) == HOST


async def test_a_moderator_takes_an_event_at_once(services: Services, db: Database) -> None:
    event = await publish(services)

    moderator = Standing(BOB, SERVER, moderates_members=True)
    await services.cohosts.offer(moderator, event.id, BOB)

    assert await host_of(db, event.id) == BOB


async def test_the_first_cohost_takes_over_when_the_host_leaves(
    services: Services, db: Database
) -> None:
    event = await publish(services)
    for each in (BOB, ALICE):
        await services.cohosts.add(ORGANISER, event.id, each)
    await settle(services)

    await services.presence.left(SERVER, HOST)

    assert await host_of(db, event.id) == BOB
    rows = await due(services, NOTE, KIND)
    [told] = [await services.takeovers.read(row) for row in rows if row.kind == KIND]
    assert told is not None
    assert (told.heir, told.channel_id) == (Heir.COHOST, None)
    assert [row.place for row in rows if row.kind == NOTE] == [f"user:{BOB}"]


async def test_it_is_noticed_later_too_cohosts_and_their_offers_are_gone_as_well(
    services: Services, db: Database
) -> None:
    event = await publish(services)
    await services.cohosts.add(ORGANISER, event.id, BOB)
    await services.cohosts.offer(ORGANISER, event.id, CAROL)
    await services.cohosts.add(ORGANISER, event.id, ALICE)

    await services.presence.compare(SERVER, members(ALICE))

    assert await host_of(db, event.id) == ALICE
    async with db.reader() as conn:
        assert await cohosts.of_event(conn, event.id) == []
        assert await cohosts.offer(conn, event.id) is None


async def test_a_series_between_two_dates_is_taken_over_too(
    services: Services, db: Database, clock: Time
) -> None:
    rule = Rule(Unit.YEAR, weekdays=(4,), nth=2, month=1)
    first = await publish(
        services,
        repeat=Repeat(rule, FRIDAY),
        starts_at=place(FRIDAY, "Asia/Tokyo").at,
    )
    await services.cohosts.add(ORGANISER, first.id, ALICE)
    await settle(services)
    clock.now = first.ends_at
    clock.pass_(days=1)

    await services.presence.left(SERVER, HOST)

    assert (ALICE, Said.TAKEN_OVER, 0) in await notes(services)
    clock.pass_(days=350)
    while rows := await due(services):
        await services.outbox.turn([Done(row, {}) for row in rows])
    assert await host_of(db, first.id + 2) == ALICE, "the pattern is an event of its own"
    async with db.reader() as conn:
        assert len(await events.of_series(conn, 1)) == 2


async def test_else_a_representative_of_its_region_or_nobody(
    services: Services, db: Database
) -> None:
    for each in (ALICE, BOB):
        await services.regions.add_representative(SERVER, "p02", each)
    await services.moderation.unlist(SERVER, ALICE, moderator_id=9, reason="Spam")
    mine, other = await publish(services, code="p02"), await publish(services)
    await settle(services)

    await services.presence.left(SERVER, HOST)

    assert (await host_of(db, mine.id), await host_of(db, other.id)) == (BOB, None)
    found = [await services.takeovers.read(row) for row in await due(services, KIND)]
    assert [told.heir for told in found if told] == [Heir.REPRESENTATIVE, Heir.NOBODY]


async def test_a_deleted_profile_hands_over_what_is_to_come_and_forgets_the_rest(
    services: Services, db: Database, clock: Time
) -> None:
    past = await publish(services)
    clock.pass_(hours=60)
    coming = await publish(services)
    for each in (past, coming):
        if each is coming:
            await services.cohosts.add(ORGANISER, each.id, ALICE)

    await services.profiles.delete(HOST)

    assert (await host_of(db, past.id), await host_of(db, coming.id)) == (None, ALICE)
    await services.profiles.delete(ALICE)
    assert await host_of(db, coming.id) is None
    with pytest.raises(NoProfileError):
        await services.profiles.delete(ALICE)


async def test_all_hosts_are_told_of_a_card_that_is_gone(services: Services) -> None:
    event = await publish(services)
    await services.cohosts.add(ORGANISER, event.id, ALICE)
    rows = await due(services)
    await services.outbox.turn([Done(row, {"channel": 100, "message": 7}) for row in rows])
    await go(services, event, BOB)
    clock = services.clock
    assert isinstance(clock, Time)
    clock.pass_(seconds=5)
    [edit] = await due(services, "event_edit")

    turn = await services.outbox.turn([Done(edit, GONE)], EVERYTHING)

    told = [row for row in turn.rows if row.payload.get("about") == About.CARD_GONE]
    assert {row.place for row in told} == {f"user:{HOST}", f"user:{ALICE}"}
    assert all([await services.event_notes.read(row) for row in told])


async def test_what_a_cohost_offered_is_over_once_they_help_no_longer(services: Services) -> None:
    event = await publish(services)
    await services.cohosts.add(ORGANISER, event.id, 11)
    await services.cohosts.offer(as_member(11), event.id, 12)

    await services.cohosts.remove(ORGANISER, event.id, 11)

    with pytest.raises(OfferGoneError):
        await services.cohosts.accept(12, event.id)


async def test_a_host_learns_that_a_cohost_took_the_event(services: Services, db: Database) -> None:
    event = await publish(services)
    await services.cohosts.add(ORGANISER, event.id, 11)
    await notes(services)

    await services.cohosts.offer(as_member(11), event.id, 11)

    assert await host_of(db, event.id) == 11
    assert (HOST, Said.AGREED, 11) in await notes(services)


async def test_moderators_read_of_a_takeover_only_while_it_is_so(services: Services) -> None:
    event = await publish(services)
    await services.cohosts.add(ORGANISER, event.id, 11)
    await services.presence.left(SERVER, HOST)
    await services.presence.left(SERVER, 11)

    rows: list[Row] = []
    done: list[Done] = []
    while found := (await services.outbox.turn(done, EVERYTHING)).rows:
        rows += [row for row in found if row.kind == KIND]
        done = [Done(row, {}) for row in found]
    told = [await services.takeovers.read(row) for row in rows]

    assert [each and each.heir for each in told] == [None, Heir.NOBODY]
