"""Feeds as calendars fetch them."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from bot.domain.admission import Admission, By
from bot.domain.events import Coming
from bot.domain.feeds import LARGEST, OWNED, What
from bot.errors import FeedGoneError, FeedLimitError
from bot.services.event_drafts import Spot
from bot.services.services import Services
from bot.storage import events
from bot.storage.database import Database
from bot.web.feeds import OFTEN
from tests.events import CHANNEL, HOST, ORGANISER, SERVER, asker, draft, go, publish
from tests.time import Time
from tests.web.conftest import ALICE, Door, fetch, subscribe


def titles(calendar: Any) -> list[str]:
    return [event.summary for event in calendar.events]


async def test_a_server_s_feed_has_what_everybody_sees_and_nothing_personal(
    services: Services, web: TestClient
) -> None:
    event = await publish(services, title="Dinner, 青森", place="Café; old town", capacity=3)
    await draft(services, title="Not yet")
    await go(services, event, 7_654_321)
    await services.answers.bring(asker(7_654_321), event.id, ["Guest Gloria"])
    await services.answers.appear(asker(7_654_321), event.id, is_named=True)

    async with web.get(await subscribe(services)) as response:
        written = await response.text()
    calendar = await fetch(web, await subscribe(services))

    [entry] = calendar.events
    assert (entry.summary, entry.location) == ("Dinner, 青森", "Café; old town")
    assert entry.dtstart.astimezone(UTC) == event.starts_at
    assert entry.uid == f"event-{event.id}-{SERVER}@tsunagari"
    assert (calendar.name, calendar.refresh_interval) == (["Alumni"], timedelta(hours=1))
    for personal in ("7654321", "Person", "Gloria", "ORGANIZER", "ATTENDEE", f":{HOST}\r"):
        assert personal not in written


async def test_what_some_may_not_see_is_in_no_feed_of_a_server_or_region(
    services: Services, web: TestClient, door: Door
) -> None:
    path = await subscribe(services)
    there = Spot(200, parent_id=300)
    said = {"starts_at": services.clock() + timedelta(days=1), "length": timedelta(hours=1)}
    secret = await services.event_drafts.draft(
        ORGANISER, there, None, "en", title="In a thread", zone="UTC", **said
    )
    await services.event_drafts.publish(ORGANISER, secret.event.id)
    aomori = await publish(services, title="For Aomori", code="p02")

    assert titles(await fetch(web, path)) == ["In a thread", "For Aomori"]
    assert titles(await fetch(web, await subscribe(services, What.REGION, "p02"))) == ["For Aomori"]
    assert titles(await fetch(web, await subscribe(services, What.REGION, "p13"))) == []
    mine = await subscribe(services, What.MINE)
    await go(services, aomori, ALICE)
    for_some = Admission(By.ROLE, ("77",))
    await services.admissions.say(ORGANISER, aomori.id, admission=for_some)
    assert titles(await fetch(web, path)) == ["In a thread"]
    assert titles(await fetch(web, mine)) == ["For Aomori"]
    await services.admissions.say(ORGANISER, aomori.id, admission=Admission())
    door.hidden = {300}
    assert titles(await fetch(web, path)) == ["For Aomori"]
    door.hidden = {CHANNEL, 300}
    assert titles(await fetch(web, path)) == []


async def test_feeds_of_merged_regions_are_one(services: Services, web: TestClient) -> None:
    await publish(services, title="Before", code="p02")
    path = await subscribe(services, What.REGION, "p02")

    await services.regions.merge(SERVER, "p02", "p03")
    await publish(services, title="Since", code="p03")

    assert titles(await fetch(web, path)) == ["Before", "Since"]
    assert await services.feeds.mine(ALICE, SERVER, What.REGION, "p03") is not None
    await services.feeds.revoke(ALICE, SERVER, What.REGION, "p03")
    async with web.get(path) as response:
        assert response.status == 404


async def test_a_change_and_a_cancellation_come_under_the_same_name_with_a_higher_number(
    services: Services, web: TestClient, clock: Time
) -> None:
    event = await publish(services)
    path = await subscribe(services)
    [first] = (await fetch(web, path)).events

    await services.hosting.edit(ORGANISER, event.id, place="The park")
    [changed] = (await fetch(web, path)).events
    await services.hosting.cancel(ORGANISER, event.id)
    [cancelled] = (await fetch(web, path)).events

    assert first.uid == changed.uid == cancelled.uid
    assert (first.sequence, changed.sequence, cancelled.sequence) == (0, 1, 2)
    assert (changed.location, changed.status) == ("The park", "CONFIRMED")
    assert cancelled.status == "CANCELLED"
    clock.pass_(days=2, hours=2)
    clock.pass_(days=29, hours=23)
    assert titles(await fetch(web, path)) == ["Dinner"]
    clock.pass_(hours=1)
    assert titles(await fetch(web, path)) == []


async def test_my_answers_are_those_and_say_how_i_take_part(
    services: Services, web: TestClient
) -> None:
    going, full, maybe, no, _ = [
        await publish(services, title=title, capacity=1, description="Soup")
        for title in ("Going", "Full", "Maybe", "No", "Unanswered")
    ]
    await go(services, full, 8)
    for event in (going, full):
        await go(services, event, ALICE)
    await go(services, maybe, ALICE, Coming.MAYBE)
    await go(services, no, ALICE, Coming.NO)
    await go(services, going, 9)

    path = await subscribe(services, What.MINE, locale="ja")
    calendar = await fetch(web, path)

    told = {each.summary: (each.status, each.transparency) for each in calendar.events}
    assert told == {
        "Going": ("CONFIRMED", "OPAQUE"),
        "Full": ("TENTATIVE", "TRANSPARENT"),
        "Maybe": ("TENTATIVE", "TRANSPARENT"),
    }
    waits = next(each for each in calendar.events if each.summary == "Full")
    assert waits.description == "席を待っていて、まだ取れていません。\n\nSoup"
    await services.hosting.cancel(ORGANISER, full.id)
    [entry] = [each for each in (await fetch(web, path)).events if each.summary == "Full"]
    assert entry.status == "CANCELLED"


@pytest.mark.parametrize("end", ["revoked", "renewed", "deleted", "left", "gone meanwhile"])
async def test_an_address_that_ended_looks_like_one_that_never_was(
    services: Services, web: TestClient, end: str
) -> None:
    path = await subscribe(services, What.MINE)
    others = await subscribe(services, What.MINE, user_id=8)
    await fetch(web, path)

    match end:
        case "revoked":
            await services.feeds.revoke(ALICE, SERVER, What.MINE, None)
        case "renewed":
            await fetch(web, await subscribe(services, What.MINE))
        case "deleted":
            assert await services.profiles.to_delete(ALICE) is None
            await services.profiles.delete(ALICE)
        case "left":
            await services.presence.left(SERVER, ALICE)
        case _:
            await services.presence.compare(SERVER, members(8))

    answers = []
    for asked in (path, "/feeds/" + "A" * 43 + ".ics", "/feeds/short.ics"):
        async with web.get(asked) as response:
            headers = {name: value for name, value in response.headers.items() if name != "Date"}
            answers.append((response.status, await response.text(), headers))
    assert answers[0][0] == 404
    assert answers[0] == answers[1] == answers[2]
    await fetch(web, others)


async def members(*user_ids: int) -> Any:
    for user_id in user_ids:
        yield user_id


async def test_a_calendar_that_has_it_already_is_told_so(
    services: Services, web: TestClient, clock: Time
) -> None:
    event = await publish(services)
    path = await subscribe(services)
    async with web.get(path) as response:
        tag, date = response.headers["ETag"], response.headers["Last-Modified"]
        assert response.headers["Cache-Control"] == "private, max-age=900"
        whole = await response.read()
    async with web.head(path) as response:
        assert (response.status, await response.read()) == (200, b"")
        assert int(response.headers["Content-Length"]) == len(whole)

    for known in ({"If-None-Match": f'W/{tag}, "x"'}, {"If-Modified-Since": date}):
        async with web.get(path, headers=known) as response:
            assert (response.status, await response.read()) == (304, b"")
            assert response.headers["ETag"] == tag

    # Within the same second.
    await services.hosting.edit(ORGANISER, event.id, title="Lunch")
    for known in ({"If-None-Match": tag}, {"If-Modified-Since": date}, {"If-None-Match": '"x"'}):
        async with web.get(path, headers=known) as response:
            assert response.status == 200
            assert response.headers["ETag"] != tag


async def test_nothing_is_told_while_the_bot_does_not_know_or_of_servers_it_is_not_in(
    services: Services, web: TestClient, door: Door
) -> None:
    path = await subscribe(services)

    door.is_known = False
    async with web.get(path) as response:
        assert (response.status, response.headers["Retry-After"]) == (503, "60")
    door.is_known, door.servers = True, set()
    async with web.get(path) as response:
        assert response.status == 404


async def test_whoever_left_unnoticed_is_asked_about_now_and_then(
    services: Services, web: TestClient, door: Door, clock: Time
) -> None:
    path = await subscribe(services)
    await fetch(web, path)
    door.strangers = {ALICE}
    await fetch(web, path)
    assert door.asked == [ALICE]

    clock.pass_(hours=6)
    for _ in range(2):
        async with web.get(path) as response:
            assert response.status == 404
    assert door.asked == [ALICE, ALICE]


async def test_one_address_is_not_fetched_for_ever(
    services: Services, web: TestClient, clock: Time
) -> None:
    path, other = await subscribe(services), await subscribe(services, What.MINE)
    for _ in range(OFTEN):
        async with web.head(path) as response:
            assert response.status == 200
    async with web.get(path) as response:
        assert (response.status, response.headers["Retry-After"]) == (429, "600")
    await fetch(web, other)

    clock.pass_(minutes=10)
    await fetch(web, path)


async def test_a_feed_has_so_many_events_the_next_ones(
    services: Services, db: Database, web: TestClient
) -> None:
    event = await publish(services)
    async with db.transaction() as conn:
        for _ in range(LARGEST):
            await events.add(conn, event)

    calendar = await fetch(web, await subscribe(services))

    assert len(calendar.events) == LARGEST
    assert calendar.events[0].uid == f"event-{event.id}-{SERVER}@tsunagari"


async def test_nobody_has_more_addresses_than_a_few_dozen(services: Services) -> None:
    for number in range(OWNED):
        await subscribe(services, What.REGION, f"p{number}")
    await subscribe(services, What.REGION, "p0")

    with pytest.raises(FeedLimitError):
        await subscribe(services, What.SERVER)
    with pytest.raises(FeedGoneError):
        await services.feeds.revoke(ALICE, SERVER, What.SERVER, None)
    await subscribe(services, What.SERVER, user_id=8)


async def test_only_the_digest_of_an_address_is_kept(services: Services, db: Database) -> None:
    path = await subscribe(services)

    async with db.reader() as conn:
        [row] = await conn.execute_fetchall("SELECT * FROM feeds")
    assert path.split("/")[-1].removesuffix(".ics") not in str(tuple(row))
    assert await services.feeds.behind("A" * 43) is None
