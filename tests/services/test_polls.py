"""Polls: asked by who may create events, answered by anybody, closed by their author."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import open_services
from bot.domain.events import State as EventState
from bot.domain.outbox import Done
from bot.domain.polls import Poll, State, Suits
from bot.domain.rights import Standing
from bot.errors import (
    EventCreatorsOnlyError,
    EventTitleMissingError,
    PollAuthorOnlyError,
    PollGoneError,
    PollMovedError,
    PollOverError,
    PollTimesError,
)
from bot.services.event_drafts import Spot
from bot.services.poll_rows import CARD, EDIT
from bot.services.polls import Asked
from bot.services.services import Services
from bot.storage.database import Database
from tests.events import CHANNEL, HOST, ORGANISER, SERVER, due
from tests.factories import make_profile
from tests.people import keep

ALICE, BOB, CAROL = (Standing(user_id, SERVER) for user_id in (21, 22, 23))
MODERATOR = Standing(24, SERVER, moderates_members=True)


def asked(services: Services, hours: Iterable[int] = (24, 48, 72), title: str = "Dinner") -> Asked:
    now = services.clock()
    times = [now + timedelta(hours=each) for each in hours]
    return Asked(title, times, "Europe/Lisbon", timedelta(hours=3))


async def draft(services: Services) -> Poll:
    return await services.polls.draft(ORGANISER, Spot(CHANNEL), asked(services))


async def post(services: Services) -> Poll:
    poll = await services.polls.post(ORGANISER, (await draft(services)).id)
    [row] = await due(services, CARD)
    await services.outbox.turn((Done(row, {"channel": CHANNEL, "message": 77}),))
    return poll


async def tick(services: Services, poll: Poll, who: Standing, *numbers: int) -> str:
    return (await services.polls.tick(who, poll.id, Suits.YES, numbers)).marks


async def test_a_poll_is_its_authors_alone_until_it_is_posted(services: Services) -> None:
    poll = await draft(services)
    for who in (ALICE, ORGANISER):
        with pytest.raises(PollGoneError):
            await services.polls.look(who, poll.id)
    with pytest.raises(PollGoneError):
        await services.polls.post(ALICE, poll.id)

    await services.polls.post(ORGANISER, poll.id)

    [row] = await due(services, CARD)
    assert row.payload == {"poll": poll.id, "channel": CHANNEL, "why": ""}
    found = await services.poll_rows.card(row)
    assert found is not None
    assert found.poll.state is State.OPEN
    with pytest.raises(PollGoneError):
        await services.polls.drop(ORGANISER, poll.id)


async def test_only_who_may_create_events_asks_and_about_two_to_ten_times_to_come(
    services: Services,
) -> None:
    with pytest.raises(EventCreatorsOnlyError):
        await services.polls.draft(ALICE, Spot(CHANNEL), asked(services))
    for hours in ((24,), (24, 24), range(1, 12), (-1, 24)):
        with pytest.raises(PollTimesError):
            await services.polls.draft(ORGANISER, Spot(CHANNEL), asked(services, hours))
    with pytest.raises(EventTitleMissingError):
        await services.polls.draft(ORGANISER, Spot(CHANNEL), asked(services, title="\u200b"))
    made = await services.polls.draft(ORGANISER, Spot(CHANNEL), asked(services, (72, 24)))
    assert made.times[0] < made.times[1]
    await services.polls.drop(ORGANISER, made.id)


async def test_an_answer_changes_the_card_once_for_many(services: Services, db: Database) -> None:
    poll = await post(services)

    assert await tick(services, poll, ALICE, 0, 2) == "yny"
    await services.polls.tick(ALICE, poll.id, Suits.IF_NEEDED, (2,))
    await tick(services, poll, BOB, 0)
    cleared = await services.polls.clear(CAROL, poll.id)

    assert cleared.marks == "nnn"
    assert (await services.polls.look(ALICE, poll.id)).marks == "ynm"
    seen = await services.polls.review(ORGANISER, poll.id)
    assert (seen.people, seen.counts[0].yes, seen.counts[2].if_needed) == (3, 2, 1)
    async with db.reader() as conn:
        query = "SELECT payload FROM outbox WHERE kind = ?"
        edits = [row["payload"] for row in await conn.execute_fetchall(query, (EDIT,))]
    assert sorted('"live"' in each for each in edits) == [False, True]


async def test_the_time_that_wins_becomes_a_draft_of_whoever_closes(services: Services) -> None:
    poll = await post(services)
    await tick(services, poll, ALICE, 1)
    for who in (ALICE, BOB):
        with pytest.raises(PollAuthorOnlyError):
            await services.polls.close(who, poll.id, "en")

    closed = await services.polls.close(ORGANISER, poll.id, "en")

    assert closed.event is not None
    event = (await services.event_drafts.own_draft(ORGANISER, closed.event.id)).event
    assert (event.title, event.state) == ("Dinner", EventState.DRAFT)
    assert (event.starts_at, event.zone) == (poll.times[1].replace(microsecond=0), "Europe/Lisbon")
    assert event.ends_at - event.starts_at == timedelta(hours=3)
    for again in (services.polls.look(ALICE, poll.id), tick(services, poll, ALICE, 0)):
        with pytest.raises(PollOverError):
            await again
    with pytest.raises(PollOverError):
        await services.polls.close(ORGANISER, poll.id, "en")


async def test_a_tie_is_settled_by_the_author(services: Services) -> None:
    await services.settings.set(SERVER, "event_creators", "everybody")
    poll = await post(services)
    await tick(services, poll, ALICE, 0, 2)

    level = await services.polls.close(MODERATOR, poll.id, "en")
    assert (level.event, level.level) == (None, (0, 2))
    for wrong in (1, 7):
        with pytest.raises(PollMovedError):
            await services.polls.close(ORGANISER, poll.id, "en", wrong)
    chosen = await services.polls.close(ORGANISER, poll.id, "en", 2)

    assert chosen.event is not None
    assert chosen.event.host_id == HOST
    assert chosen.polled.poll.winner == 2


async def test_a_poll_that_suits_nobody_makes_no_event(services: Services) -> None:
    poll = await post(services)
    await services.polls.clear(ALICE, poll.id)

    closed = await services.polls.close(ORGANISER, poll.id, "en")

    assert (closed.event, closed.level) == (None, ())


async def test_it_is_night_by_each_ones_own_clock_and_only_in_steps(
    services: Services, db: Database
) -> None:
    noon = services.clock().replace(hour=3, minute=0, second=0, microsecond=0)
    times = [noon + timedelta(days=2), noon + timedelta(days=2, hours=9)]
    made = Asked("Dinner", times, "UTC", timedelta(hours=1))
    poll = await services.polls.draft(ORGANISER, Spot(CHANNEL), made)
    await services.polls.post(ORGANISER, poll.id)
    lisbon = 2267057
    await keep(db, make_profile(31, country="PT", city=lisbon))
    for user_id in (32, 33):
        await services.zones.set(user_id, "Europe/Lisbon")
    await services.zones.set(34, "Asia/Tokyo")

    for user_id, asleep in ((31, 0), (32, 0), (34, 0), (35, 0), (33, 3)):
        await tick(services, poll, Standing(user_id, SERVER), 0)
        seen = await services.polls.review(ORGANISER, poll.id)
        assert [count.asleep for count in seen.counts] == [asleep, 0]


async def test_whoever_leaves_or_deletes_everything_is_in_no_count(
    services: Services, db: Database
) -> None:
    poll = await post(services)
    for who in (ALICE, BOB):
        await tick(services, poll, who, 0)

    async with db.transaction() as conn:
        assert await services.polls.forget(conn, ALICE.user_id, SERVER)
    await services.profiles.delete(BOB.user_id)
    await services.profiles.delete(HOST)

    seen = await services.polls.review(MODERATOR, poll.id)
    assert (seen.people, seen.poll.user_id) == (0, None)


async def test_polls_are_forgotten_a_month_after_their_last_time(
    services: Services, db: Database, tmp_path: Path
) -> None:
    poll = await post(services)
    late = poll.times[-1] + timedelta(days=29)
    assert await services.polls.mine(ORGANISER) == [replace(poll, message_id=77)]

    for clock, kept in ((late, 1), (late + timedelta(days=2), 0)):
        async with open_services(tmp_path / "alumni.db", clock=lambda clock=clock: clock) as later:
            assert await later.polls.mine(ORGANISER) == []
            await later.polls.forget_old()
        async with db.reader() as conn:
            assert len(list(await conn.execute_fetchall("SELECT 1 FROM polls"))) == kept
