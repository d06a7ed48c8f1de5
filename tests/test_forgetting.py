"""Deleting a profile must forget the person in every table, also in those of later features."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import aiosqlite

from bot.domain.addressees import Addressees, Sort, Term
from bot.domain.consents import Purpose
from bot.domain.events import Coming
from bot.domain.feeds import Feed, What
from bot.domain.polls import Suits
from bot.domain.regions import RegionPlace
from bot.domain.repeats import Repeat, Rule, Unit
from bot.domain.rights import Standing
from bot.domain.search import Query
from bot.services.announcements import Heard
from bot.services.answers import Asker
from bot.services.attendance import Named
from bot.services.event_drafts import Spot
from bot.services.hosting import Said
from bot.services.polls import Asked
from bot.services.services import Services
from bot.storage import regions
from bot.storage.database import Database
from tests.factories import make_profile
from tests.people import keep

ALICE, BOB, CAROL, SERVER = 111_222_333, 8, 9, 1
START = datetime(2026, 1, 1, tzinfo=UTC)

# What others decided about a person outlives the profile, and so does, until it is full again,
# what is left of a budget: or deleting and starting again would undo it. The queue still has to
# take the roles of regions away.
KEPT = {"exclusions", "silences", "budgets", "greetings_counted", "outbox"}
# Columns that end in _id and number something else than a person.
NOT_PEOPLE = {
    "guild_id",
    "channel_id",
    "message_id",
    "role_id",
    "thread_id",
    "event_id",
    "announcement_id",
    "row_id",
    "poll_id",
    "parent_id",
    "mirror_id",
    "series_id",
    "pattern_id",
}


async def person_columns(conn: aiosqlite.Connection) -> Mapping[str, list[str]]:
    """Return for each table the columns that number a person."""
    found: dict[str, list[str]] = {}
    async with conn.execute("PRAGMA table_list") as cursor:
        tables = [row["name"] async for row in cursor if not row["name"].startswith("sqlite_")]
    for table in tables:
        async with conn.execute(f"PRAGMA table_info({table})") as cursor:
            names = [row["name"] async for row in cursor]
        people = [name for name in names if name.endswith("_id") and name not in NOT_PEOPLE]
        if people:
            found[table] = people
    return found


async def tables_naming(conn: aiosqlite.Connection, person: int) -> set[str]:
    """Return the tables in which a person is still named in any column whatsoever."""
    found: set[str] = set()
    async with conn.execute("PRAGMA table_list") as cursor:
        tables = [row["name"] async for row in cursor if row["type"] == "table"]
    for table in tables:
        async with conn.execute(f"SELECT * FROM {table}") as cursor:  # noqa: S608
            rows = [tuple(row) async for row in cursor]
        if any(str(person) in str(value) for row in rows for value in row):
            found.add(table)
    return found


async def live_a_little(services: Services, db: Database) -> None:
    """Leave a trace of Alice in every column that numbers people; later features add theirs."""
    await keep(db, *(make_profile(user) for user in (ALICE, BOB, CAROL)))
    await services.search.people(ALICE, SERVER, Query())
    await services.drafts.keep(ALICE, "start", {"name": "Alice"})
    await services.letters.remember_locale(ALICE, "ja")
    await say_hello_and_be_silenced(services, CAROL, ALICE)
    await say_hello_and_be_silenced(services, ALICE, CAROL)
    await services.greetings.say(BOB, ALICE, server_id=SERVER, message="Hi!", reason="")
    await services.zones.set(ALICE, "Europe/Lisbon")
    await services.feeds.subscribe(Feed(ALICE, SERVER, What.MINE, None, "", "en", START))
    await belong_to_a_region(services, db)
    await host_and_answer(services)
    await come(services)
    await announce_and_approve(services)
    await services.moderation.unlist(2, ALICE, moderator_id=BOB, reason="Spam")
    await services.moderation.unlist(2, BOB, moderator_id=ALICE, reason="Spam")


async def belong_to_a_region(services: Services, db: Database) -> None:
    async with db.transaction() as conn:
        await regions.put_place(conn, SERVER, RegionPlace("p02", channel_id=10, role_id=20))
    await services.settings.set(SERVER, "hand_changes", "repair")
    await services.hands.noticed(SERVER, ALICE, given=[20], taken=[], by_themselves=False)
    await services.memberships.join(SERVER, ALICE, "p02")
    await services.regions.add_representative(SERVER, "p02", ALICE)
    await services.regions.suggest_new(SERVER, ALICE, name="Everywhere", why="We are many")
    for purpose in Purpose:
        await services.consents.give(SERVER, ALICE, purpose)
    await services.settings.set(3, "welcome_message", "on")
    await services.arrivals.joined(3, ALICE)
    mine = Standing(ALICE, SERVER)
    sent = await services.representatives.draft(mine, "p02", "Hello all", pings=True)
    await services.representatives.send(mine, sent.notice.id, pins=False)
    await services.representatives.draft(mine, "p02", "Hello again", pings=False)


async def host_and_answer(services: Services) -> None:
    for host in (ALICE, BOB):
        mine = Standing(host, SERVER, manages_events=True)
        start = services.clock() + timedelta(days=1)
        said: Said = {"title": "Dinner", "starts_at": start, "length": timedelta(hours=2)}
        event = (await services.event_drafts.draft(mine, Spot(10), None, "en", **said)).event
        await services.event_drafts.publish(mine, event.id)
        times = [start, start + timedelta(hours=1)]
        asked = Asked("Dinner", times, "UTC", timedelta(hours=2))
        poll = await services.polls.draft(mine, Spot(10), asked)
        await services.polls.post(mine, poll.id)
        await services.polls.tick(Standing(ALICE, SERVER), poll.id, Suits.YES, (0,))
        await services.templates.save(mine, event.id, f"Dinner {'A' if host == ALICE else 'B'}")
        for coming in (Coming.NO, Coming.GOING):
            alice = Asker(ALICE, SERVER, f"Alice {ALICE}", "en")
            await services.answers.answer(alice, event.id, coming)
        await services.answers.appear(alice, event.id, is_named=True)
        await services.previews.change(mine, event.id, place="Elsewhere")
        await repeat_and_come_always(services, mine, said)
        await services.event_drafts.draft(mine, Spot(10), None, "en", **said)
        if host == BOB:
            await services.cohosts.add(mine, event.id, ALICE)
            await share_out(services, start)
        await services.hosting.cancel(Standing(CAROL, SERVER, manages_server=True), event.id)


async def come(services: Services) -> None:
    """Let Alice be checked in where the doors are open."""
    mine = Standing(BOB, SERVER, manages_events=True)
    start = services.clock() + timedelta(minutes=30)
    said: Said = {"title": "Tea", "starts_at": start, "length": timedelta(hours=2)}
    event = (await services.event_drafts.draft(mine, Spot(10), None, "en", **said)).event
    await services.event_drafts.publish(mine, event.id)
    await services.answers.answer(Asker(ALICE, SERVER, "Alice", "en"), event.id, Coming.GOING)
    await services.attending.check_in(mine, event.id, Named(ALICE))
    await services.inquiries.ask(Asker(ALICE, SERVER, "Alice", "en"), event.id, "Where is it?")


async def share_out(services: Services, start: datetime) -> None:
    """Offer events to each other."""
    for host, asked in ((ALICE, BOB), (BOB, ALICE)):
        mine = Standing(host, SERVER, manages_events=True)
        said: Said = {"title": "Lunch", "starts_at": start, "length": timedelta(hours=2)}
        event = (await services.event_drafts.draft(mine, Spot(10), None, "en", **said)).event
        await services.event_drafts.publish(mine, event.id)
        await services.cohosts.offer(mine, event.id, asked)


async def announce_and_approve(services: Services) -> None:
    await services.settings.set(SERVER, "approval_above", "1")
    everybody = Addressees((Term(Sort.EVERYBODY),))
    later = services.clock() + timedelta(days=1)
    for author, other in ((ALICE, BOB), (BOB, ALICE), (ALICE, None)):
        mine = Standing(author, SERVER, manages_events=True)
        written = await services.announcements.draft(
            mine, everybody, (10,), None if other else later, "en", english="Hello", japanese=""
        )
        number = written.announcement.id
        await services.announcements.send(mine, number, Heard(readers=2))
        if other is not None:
            theirs = Standing(other, SERVER, manages_events=True)
            await services.announcements.approve(theirs, number)


async def repeat_and_come_always(services: Services, host: Standing, said: Said) -> None:
    repeat = Repeat(Rule(Unit.DAY), (services.clock() + timedelta(days=1)).replace(tzinfo=None))
    for _ in range(2):
        weekly = await services.event_drafts.draft(
            host, Spot(10), None, "en", repeat=repeat, **said
        )
    await services.event_drafts.publish(host, weekly.event.id)
    await services.regulars.join(Asker(ALICE, SERVER, "Alice", "en"), weekly.event.id)


async def say_hello_and_be_silenced(services: Services, sender: int, recipient: int) -> None:
    await services.greetings.say(sender, recipient, server_id=SERVER, message="Hi!", reason="")
    [received] = await services.greetings.waiting(recipient)
    await services.greetings.refuse(received.greeting.id, recipient, silence=True)


async def test_deleting_a_profile_forgets_the_person_in_every_table(
    services: Services, db: Database
) -> None:
    await live_a_little(services, db)
    async with db.reader() as conn:
        for table, columns in (await person_columns(conn)).items():
            for column in columns:
                query = f"SELECT 1 FROM {table} WHERE {column} = ?"  # noqa: S608
                async with conn.execute(query, (ALICE,)) as cursor:
                    assert await cursor.fetchone(), f"leave a trace in {table}.{column} above"

    await services.profiles.delete(ALICE)

    async with db.reader() as conn:
        assert await tables_naming(conn, ALICE) == KEPT
        mine = "SELECT * FROM silences WHERE user_id = ?"
        assert not list(await conn.execute_fetchall(mine, (ALICE,)))


async def test_others_keep_what_is_theirs(services: Services, db: Database) -> None:
    await live_a_little(services, db)

    await services.profiles.delete(ALICE)

    assert (await services.directory.own(BOB)).listed_in == {SERVER}
    assert (await services.directory.own(CAROL)).name == f"Person {CAROL}"
