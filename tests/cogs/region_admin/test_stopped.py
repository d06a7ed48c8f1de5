"""A plan whose steps are stopped at each await in turn finishes right."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Coroutine, Generator
from typing import Any

import pytest

from bot.domain.layout import Kind, Layout, Server, Shape, Step, Thing, Verb
from bot.domain.layout.jobs import Job
from bot.domain.outbox import Done
from bot.errors import NothingToUndoError
from bot.services.layout_jobs import STEP
from bot.services.outbox import Room
from bot.services.services import Services
from bot.storage import layout_jobs
from bot.storage.database import Database
from cogs.region_admin.steps import StepCarrier
from tests.cogs.region_admin.discord_stub import SERVER, Stub
from tests.cogs.region_admin.jobs import begin, work

ISLES = tuple(f"Isle {number}" for number in range(50))


async def test_it_asks_discord_once_for_each_step(services: Services) -> None:
    discord = Stub()
    job = await begin(services)

    await work(services, StepCarrier(discord, services.layout_jobs, services.clock))  # type: ignore[arg-type]

    assert len(discord.asked) == job.total == 9


class Mortal:
    """Runs a coroutine until it has waited so many times; then it is broken off there."""

    def __init__(self, coroutine: Coroutine[Any, Any, Any], waits: int) -> None:
        self._coroutine = coroutine
        self._waits = waits

    def __await__(self) -> Generator[Any, Any, bool]:
        """Return whether it came to its own end."""
        inner = self._coroutine.__await__()
        try:
            waited_for = next(inner)
            for _ in range(self._waits):
                yield waited_for
                waited_for = next(inner)
            waited_for = inner.throw(asyncio.CancelledError())
            while True:  # what it still has to put in order
                yield waited_for
                waited_for = next(inner)
        except StopIteration:
            return True
        except asyncio.CancelledError:
            return False


@pytest.mark.parametrize("layout", [Layout.CHANNELS, Layout.FORUM])
async def test_stopped_at_each_await_of_a_step_it_makes_each_thing_once(
    services: Services, db: Database, layout: Layout
) -> None:
    """No step is stopped twice: of each kind there are as many as it has awaits, and more."""
    discord = Stub()
    carrier: Any = StepCarrier(discord, services.layout_jobs, services.clock)  # type: ignore[arg-type]
    job: Job | None = await begin(services, layout, names=ISLES)

    stops, ends = Counter[Kind](), Counter[Kind]()
    while job is not None:
        kind = await kind_of_next(db, job)
        await skip_progress(services)
        if await Mortal(work(services, carrier, rows=1), stops[kind]):
            ends[kind] += 1
        stops[kind] += 1
        await services.outbox.start()
        while (now := await services.layouts.job(SERVER)) and now.done == job.done:
            await skip_progress(services)
            await work(services, carrier, rows=1)
        job = now

    many = {Kind.ROLE, Kind.CHANNEL} if layout is Layout.CHANNELS else {Kind.POST}
    assert {kind for kind, number in ends.items() if number} == many, "all their awaits had a stop"
    names = Counter(each["name"] for each in (*discord.channels.values(), *discord.roles.values()))
    assert set(names.values()) == {1}
    assert names.total() == sum(stops.values())
    held = await services.layouts.held(SERVER)
    assert {thing.id for thing in held.values()} == {*discord.channels, *discord.roles}


async def kind_of_next(db: Database, job: Job) -> Kind:
    async with db.reader() as conn:
        step = await layout_jobs.step(conn, job.id, job.done)
    assert step is not None
    return step.kind


async def skip_progress(services: Services) -> None:
    """Settle what only shows how far it is, so that the next row is a step."""
    ended: list[Done] = []
    while rows := (await services.outbox.turn(ended, Room(1, 1, {STEP: 1}))).rows:
        ended = [Done(rows[0], {})]


async def test_a_plan_can_be_stopped_while_something_is_mended(
    services: Services, db: Database
) -> None:
    mend = Step(Verb.RENAME, "role:o9", Shape(Kind.ROLE, "Oki"), id=9)
    async with db.transaction() as conn:
        await services.layout_jobs.mend(conn, SERVER, [mend])
    [row] = (await services.outbox.turn((), Room(1, 1))).rows
    job = await begin(services)

    await services.layouts.stop(SERVER, job.id)

    assert await services.layouts.job(SERVER) is None
    turn = await services.outbox.turn([Done(row, {"id": 9})], Room(9, 9))
    assert [each.kind for each in turn.rows] == ["progress"]


async def test_a_way_back_that_was_stopped_can_be_gone_on_with(services: Services) -> None:
    discord = Stub()
    carrier: Any = StepCarrier(discord, services.layout_jobs, services.clock)  # type: ignore[arg-type]
    await begin(services)
    await work(services, carrier)
    first = await services.layouts.undo(SERVER, await built(services), locale="en", channel_id=5)
    await work(services, carrier, rows=3)

    await services.layouts.stop(SERVER, first.id)
    await services.layouts.undo(SERVER, await built(services), locale="en", channel_id=5)
    await work(services, carrier)

    assert (discord.channels, discord.roles) == ({}, {})
    with pytest.raises(NothingToUndoError):
        await services.layouts.way_back(SERVER, Server())


async def built(services: Services) -> Server:
    """Return the server as it is when nobody touched what the bot made."""
    held = await services.layouts.held(SERVER)
    ids = {key: str(each.id) for key, each in held.items()}
    return Server(
        tuple(
            Thing(
                each.id,
                each.asked.renamed(lambda ref: ids.get(ref, ref)),
                key,
                each.making,
                asked=each.asked,
            )
            for key, each in held.items()
        )
    )
