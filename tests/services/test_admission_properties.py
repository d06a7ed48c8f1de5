"""In any order of wishes, approvals, yeses and hours the seats are as the rule says."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from bot.domain.events import Coming, Event
from bot.domain.seats import Party, confirm_by, promote
from bot.errors import GuestsRoomError, NotGoingError, SeatGoneError
from bot.services.services import Services
from bot.storage import answers
from bot.storage.database import Database
from tests.events import HOST, ORGANISER, asker, go, pass_time, publish
from tests.time import Time

HOUR = timedelta(hours=1)


@pytest.fixture
def clock() -> Time:
    return Time()


class Model:
    """The rule of seats, told step by step without a database."""

    def __init__(self, event: Event) -> None:
        self.starts_at = event.starts_at
        self.limit: int | None = 4
        self.by_approval = False
        self.seats: list[Party] = []
        self.queue: list[Party] = []
        self.approved: set[int] = set()
        self.awaited: dict[int, datetime] = {}

    def party(self, user_id: int) -> Party | None:
        return next((p for p in (*self.seats, *self.queue) if p.user_id == user_id), None)

    def leave(self, user_id: int) -> None:
        self.seats = [p for p in self.seats if p.user_id != user_id]
        self.queue = [p for p in self.queue if p.user_id != user_id]
        self.approved.discard(user_id)
        self.awaited.pop(user_id, None)

    def settle(self, now: datetime, joining: int | None = None) -> None:
        free = None if self.limit is None else self.limit - sum(p.size for p in self.seats)
        may = [p for p in self.queue if not self.by_approval or p.user_id in self.approved]
        seated = promote(free, may).seated
        self.queue = [p for p in self.queue if p not in seated]
        self.seats += seated
        by = confirm_by(self.starts_at, now)
        if by is not None:
            self.awaited |= {p.user_id: by for p in seated if p.user_id != joining}

    def lapse(self, now: datetime) -> None:
        while self.awaited and (due := min(self.awaited.values())) <= now:
            for user_id in [each for each, by in self.awaited.items() if by == due]:
                self.leave(user_id)
            self.settle(now)


async def state(db: Database, event: Event) -> tuple[Sequence[int], Sequence[int], object]:
    async with db.reader() as conn:
        found = await answers.concerned(conn, event.id)
    going = [each for each in found if each.coming is Coming.GOING]
    return (
        sorted(each.user_id for each in going if each.is_seated),
        [each.user_id for each in going if not each.is_seated],
        {each.user_id: each.confirm_by for each in going if each.confirm_by},
    )


@pytest.mark.parametrize("seed", range(2))
async def test_any_order_of_wishes_approvals_and_confirmations_ends_as_the_rule_says(
    services: Services, db: Database, clock: Time, seed: int
) -> None:
    draws = random.Random(seed)  # noqa: S311 - the same every time
    event = await publish(services, capacity=4, starts_at=clock() + 30 * HOUR)
    model = Model(event)
    wishes = ["going"] * 4 + ["no", "guests", "limit", "approve", "mode", "confirm", "time", "time"]
    for _ in range(110):
        user_id, wish = draws.randrange(100, 112), draws.choice(wishes)
        if wish == "limit":
            limit = draws.choice([2, 4, 6, None])
            is_new, model.limit = limit != model.limit, limit
            await services.hosting.edit(ORGANISER, event.id, capacity=limit)
            if is_new:
                model.settle(clock())
        elif wish == "mode":
            model.by_approval = not model.by_approval
            await services.admissions.say(ORGANISER, event.id, by_approval=model.by_approval)
            if model.by_approval:
                model.approved |= {p.user_id for p in model.seats}
            model.settle(clock())
        elif wish == "approve":
            await services.admissions.approve(ORGANISER, event.id, [user_id])
            if model.party(user_id):
                model.approved.add(user_id)
            model.settle(clock())
        elif wish == "confirm":
            seated = {p.user_id for p in model.seats}
            try:
                await services.answers.confirm(asker(user_id), event.id)
            except SeatGoneError:
                assert user_id not in seated
            else:
                assert user_id in seated
                model.awaited.pop(user_id, None)
        elif wish == "time":
            clock.pass_(minutes=draws.choice([10, 30, 60]))
            await pass_time(services)
            model.lapse(clock())
        elif wish == "guests":
            guests = ["guest"] * draws.randrange(3)
            try:
                await services.answers.bring(asker(user_id), event.id, guests)
            except (NotGoingError, GuestsRoomError):
                continue
            larger = Party(user_id, 1 + len(guests))
            model.seats = [larger if p.user_id == user_id else p for p in model.seats]
            model.queue = [larger if p.user_id == user_id else p for p in model.queue]
            model.settle(clock(), user_id)
        else:
            before = model.party(user_id)
            await go(services, event, user_id, Coming(wish))
            if wish == "going" and before is None:
                model.queue.append(Party(user_id, 1))
                model.settle(clock(), user_id)
            elif wish == "going":
                model.awaited.pop(user_id, None)
            elif before is not None:
                model.leave(user_id)
                model.settle(clock())
        assert await state(db, event) == (
            sorted(p.user_id for p in model.seats),
            [p.user_id for p in model.queue],
            model.awaited,
        )
    assert clock() < event.ends_at


async def test_a_hundred_press_at_once_for_forty_seats_that_a_host_gives(
    services: Services, db: Database
) -> None:
    event = await publish(services, capacity=40)
    await services.admissions.say(ORGANISER, event.id, by_approval=True)
    people = list(range(1_000, 1_100))
    given = await asyncio.gather(*(go(services, event, each) for each in people))
    assert not any(each.answer.is_seated for each in given)

    await services.admissions.approve(ORGANISER, event.id, people[79:19:-1])

    seated, waiting, _ = await state(db, event)
    assert seated == people[20:60], "in the order in which they came"
    assert len(waiting) == 60
    assert HOST not in seated
