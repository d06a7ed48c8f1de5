"""Rules and series to try, for whatever tests are about them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from bot.domain.events import Event, State
from bot.domain.outbox import Done, Row
from bot.domain.repeats import (
    LAST,
    Repeat,
    Rule,
    Unit,
    is_last_day,
    is_last_weekday,
    nth_weekday,
)
from bot.domain.times import place
from bot.services.event_drafts import Spot
from bot.services.event_rows import CARD
from bot.services.services import Services
from bot.storage import events
from bot.storage.database import Database
from tests.events import CHANNEL, EVERYTHING, ORGANISER, go
from tests.time import Time


def wall(text: str) -> datetime:
    """Return what a clock shows."""
    return datetime.fromisoformat(text)


FRIDAY = wall("2026-01-09 19:00")
"""The second Friday of its month, four days after the tests' clock begins."""
WEEKLY = Rule(Unit.WEEK, weekdays=(4,))
ZONE = "Asia/Tokyo"
ALICE, BOB, CAROL = 11, 12, 13
WEEK = timedelta(weeks=1)


async def begin(services: Services, rule: Rule = WEEKLY, **said: Any) -> Event:
    """Publish the first date of a series."""
    usual: dict[str, Any] = {
        "title": "Dinner",
        "starts_at": place(FRIDAY, ZONE).at,
        "length": timedelta(hours=2),
        "zone": ZONE,
    }
    repeat = Repeat(rule, FRIDAY)
    made = await services.event_drafts.draft(
        ORGANISER, Spot(CHANNEL), None, "en", repeat=repeat, **(usual | said)
    )
    return await services.event_drafts.publish(ORGANISER, made.event.id)


async def pass_on(services: Services) -> list[Row]:
    """Let everything happen that is due, and return what it was."""
    found: list[Row] = []
    done: list[Done] = []
    while rows := (await services.outbox.turn(done, EVERYTHING)).rows:
        found += rows
        done = [Done(row, {"message": 1} if row.kind == CARD else {}) for row in rows]
    return found


async def made(db: Database) -> list[Event]:
    """Return all dates that have a card."""
    async with db.reader() as conn:
        return await events.of_series(conn, 1)


async def days(db: Database, *states: State) -> list[str]:
    return [
        f"{each.planned:%m-%d}"
        for each in await made(db)
        if each.planned and (not states or each.state in states)
    ]


async def two_dates(services: Services, clock: Time, db: Database, **said: Any) -> list[Event]:
    """Let the second date have its card while the first is still to come: that one was moved."""
    first = await begin(services, **said)
    await services.hosting.edit(ORGANISER, first.id, starts_at=first.starts_at + WEEK * 3)
    clock.pass_(days=5)
    await pass_on(services)
    assert await days(db) == ["01-09", "01-16"]
    found = await made(db)
    for event, user in zip(found, (ALICE, BOB), strict=True):
        await go(services, event, user)
    return found


@st.composite
def begun(draw: st.DrawFn, **ends: Any) -> tuple[Rule, datetime]:
    """Draw a rule and a first date that it really begins with."""
    first = draw(st.datetimes(wall("2026-01-01"), wall("2036-12-31"))).replace(
        second=0, microsecond=0
    )
    interval = draw(st.integers(1, 6))
    unit = draw(st.sampled_from(Unit))
    day = first.day
    more: dict[str, Any] = {}
    if unit is Unit.WEEK:
        others = draw(st.frozensets(st.integers(0, 6), max_size=4))
        more["weekdays"] = tuple(sorted({first.weekday(), *others}))
    elif unit in (Unit.MONTH, Unit.YEAR):
        if unit is Unit.YEAR:
            more["month"] = first.month
        if draw(st.booleans()):
            is_last = is_last_weekday(first) and draw(st.booleans())
            more["nth"] = LAST if is_last else nth_weekday(first)
            more["weekdays"] = (first.weekday(),)
        else:
            more["day"] = 31 if is_last_day(first) and draw(st.booleans()) else day
    end = draw(st.sampled_from(("never", "count", "until")))
    if end == "count":
        more["count"] = draw(st.integers(1, 30))
    if end == "until":
        more["until"] = first.date() + timedelta(days=draw(st.integers(0, 2_000)))
    return Rule(unit, interval, **(more | ends)), first
