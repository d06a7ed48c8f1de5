"""What hosts do with events, who may, and which events somebody finds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.events import About, Coming, Event, State
from bot.domain.outbox import Done
from bot.domain.rights import Standing
from bot.errors import (
    CapacityError,
    EventCreatorsOnlyError,
    EventGoneError,
    EventHostsOnlyError,
    EventOverError,
    EventPastError,
    EventTitleMissingError,
    LinkError,
    RegionNotFoundError,
    ServerNeededError,
)
from bot.services.event_rows import CARD, EDIT, GONE
from bot.services.services import Services
from bot.storage import events
from bot.storage.database import Database
from tests.events import (
    CHANNEL,
    EVERYTHING,
    HOST,
    ORGANISER,
    SERVER,
    asker,
    draft,
    due,
    go,
    publish,
    tellings,
)
from tests.time import Time

ALICE, BOB, CAROL, REP = 11, 12, 13, 14
MODERATOR = Standing(50, SERVER, moderates_members=True)
AOMORI, OSAKA = "p02", "p27"


@pytest.fixture
def clock() -> Time:
    return Time()


def everything(_: Event) -> bool:
    return True


async def stored(db: Database, event: Event) -> Event:
    async with db.reader() as conn:
        found = await events.get(conn, event.id)
    assert found is not None
    return found


async def titles(services: Services, **only: Any) -> list[str]:
    found = await services.events.coming(SERVER, everything, **only)
    return [event.title for event in found]


async def test_a_draft_is_its_hosts_alone_until_it_is_published(
    services: Services, clock: Time
) -> None:
    made = await draft(
        services, title=" Dinner\u200b ", description="Come\n\n\n\nall", place="Café"
    )
    assert (made.title, made.description, made.place) == ("Dinner", "Come\n\nall", "Café")
    for other in (MODERATOR, Standing(HOST, 2, manages_events=True)):
        with pytest.raises(EventGoneError):
            await services.event_drafts.own_draft(other, made.id)
    with pytest.raises(EventGoneError):
        await services.hosting.managed(MODERATOR, made.id)
    with pytest.raises(EventGoneError):
        await services.events.look_up(ORGANISER, made.id, everything)
    assert await titles(services) == []

    clock.pass_(days=1)
    assert (await services.event_drafts.own_draft(ORGANISER, made.id)).event == made
    await services.event_drafts.publish(ORGANISER, made.id)

    [card] = await due(services, CARD)
    assert (card.place, card.payload["event"]) == (f"channel:{CHANNEL}", made.id)
    shown = await services.event_rows.card(card)
    assert shown is not None
    assert (shown.event.title, shown.event.state) == ("Dinner", State.PUBLISHED)
    assert await titles(services) == ["Dinner"]
    for again in (services.event_drafts.publish, services.event_drafts.drop):
        with pytest.raises(EventGoneError):
            await again(ORGANISER, made.id)


async def test_a_dropped_draft_is_forgotten(services: Services) -> None:
    made = await draft(services)

    await services.event_drafts.drop(ORGANISER, made.id)

    with pytest.raises(EventGoneError):
        await services.event_drafts.own_draft(ORGANISER, made.id)
    assert await services.hosting.cancel(ORGANISER, (await draft(services)).id) == 0
    assert (await services.events.mine(ORGANISER)).hosted == ()


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"title": "\u200b"}, EventTitleMissingError),
        ({"link": "http://example.org"}, LinkError),
        ({"link": "https://user@example.org"}, LinkError),
        ({"capacity": 0}, CapacityError),
        ({"capacity": 5_001}, CapacityError),
        ({"code": "p99"}, RegionNotFoundError),
    ],
)
async def test_what_cannot_be_is_refused(
    services: Services, said: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        await draft(services, **said)


async def test_nothing_starts_in_the_past(services: Services, clock: Time) -> None:
    with pytest.raises(EventPastError):
        await draft(services, starts_at=clock())
    made = await draft(services)
    clock.pass_(days=3)
    with pytest.raises(EventPastError):
        await services.event_drafts.publish(ORGANISER, made.id)
    later = clock() + timedelta(days=1)
    await services.hosting.edit(ORGANISER, made.id, starts_at=later)

    assert (await services.event_drafts.publish(ORGANISER, made.id)).ends_at == later + timedelta(
        hours=2
    )


async def test_organisers_create_and_others_as_the_server_set_or_in_their_region(
    services: Services,
) -> None:
    await services.regions.add_representative(SERVER, AOMORI, REP)
    rep, alice = Standing(REP, SERVER), Standing(ALICE, SERVER)
    for standing, code in ((MODERATOR, None), (ORGANISER, OSAKA), (rep, AOMORI)):
        await services.event_drafts.require_creator(standing, code)
    for standing, code in ((rep, None), (rep, OSAKA), (alice, AOMORI)):
        with pytest.raises(EventCreatorsOnlyError):
            await services.event_drafts.require_creator(standing, code)
    with pytest.raises(ServerNeededError):
        await services.event_drafts.require_creator(Standing(HOST), None)

    await services.settings.set(SERVER, "event_creators", "everybody")
    await services.event_drafts.require_creator(alice, None)
    for excluded in (REP, ALICE):
        await services.moderation.unlist(SERVER, excluded, moderator_id=50, reason="Spam")
    for standing, code in ((rep, AOMORI), (alice, None)):
        with pytest.raises(EventCreatorsOnlyError):
            await services.event_drafts.require_creator(standing, code)


async def test_hosts_moderators_and_its_representatives_change_an_event(
    services: Services,
) -> None:
    event = await publish(services, code=AOMORI)
    await services.regions.add_representative(SERVER, AOMORI, REP)
    await services.regions.add_representative(SERVER, OSAKA, ALICE)

    for allowed in (Standing(HOST, SERVER), MODERATOR, Standing(REP, SERVER)):
        await services.hosting.edit(allowed, event.id, title=f"By {allowed.user_id}")
        assert await services.hosting.manages(allowed, event)
    for other in (Standing(ALICE, SERVER), Standing(BOB, SERVER, manages_events=True)):
        assert not await services.hosting.manages(other, event)
        for act in (services.hosting.edit, services.hosting.cancel, services.hosting.repost):
            with pytest.raises(EventHostsOnlyError):
                await act(other, event.id)
    with pytest.raises(EventGoneError):
        await services.hosting.edit(Standing(HOST, 2), event.id, title="Elsewhere")


async def notes(services: Services) -> list[tuple[int, Any]]:
    """Return who is told now, and what."""
    found: list[tuple[int, Any]] = []
    for row in sorted(await tellings(services), key=lambda row: row.id):
        found.append((int(row.place.partition(":")[2]), await services.event_notes.read(row)))
    return found


async def test_words_change_quietly_and_a_new_time_or_place_is_told_with_the_old(
    services: Services, clock: Time
) -> None:
    event = await publish(services, place="Café", capacity=1)
    for each in (HOST, ALICE):
        await go(services, event, each)
    await go(services, event, BOB, Coming.MAYBE)
    await go(services, event, CAROL, Coming.NO)

    quiet = await services.hosting.edit(ORGANISER, event.id, title="Lunch", description="Soup")
    assert (quiet.told, quiet.shown.event.version) == (0, 1)
    assert await notes(services) == []
    same = await services.hosting.edit(ORGANISER, event.id, title="Lunch")
    assert same.shown.event.version == 1
    later = event.starts_at + timedelta(days=1)
    told = await services.hosting.edit(ORGANISER, event.id, starts_at=later, place="Park")

    assert (told.told, told.shown.event.version) == (2, 2)
    for user_id, note in await notes(services):
        assert user_id in (ALICE, BOB), "whoever comes, waits or may come; the host knows"
        assert (note.about, note.event.place, note.locale) == (About.CHANGED, "Park", "en")
        assert (note.change.place, note.change.starts_at) == ("Café", event.starts_at)


async def test_a_crowd_is_told_in_portions_each_person_once(services: Services) -> None:
    event = await publish(services)
    crowd = list(range(100, 320))
    for each in crowd:
        await go(services, event, each)

    assert await services.hosting.cancel(ORGANISER, event.id) == 220

    rows = await tellings(services)
    assert sorted(row.place for row in rows) == [f"user:{each}" for each in crowd]


async def test_a_cancelled_event_is_told_and_over(services: Services, db: Database) -> None:
    event = await publish(services, capacity=1)
    for each in (ALICE, BOB):
        await go(services, event, each)

    assert await services.hosting.cancel(MODERATOR, event.id) == 2

    assert [(user, note.about) for user, note in await notes(services)] == [
        (ALICE, About.CANCELLED),
        (BOB, About.CANCELLED),
    ]
    assert (await stored(db, event)).version == 1
    assert await titles(services) == []
    for act in (services.hosting.edit, services.hosting.cancel, services.hosting.repost):
        with pytest.raises(EventOverError):
            await act(ORGANISER, event.id)
    with pytest.raises(EventOverError):
        await go(services, event, CAROL)


async def test_what_was_to_be_told_and_is_no_longer_so_is_not_told(services: Services) -> None:
    event = await publish(services, capacity=1)
    for each in (ALICE, BOB):
        await go(services, event, each)
    await go(services, event, ALICE, Coming.NO)
    await go(services, event, BOB, Coming.NO)

    assert await notes(services) == [(BOB, None)]


async def test_a_card_changes_when_its_event_is_over_also_after_that_moved(
    services: Services, clock: Time
) -> None:
    event = await publish(services)
    [card] = await due(services, CARD)
    posted = Done(card, {"channel": CHANNEL, "message": 9})
    await services.outbox.turn((posted,))
    later = event.starts_at + timedelta(hours=5)
    await services.hosting.edit(ORGANISER, event.id, starts_at=later)
    clock.pass_(seconds=4)
    [live] = await due(services, EDIT)
    await services.outbox.turn((Done(live, {}),))

    clock.now = event.ends_at + timedelta(seconds=1)
    assert await due(services, EDIT) == []
    clock.now = later + timedelta(hours=2, seconds=1)
    [end] = await due(services, EDIT)

    assert end.payload["why"] == "end"
    shown = await services.event_rows.card(end)
    assert shown is not None
    assert shown.event.is_past(clock())


async def test_where_the_card_was_deleted_the_host_decides(
    services: Services, db: Database, clock: Time
) -> None:
    event = await publish(services)
    [card] = await due(services, CARD)
    await go(services, event, ALICE)
    clock.pass_(seconds=4)
    posted = Done(card, {"channel": CHANNEL, "message": 9})
    [edit] = (await services.outbox.turn((posted,), EVERYTHING)).rows
    assert (await stored(db, event)).message_id == 9

    await services.outbox.turn((Done(edit, GONE),))
    assert (await stored(db, event)).message_id is None
    assert [(user, note.about) for user, note in await notes(services)] == [(HOST, About.CARD_GONE)]
    await services.hosting.repost(ORGANISER, event.id)

    [again] = await due(services, CARD)
    shown = await services.event_rows.card(again)
    assert shown is not None
    assert shown.tally.going == 1, "answers stay"


async def test_events_are_listed_soonest_first_where_the_asker_sees_them(
    services: Services, clock: Time
) -> None:
    now = clock()
    await publish(services, title="In a month", starts_at=now + timedelta(days=30))
    await publish(services, title="Soon", starts_at=now + timedelta(hours=1), code=AOMORI)
    running = {"starts_at": now + timedelta(minutes=1), "length": timedelta(hours=3)}
    await publish(services, title="Under way", **running)
    over = await publish(services, title="Over", starts_at=now + timedelta(minutes=2))
    clock.pass_(hours=2, minutes=10)

    assert await titles(services) == ["Under way", "Soon", "In a month"]
    assert await titles(services, within=timedelta(days=7)) == ["Under way", "Soon"]
    assert await titles(services, code=AOMORI) == ["Soon"]
    assert await services.events.coming(SERVER, lambda _: False) == []
    assert await services.events.coming(2, everything) == []
    past = await services.events.past(SERVER, everything, within=timedelta(days=90))
    assert [event.id for event in past] == [over.id]
    assert (await services.events.look_up(ORGANISER, over.id, everything)).event == over
    with pytest.raises(EventGoneError):
        await services.events.look_up(ORGANISER, over.id, lambda _: False)
    with pytest.raises(EventGoneError):
        await services.events.look_up(Standing(HOST, 2), over.id, everything)


async def test_mine_are_those_i_host_and_those_i_answered(services: Services) -> None:
    hosted, written = await publish(services), await draft(services, title="Draft")
    await go(services, hosted, ALICE, Coming.MAYBE)

    mine = await services.events.mine(ORGANISER)
    assert [each.id for each in mine.hosted] == [written.id, hosted.id]
    alices = await services.events.mine(Standing(ALICE, SERVER))
    assert [(event.id, answer.coming) for event, answer in alices.answered] == [
        (hosted.id, Coming.MAYBE)
    ]
    assert alices.hosted == ()


async def test_events_are_suggested_by_title_and_only_ones_own_to_change(
    services: Services,
) -> None:
    event, other = await publish(services, title="Hanami"), await draft(services, title="Ha ha")

    async def suggested(standing: Standing, typed: str, *, managed: bool) -> list[int]:
        found = await services.events.suggest(standing, typed, everything, managed=managed)
        return [each.id for each in found]

    alice = Standing(ALICE, SERVER)
    assert await suggested(alice, "HAN", managed=False) == [event.id]
    assert await suggested(alice, "", managed=True) == []
    assert await suggested(ORGANISER, "ha", managed=True) == [other.id, event.id]
    assert await suggested(MODERATOR, "", managed=True) == [event.id]


async def test_an_event_whose_host_deletes_everything_goes_on(
    services: Services, db: Database
) -> None:
    event = await publish(services)
    await draft(services)
    await go(services, event, ALICE)

    await services.profiles.delete(HOST)

    assert await stored(db, event) == replace(event, host_id=None)
    assert (await services.answers.mine(asker(ALICE), event.id)).answer.is_seated
    async with db.reader() as conn:
        assert await events.of_host(conn, SERVER, HOST) == []
    await services.hosting.edit(MODERATOR, event.id, title="Goes on")
