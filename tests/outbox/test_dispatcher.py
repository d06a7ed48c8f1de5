"""The worker: when it begins, in which order, and how it stops."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import aiohttp
import pytest

from bot.domain.outbox import Row
from bot.outbox import dispatcher as dispatching
from bot.outbox.dispatcher import OF_A_KIND, SIDE_BY_SIDE, Dispatcher
from bot.storage.database import Database
from tests.outbox.conftest import Parcels, Post


async def test_a_new_row_is_carried_out_at_once(post: Post) -> None:
    number = await post.add()

    await post.empty()

    assert post.parcels.carried == [number]
    assert post.parcels.looked_for == []


async def test_a_row_is_carried_out_at_its_moment_without_anybody_waking(post: Post) -> None:
    late: list[float] = []

    async def notes(row: Row) -> Mapping[str, Any]:
        late.append((post.clock() - row.due_at).total_seconds())
        return {}

    post.parcels.carries = notes
    await post.add(after=0.1)
    await post.empty()

    [seconds] = late
    assert 0 <= seconds < 1


async def test_places_are_served_side_by_side_within_a_bound(post: Post) -> None:
    gate, rows = asyncio.Event(), SIDE_BY_SIDE + 5
    post.dispatcher.add_carrier("other", post.parcels)

    async def waits(_: Row) -> Mapping[str, Any]:
        await gate.wait()
        return {}

    post.parcels.carries = waits
    for number in range(rows):
        await post.add(f"place {number}")
    await post.until(_has_carried(post, OF_A_KIND))
    for number in range(rows):
        await post.add(f"other place {number}", kind="other")
    await post.until(full := _has_carried(post, SIDE_BY_SIDE))
    await asyncio.sleep(0)
    assert await full()
    gate.set()
    await post.empty()

    assert len(post.parcels.carried) == 2 * rows


def _has_carried(post: Post, count: int) -> Any:
    async def has() -> bool:
        return len(post.parcels.carried) == count

    return has


async def test_one_place_goes_in_order_while_others_pass(post: Post) -> None:
    gate = asyncio.Event()

    async def stuck(row: Row) -> Mapping[str, Any]:
        if row.place == "stuck":
            await gate.wait()
        return {}

    post.parcels.carries = stuck
    first, second = await post.add("stuck"), await post.add("stuck")
    free = [await post.add("free") for _ in range(3)]
    await post.until(_has_carried(post, 4))
    assert post.parcels.carried == [first, *free]
    gate.set()
    await post.empty()

    assert post.parcels.carried == [first, *free, second]


async def test_what_is_carried_out_finishes_and_is_recorded_when_the_bot_stops(post: Post) -> None:
    gate = asyncio.Event()

    async def waits(_: Row) -> Mapping[str, Any]:
        await gate.wait()
        return {}

    post.parcels.carries = waits
    await post.add("a")
    behind = await post.add("a")
    await post.until(_has_carried(post, 1))

    post.dispatcher.stop()
    gate.set()
    assert post.dispatcher._worker is not None
    await asyncio.wait_for(post.dispatcher._worker, 5)

    assert [row["id"] for row in await post.left()] == [behind]
    assert (await post.left())[0]["begun_at"] is None


async def test_what_is_broken_off_is_looked_for_at_the_next_start(post: Post) -> None:
    never = asyncio.Event()

    async def waits(_: Row) -> Mapping[str, Any]:
        await never.wait()
        return {}

    async def is_there(_: Row) -> Mapping[str, Any]:
        return {}

    post.parcels.carries = waits
    number = await post.add()
    await post.until(_has_carried(post, 1))
    await post.dispatcher.close()

    again, parcels = Dispatcher(post.client, post.outbox), Parcels(looks=is_there)
    again.add_carrier("parcel", parcels)
    again.start()
    await post.empty()
    await again.close()

    assert (parcels.looked_for, parcels.carried) == ([number], [])


async def test_one_end_that_cannot_be_recorded_holds_up_nobody(
    post: Post, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatching, "TROUBLE", 0)
    async with db.transaction() as conn:
        await conn.execute(
            "CREATE TRIGGER stuck BEFORE DELETE ON outbox WHEN old.place = 'bad'"
            " BEGIN SELECT raise(ABORT, 'no'); END"
        )
    gate = asyncio.Event()

    async def waits(_: Row) -> Mapping[str, Any]:
        await gate.wait()
        return {}

    post.parcels.carries = waits
    bad, good = await post.add("bad"), await post.add("good")
    await post.until(_has_carried(post, 2))
    gate.set()
    later = await post.add("later")
    await post.until(_has_carried(post, 3))

    async def only_bad() -> bool:
        return [row["place"] for row in await post.left()] == ["bad"]

    await post.until(only_bad)
    assert post.parcels.carried == [bad, good, later], "nothing was done twice"


async def test_while_nothing_gets_through_one_row_at_a_time_tries(post: Post) -> None:
    is_out = True

    async def unreachable(_: Row) -> Mapping[str, Any]:
        if is_out:
            raise aiohttp.ClientConnectionError
        return {}

    async def not_there(_: Row) -> None:
        if is_out:
            raise aiohttp.ClientConnectionError

    post.parcels.carries, post.parcels.looks = unreachable, not_there
    rows = 3 * SIDE_BY_SIDE
    async with db_transaction(post) as conn:
        for number in range(rows):
            await post.outbox.add(conn, "parcel", f"place {number}", {}, server_id=1)
    await post.until(_is_held(post))
    tried = len(post.parcels.carried)
    assert tried <= SIDE_BY_SIDE

    for _ in range(3):
        await post.pass_(60)
        await post.until(_is_held(post))
    assert len(post.parcels.carried) + len(post.parcels.looked_for) <= tried + 3
    turns = _counted(post)
    await asyncio.sleep(0.05)
    assert len(turns) <= 2, "it sleeps"

    is_out = False
    await post.pass_(60)
    await post.empty()
    assert await post.dead() == []


def _counted(post: Post) -> list[int]:
    """Count how often the worker asks the database from now on."""
    turns: list[int] = []
    ask = post.outbox.turn

    def asks(*args: Any, **options: Any) -> Any:
        turns.append(1)
        return ask(*args, **options)

    post.outbox.turn = asks  # type: ignore[method-assign]
    return turns


async def test_after_an_outage_with_nothing_due_the_worker_sleeps(post: Post) -> None:
    async def unreachable(_: Row) -> Mapping[str, Any]:
        raise aiohttp.ClientConnectionError

    post.parcels.carries = unreachable
    for number in range(3):
        await post.add(f"place {number}")
    await post.until(_is_held(post))
    async with db_transaction(post) as conn:
        await conn.execute("UPDATE outbox SET not_before = '2999-01-01T00:00:00+00:00'")
    await post.pass_(60)
    await asyncio.sleep(0.02)

    turns = _counted(post)
    await asyncio.sleep(0.05)

    assert turns == []


def db_transaction(post: Post) -> Any:
    return post.outbox._db.transaction()


def _is_held(post: Post) -> Any:
    async def is_held() -> bool:
        outage = post.dispatcher._outage
        waits = not post.dispatcher._carrying and not post.dispatcher._ended
        return waits and outage.until is not None and outage.until > post.clock()

    return is_held
