"""Changes of a series in any order: no date comes twice, and nobody's answer is touched."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app import open_services
from bot.domain.events import Coming, Event, State
from bot.domain.outbox import Done
from bot.domain.repeats import Repeat, Rule, Unit
from bot.domain.series import Scope
from bot.domain.times import place
from bot.errors import UserError
from bot.services.event_drafts import Spot
from bot.services.event_rows import CARD
from bot.services.series import Course
from bot.services.services import Services
from bot.storage import answers, events
from bot.storage.database import Database
from tests.events import CHANNEL, EVERYTHING, ORGANISER, go
from tests.series import FRIDAY
from tests.time import Time

ZONE = "Europe/Lisbon"
START = datetime(2026, 1, 5, 9, tzinfo=UTC)
SCOPES = st.sampled_from(Scope)
SHIFTS = st.integers(-3 * 24, 10 * 24).map(lambda hours: timedelta(hours=hours))
WHICH = st.integers(0, 5)
STEPS = st.one_of(
    st.tuples(st.just("pass"), st.integers(1, 24 * 12)),
    st.tuples(st.just("skip"), WHICH),
    st.tuples(st.just("move"), WHICH, SHIFTS),
    st.tuples(st.just("edit"), WHICH, SCOPES, SHIFTS),
    st.tuples(st.just("words"), WHICH, SCOPES),
    st.tuples(st.just("cancel"), WHICH, SCOPES),
    st.tuples(st.just("stop")),
    st.tuples(st.just("extend"), st.integers(1, 4)),
    st.tuples(st.just("answer"), WHICH, st.integers(1, 5)),
)


class Play:
    """A series, what was decided of it, and what people answered."""

    def __init__(self, services: Services, db: Database, clock: Time) -> None:
        self.services, self.db, self.clock = services, db, clock
        self.first = 0
        self.skipped: set[datetime] = set()
        self.answered: dict[tuple[int, int], Coming] = {}

    async def begin(self, rule: Rule) -> None:
        said: Any = {
            "title": "Dinner",
            "starts_at": place(FRIDAY, ZONE).at,
            "length": timedelta(hours=2),
            "zone": ZONE,
        }
        draft = await self.services.event_drafts.draft(
            ORGANISER, Spot(CHANNEL), None, "en", repeat=Repeat(rule, FRIDAY), **said
        )
        self.first = (await self.services.event_drafts.publish(ORGANISER, draft.event.id)).id

    async def act(self, step: tuple[Any, ...]) -> None:
        try:
            await getattr(self, f"do_{step[0]}")(*step[1:])
        except (UserError, IndexError, ZeroDivisionError):
            return  # refused, or there is none; then nothing may have changed

    async def do_pass(self, hours: int) -> None:
        self.clock.pass_(hours=hours)

    async def do_skip(self, which: int) -> None:
        wall = (await self.course()).coming[which].wall
        await self.services.series.skip(ORGANISER, self.first, wall)
        self.skipped.add(wall)

    async def do_move(self, which: int, shift: timedelta) -> None:
        planned = (await self.course()).coming[which]
        await self.services.series.move(
            ORGANISER, self.first, planned.wall, planned.starts_at + shift
        )

    async def do_edit(self, which: int, scope: Scope, shift: timedelta) -> None:
        event = await self.open(which)
        await self.services.hosting.edit(
            ORGANISER, event.id, scope=scope, starts_at=event.starts_at + shift
        )
        if scope is not Scope.THIS:
            self.skipped.clear()  # those dates are planned for other times now

    async def do_words(self, which: int, scope: Scope) -> None:
        event = await self.open(which)
        await self.services.hosting.edit(ORGANISER, event.id, scope=scope, title="Lunch")

    async def do_cancel(self, which: int, scope: Scope) -> None:
        await self.services.hosting.cancel(ORGANISER, (await self.open(which)).id, scope)

    async def do_stop(self) -> None:
        await self.services.series.stop(ORGANISER, self.first)

    async def do_extend(self, times: int) -> None:
        await self.services.series.extend(ORGANISER, self.first, times=times)

    async def do_answer(self, which: int, user_id: int) -> None:
        event = await self.open(which)
        await go(self.services, event, user_id)
        self.answered[event.id, user_id] = Coming.GOING

    async def course(self) -> Course:
        return await self.services.series.course(ORGANISER, self.first)

    async def open(self, which: int) -> Event:
        found = (await self.course()).open
        return found[which % len(found)]

    async def settle(self) -> None:
        """Let the queue do what is due."""
        done: list[Done] = []
        while rows := (await self.services.outbox.turn(done, EVERYTHING)).rows:
            done = [Done(row, {"message": 1} if row.kind == CARD else {}) for row in rows]

    async def check(self, before: dict[int, Event]) -> dict[int, Event]:
        async with self.db.reader() as conn:
            made = await events.of_series(conn, 1)
            given = {
                (each.id, answer.user_id): answer.coming
                for each in made
                for answer in await answers.concerned(conn, each.id)
            }
        walls = [each.planned for each in made]
        assert None not in walls
        assert len(set(walls)) == len(walls), "no date is made twice"
        assert given == self.answered, "answers stay as they were given"
        for each in made:
            if each.id not in before:
                assert each.planned not in self.skipped, "a skipped date never comes"
                assert each.starts_at > self.clock() - timedelta(seconds=1), "none is made late"
        coming = (await self.course()).coming
        later = [each.wall for each in coming]
        assert later == sorted(set(later))
        assert not set(later) & (self.skipped | set(walls))
        cancelled = {id_ for id_, each in before.items() if each.state is State.CANCELLED}
        now = {each.id: each for each in made}
        assert all(now[id_].state is State.CANCELLED for id_ in cancelled)
        return now


@settings(max_examples=6)
@given(
    rule=st.sampled_from(
        [
            Rule(Unit.WEEK, weekdays=(4,)),
            Rule(Unit.DAY, 2, count=9),
            Rule(Unit.WEEK, weekdays=(1, 4)),
            Rule(Unit.MONTH, weekdays=(4,), nth=2),
        ]
    ),
    steps=st.lists(STEPS, max_size=14),
)
async def test_whatever_becomes_of_a_series_no_date_comes_twice_and_answers_stay(
    empty_database: Path, rule: Rule, steps: list[tuple[Any, ...]]
) -> None:
    clock = Time(START)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "alumni.db"
        shutil.copy(empty_database, file)
        async with open_services(file, clock=clock) as services:
            db = await Database.open(file)
            try:
                play = Play(services, db, clock)
                await play.begin(rule)
                before = {event.id: event for event in (await play.course()).open}
                for step in (*steps, ("pass", 24 * 10)):
                    await play.act(step)
                    await play.settle()
                    before = await play.check(before)
            finally:
                await db.close()
