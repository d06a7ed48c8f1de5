"""Who may come, until when, and whom a host says yes to."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.admission import EVERYBODY, Admission, By
from bot.domain.events import About, Coming, Event
from bot.domain.outbox import Done
from bot.domain.profiles import Audience, Field, Kind
from bot.domain.repeats import Repeat
from bot.domain.rights import Standing
from bot.domain.times import place
from bot.errors import (
    AnswerInServerError,
    EventClosedError,
    EventClosesLateError,
    EventClosesPastError,
    EventHostsOnlyError,
    EventOverError,
    EventPastError,
    NotAdmittedError,
    RegionNotFoundError,
)
from bot.services.admission import Rule
from bot.services.answers import Asker
from bot.services.event_rows import NOTE
from bot.services.services import Services
from bot.storage import events, series
from bot.storage.database import Database
from tests.events import EVERYTHING, HOST, ORGANISER, SERVER, asker, draft, go, publish
from tests.factories import make_placement, make_profile
from tests.people import keep
from tests.series import FRIDAY, WEEKLY
from tests.time import Time

ALICE, BOB, CAROL, DAVE = 11, 12, 13, 14
ROLE, AOMORI = 77, "p02"


@pytest.fixture
def clock() -> Time:
    return Time()


def by_message(user_id: int) -> Asker:
    return asker(user_id, server_id=None)


async def only(services: Services, event: Event, by: By, *of: str) -> None:
    await services.admissions.say(ORGANISER, event.id, admission=Admission(by, of))


async def refused(services: Services, event: Event, user_id: int) -> bool:
    """Tell whether somebody may not come; Maybe is coming too."""
    found: list[bool] = []
    for coming in (Coming.MAYBE, Coming.GOING):
        try:
            await go(services, event, user_id, coming)
        except NotAdmittedError:
            found.append(True)
        else:
            found.append(False)
    assert len(set(found)) == 1
    return found[0]


async def told(services: Services) -> list[tuple[int, str]]:
    """Return who is told what now, in the order of the rows, and let that be done."""
    rows = (await services.outbox.turn((), EVERYTHING)).rows
    await services.outbox.turn([Done(row, {}) for row in rows])
    notes = sorted((row for row in rows if row.kind == NOTE), key=lambda row: row.id)
    return [(int(row.place.partition(":")[2]), row.payload["about"]) for row in notes]


async def test_everybody_may_come_listed_or_not_unless_the_event_says_otherwise(
    services: Services, db: Database
) -> None:
    await keep(db, make_profile(ALICE))
    await services.moderation.unlist(SERVER, BOB, moderator_id=50, reason="Spam")
    event = await publish(services)

    for each in (ALICE, BOB, CAROL):
        assert not await refused(services, event, each)


async def test_people_of_a_kind_are_let_in_by_their_own_whole_profile(
    services: Services, db: Database
) -> None:
    hidden = {Field.KIND: Audience.ONLY_ME}
    await keep(
        db,
        make_profile(ALICE, kind=Kind.ALUMNUS, audiences=hidden, hidden=True),
        make_profile(BOB, kind=Kind.LOCAL),
        make_profile(CAROL, kind=Kind.PARTICIPANT),
    )
    event = await publish(services)
    await only(services, event, By.KIND, Kind.ALUMNUS, Kind.PARTICIPANT)

    assert not await refused(services, event, ALICE), "what nobody else sees counts as well"
    assert not await refused(services, event, CAROL)
    for each in (BOB, DAVE):
        assert await refused(services, event, each)
        await go(services, event, each, Coming.NO)
    assert not await refused(services, event, HOST), "hosts come in any case"


async def test_people_with_a_placement_in_a_prefecture_are_let_in(
    services: Services, db: Database
) -> None:
    stays = (make_placement(prefecture="13"), make_placement(prefecture="02"))
    await keep(
        db,
        make_profile(ALICE, placements=stays),
        make_profile(BOB, placements=(make_placement(prefecture="27"),)),
    )
    event = await publish(services)
    await only(services, event, By.PLACED, "02")

    assert not await refused(services, event, ALICE)
    for each in (BOB, CAROL):
        assert await refused(services, event, each)


async def test_people_of_a_region_are_let_in_also_quiet_ones_and_once_it_is_merged(
    services: Services,
) -> None:
    await services.memberships.join(SERVER, ALICE, AOMORI, quiet=True)
    await services.memberships.join(SERVER, BOB, "p27")
    own = await services.regions.add(
        SERVER, "Apples", (await services.regions.get(SERVER, AOMORI)).family
    )
    event = await publish(services)
    await only(services, event, By.REGION, AOMORI)

    assert not await refused(services, event, ALICE)
    assert await refused(services, event, BOB)
    seen = await services.events.look_up(ORGANISER, event.id, lambda _: True)
    assert [region.code for region in seen.regions] == [AOMORI]
    with pytest.raises(RegionNotFoundError):
        await only(services, event, By.REGION, "p99")
    await only(services, event, By.REGION, own.code)
    await services.memberships.join(SERVER, CAROL, own.code)
    await services.regions.merge(SERVER, own.code, "p27")
    for each in (BOB, CAROL):
        assert not await refused(services, event, each)


async def test_people_with_a_role_are_let_in_where_it_is_seen(services: Services) -> None:
    event = await publish(services)
    await only(services, event, By.ROLE, str(ROLE))
    with_role = Asker(ALICE, SERVER, "Alice", "en", frozenset({ROLE}))
    without = Asker(BOB, SERVER, "Bob", "en", frozenset({1}))

    assert (await services.answers.answer(with_role, event.id, Coming.GOING)).answer.is_seated
    with pytest.raises(NotAdmittedError):
        await services.answers.answer(without, event.id, Coming.GOING)
    await services.answers.answer(by_message(ALICE), event.id, Coming.NO)
    with pytest.raises(AnswerInServerError):
        await services.answers.answer(by_message(ALICE), event.id, Coming.GOING)
    await only(services, event, By.ROLE, str(SERVER))
    seen = await services.events.look_up(ORGANISER, event.id, lambda _: True)
    assert seen.event.admission == EVERYBODY, "a role that everybody has is none"


async def test_whoever_answered_keeps_their_answer_when_the_rule_narrows(
    services: Services,
) -> None:
    event = await publish(services, capacity=2)
    await go(services, event, ALICE)
    await go(services, event, BOB, Coming.MAYBE)
    await only(services, event, By.KIND, Kind.ALUMNUS)

    assert (await go(services, event, ALICE)).answer.is_seated
    assert (await services.answers.bring(asker(ALICE), event.id, ["Max"])).answer.is_seated
    assert (await go(services, event, BOB, Coming.MAYBE)).answer.coming is Coming.MAYBE
    with pytest.raises(NotAdmittedError):
        await go(services, event, BOB)
    await go(services, event, ALICE, Coming.MAYBE)
    with pytest.raises(NotAdmittedError):
        await go(services, event, ALICE)
    await services.hosting.edit(
        ORGANISER, event.id, starts_at=event.starts_at + timedelta(days=1), asks_anew=True
    )
    assert (await go(services, event, BOB, Coming.MAYBE)).answer.coming is Coming.MAYBE


async def test_after_the_last_moment_one_may_only_drop(services: Services, clock: Time) -> None:
    event = await publish(services, capacity=3)
    until = clock() + timedelta(hours=24)
    await services.admissions.say(ORGANISER, event.id, closes_at=until)
    await go(services, event, ALICE)
    await services.answers.bring(asker(ALICE), event.id, ["Max"])
    clock.now = until - timedelta(seconds=1)
    await go(services, event, BOB)
    clock.now = until

    for each in (Coming.GOING, Coming.MAYBE):
        with pytest.raises(EventClosedError):
            await go(services, event, CAROL, each)
    await services.answers.bring(asker(ALICE), event.id, [])
    with pytest.raises(EventClosedError):
        await services.answers.bring(asker(ALICE), event.id, ["Max"])
    await go(services, event, BOB, Coming.MAYBE)
    await go(services, event, ALICE, Coming.NO)
    assert (await go(services, event, HOST)).answer.is_seated


async def test_the_last_moment_is_before_the_start_and_moves_with_it(
    services: Services, clock: Time
) -> None:
    event = await publish(services)
    for wrong, refusal in (
        (clock(), EventPastError),
        (event.starts_at + timedelta(seconds=1), EventClosesLateError),
    ):
        with pytest.raises(refusal):
            await services.admissions.say(ORGANISER, event.id, closes_at=wrong)
    await services.admissions.say(ORGANISER, event.id, closes_at=event.starts_at)
    later = event.starts_at + timedelta(days=1)
    moved = await services.hosting.edit(ORGANISER, event.id, starts_at=later)
    assert moved.shown.event.closes_at == later
    clock.now = later - timedelta(hours=3)
    day_before = later - timedelta(hours=2)
    await services.admissions.say(ORGANISER, event.id, closes_at=day_before)
    clock.now = later - timedelta(hours=1)
    sooner = await services.hosting.edit(
        ORGANISER, event.id, starts_at=later + timedelta(minutes=5), asks_anew=True
    )
    assert sooner.shown.event.closes_at is None, "or nobody could answer anew"
    made = await draft(services, starts_at=clock() + timedelta(days=2))
    await services.admissions.say(ORGANISER, made.id, closes_at=clock() + timedelta(hours=1))
    clock.pass_(hours=2)
    with pytest.raises(EventClosesPastError):
        await services.event_drafts.publish(ORGANISER, made.id)


async def test_only_hosts_say_who_may_come_and_not_of_what_is_over(
    services: Services, clock: Time
) -> None:
    event = await publish(services)
    alice = Standing(ALICE, SERVER)
    for wish in (
        services.admissions.say(alice, event.id, by_approval=True),
        services.admissions.asking(alice, event.id),
        services.admissions.approve(alice, event.id, [BOB]),
    ):
        with pytest.raises(EventHostsOnlyError):
            await wish
    clock.now = event.ends_at
    for wish in (
        services.admissions.say(ORGANISER, event.id, by_approval=True),
        services.admissions.approve(ORGANISER, event.id, [BOB]),
    ):
        with pytest.raises(EventOverError):
            await wish


async def test_by_approval_being_on_the_list_is_no_seat_before_a_host_said_yes(
    services: Services, clock: Time
) -> None:
    event = await publish(services, capacity=2)
    await go(services, event, DAVE)
    rule: Rule = {"by_approval": True}
    await services.admissions.say(ORGANISER, event.id, **rule)
    for each in (ALICE, BOB, CAROL):
        assert (await go(services, event, each)).answer.waits
    assert (await go(services, event, HOST)).answer.is_seated, "a host says yes to themselves"
    assert (await go(services, event, DAVE)).answer.is_seated, "whoever had a seat keeps it"
    found = await services.admissions.asking(ORGANISER, event.id)
    assert [each.user_id for each in found.people] == [ALICE, BOB, CAROL]

    full = await services.admissions.approve(ORGANISER, event.id, [CAROL, BOB, 99])
    assert (full.seated, full.waiting) == (0, 2)
    await told(services)
    await go(services, event, DAVE, Coming.NO)
    assert await told(services) == [(BOB, About.SEATED)], "in the order of those who have a yes"
    again = await services.admissions.approve(ORGANISER, event.id, [BOB])
    assert (again.seated, again.waiting) == (1, 0), "twice is once"
    assert await told(services) == []

    await services.admissions.say(ORGANISER, event.id, by_approval=False)
    await services.hosting.edit(ORGANISER, event.id, capacity=4)
    assert await told(services) == [(ALICE, About.SEATED), (CAROL, About.SEATED)]


async def test_hosts_are_told_once_for_all_who_wait_within_a_while(
    services: Services, clock: Time
) -> None:
    event = await publish(services)
    await services.admissions.say(ORGANISER, event.id, by_approval=True)
    for each in (ALICE, BOB):
        await go(services, event, each)
    assert await told(services) == []
    clock.pass_(minutes=15)
    assert await told(services) == [(HOST, About.TO_APPROVE)]


async def test_a_yes_is_for_the_answer_that_it_was_given_to(services: Services) -> None:
    event = await publish(services)
    await services.admissions.say(ORGANISER, event.id, by_approval=True)
    await go(services, event, ALICE)
    await services.admissions.approve(ORGANISER, event.id, [ALICE])
    await go(services, event, ALICE, Coming.NO)
    await services.admissions.approve(ORGANISER, event.id, [ALICE])

    assert (await go(services, event, ALICE)).answer.waits


async def test_who_waits_is_read_in_pages(services: Services) -> None:
    event = await publish(services)
    await services.admissions.say(ORGANISER, event.id, by_approval=True)
    for each in range(100, 120):
        await go(services, event, each)

    first = await services.admissions.asking(ORGANISER, event.id)
    second = await services.admissions.asking(ORGANISER, event.id, after=first.behind or 0)

    assert [each.user_id for each in (*first.people, *second.people)] == list(range(100, 120))
    assert second.behind is None


async def test_a_rule_holds_for_one_date_of_a_series_or_for_all_that_follow(
    services: Services, db: Database, clock: Time
) -> None:
    first = place(FRIDAY, "Asia/Tokyo").at
    made = await draft(services, starts_at=first, repeat=Repeat(WEEKLY, FRIDAY))
    event = await services.event_drafts.publish(ORGANISER, made.id)
    until = first - timedelta(days=1)
    rule: Rule = {"closes_at": until, "by_approval": True}
    await services.admissions.say(ORGANISER, event.id, **rule)
    await services.admissions.spread(ORGANISER, event.id)
    clock.now = event.ends_at + timedelta(seconds=1)
    done: list[Done] = []
    while rows := (await services.outbox.turn(done, EVERYTHING)).rows:
        done = [Done(row, {}) for row in rows]
    async with db.reader() as conn:
        _, second = await events.of_series(conn, event.series_id or 0)
    week = timedelta(weeks=1)
    assert (second.by_approval, second.closes_at) == (True, until + week)

    await services.admissions.say(ORGANISER, second.id, by_approval=False, closes_at=None)
    async with db.reader() as conn:
        kept = await series.get(conn, event.series_id)
        assert kept is not None
        pattern = await events.get(conn, kept.pattern_id or 0)
    assert pattern is not None
    assert pattern.by_approval, "later dates are as they were"
