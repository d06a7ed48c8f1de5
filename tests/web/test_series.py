"""Series in feeds: also the dates that have no card yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

from aiohttp.test_utils import TestClient

from bot.domain.admission import EVERYBODY, Admission, By
from bot.domain.events import Event
from bot.domain.feeds import What
from bot.domain.repeats import Repeat
from bot.domain.series import Scope
from bot.domain.times import place
from bot.services.event_drafts import Spot
from bot.services.services import Services
from bot.storage import series as store
from bot.storage.database import Database
from tests.events import CHANNEL, ORGANISER, SERVER, asker
from tests.series import FRIDAY, WEEKLY
from tests.time import Time
from tests.web.conftest import ALICE, Door, fetch, subscribe

ZONE = "Europe/Lisbon"
WEEK = timedelta(weeks=1)


async def begin(services: Services, who: Admission = EVERYBODY) -> Event:
    """Publish the first date of a dinner on Fridays at seven in Lisbon."""
    made = await services.event_drafts.draft(
        ORGANISER,
        Spot(CHANNEL),
        None,
        "en",
        title="Dinner",
        starts_at=place(FRIDAY, ZONE).at,
        length=timedelta(hours=2),
        zone=ZONE,
        repeat=Repeat(WEEKLY, FRIDAY),
    )
    await services.admissions.say(ORGANISER, made.event.id, admission=who)
    return await services.event_drafts.publish(ORGANISER, made.event.id)


async def test_each_date_is_an_entry_of_its_own_at_the_hour_of_the_wall_clock(
    services: Services, web: TestClient, door: Door
) -> None:
    first = await begin(services)
    path = await subscribe(services)

    made, *planned = (await fetch(web, path)).events

    assert made.uid == f"event-{first.id}-{SERVER}@tsunagari"
    assert planned[0].uid == f"event-{first.series_id}-20260116T1900-{SERVER}@tsunagari"
    assert len({each.uid for each in planned}) == len(planned) == 13
    assert {each.dtstart.time().isoformat() for each in planned} == {"19:00:00"}
    assert {each.dtstart.astimezone(UTC).hour for each in planned} == {18, 19}, "summer begins"
    assert made.status == "CONFIRMED"
    assert {each.status for each in planned} == {"TENTATIVE"}
    assert "cannot be answered yet" in planned[0].description
    door.hidden = {CHANNEL}
    assert (await fetch(web, path)).events == []


async def test_a_series_for_some_is_in_no_feed_but_of_those_who_come(
    services: Services, web: TestClient
) -> None:
    first = await begin(services, Admission(By.ROLE, ("77",)))
    await services.regulars.join(replace(asker(ALICE), roles=frozenset({77})), first.id)

    assert (await fetch(web, await subscribe(services))).events == []
    assert len((await fetch(web, await subscribe(services, What.MINE))).events) == 14


async def test_dates_that_come_otherwise_or_not_at_all_are_told_so(
    services: Services, web: TestClient, db: Database, clock: Time
) -> None:
    first = await begin(services)
    path = await subscribe(services)
    async with web.get(path) as response:
        tag = response.headers["ETag"]
    moved = place(FRIDAY + WEEK, ZONE).at + timedelta(days=1)
    async with db.transaction() as conn:
        series = await store.get(conn, first.series_id)
        assert series is not None
        series.exceptions.update({FRIDAY + WEEK: moved, FRIDAY + 2 * WEEK: None})  # type: ignore[attr-defined]
        await store.save(conn, series)

    async with web.get(path, headers={"If-None-Match": tag}) as response:
        assert response.status == 200
    days = [f"{each.dtstart:%m-%d}" for each in (await fetch(web, path)).events]
    assert days[:3] == ["01-09", "01-17", "01-30"]

    await services.hosting.cancel(ORGANISER, first.id, Scope.ALL)
    [entry] = (await fetch(web, path)).events
    assert entry.status == "CANCELLED"


async def test_whoever_comes_to_every_date_sees_them_in_their_own_feed(
    services: Services, web: TestClient
) -> None:
    first = await begin(services)
    path = await subscribe(services, What.MINE)
    assert (await fetch(web, path)).events == []

    await services.regulars.join(asker(ALICE), first.id)

    going, *planned = (await fetch(web, path)).events
    assert (going.status, going.transparency) == ("CONFIRMED", "OPAQUE")
    assert len(planned) == 13
    assert (planned[0].status, planned[0].transparency) == ("TENTATIVE", "TRANSPARENT")
    assert planned[0].description.startswith("You come to every date.")
