"""The durable queue: order, what is claimed, and what becomes of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.app import open_services
from bot.domain.outbox import Again, Dead, Done, Ended, Reason, Row
from bot.errors import DeadLetterGoneError
from bot.services.outbox import KEPT_FOR, Outbox, Room
from bot.services.services import Services
from bot.storage.database import Connection, Database

START = datetime(2026, 1, 1, tzinfo=UTC)
SERVER = 1


class Time:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
def outbox(services: Services) -> Outbox:
    return services.outbox


async def add(outbox: Outbox, place: str, *, after: float = 0, **more: Any) -> int:
    """Add a row that is due some seconds after the start, through the queue's own database."""
    async with outbox._db.transaction() as conn:
        due_at = START + timedelta(seconds=after)
        more = {"server_id": SERVER, **more}
        return await outbox.add(conn, "test", place, {"place": place}, due_at=due_at, **more)


async def claim(outbox: Outbox, *ended: Ended, room: int = 100) -> list[Row]:
    return (await outbox.turn(ended, Room(room, room))).rows


async def work_off(outbox: Outbox) -> list[int]:
    """Carry out everything that is due, and return the numbers in their order."""
    order: list[int] = []
    rows = await claim(outbox)
    while rows:
        order += [row.id for row in rows]
        rows = await claim(outbox, *(Done(row, {}) for row in rows))
    return order


async def test_a_row_comes_back_as_it_was_written(outbox: Outbox) -> None:
    number = await add(outbox, "user:7")

    assert await claim(outbox) == [
        Row(number, "test", "user:7", {"place": "user:7"}, SERVER, START, 0, None)
    ]
    assert await claim(outbox) == [], "what is being carried out is not claimed again"


async def test_a_decision_that_is_rolled_back_leaves_no_row(outbox: Outbox) -> None:
    async def decide() -> None:
        async with outbox._db.transaction() as conn:
            await outbox.add(conn, "test", "user:7", {})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await decide()

    assert await claim(outbox) == []


async def test_rows_of_a_place_come_one_by_one_and_places_side_by_side(outbox: Outbox) -> None:
    a1, a2 = await add(outbox, "a"), await add(outbox, "a")
    b1 = await add(outbox, "b")

    first = await claim(outbox)
    second = await claim(outbox, *(Done(row, {}) for row in first))

    assert [row.id for row in first] == [a1, b1]
    assert [row.id for row in second] == [a2]


async def test_the_order_is_by_due_time_also_for_rows_that_came_later(
    outbox: Outbox, clock: Time
) -> None:
    late = await add(outbox, "a", after=60)
    later = await add(outbox, "a", after=90)
    early = await add(outbox, "a", after=30)
    clock.pass_(100)

    assert await work_off(outbox) == [early, late, later]


async def test_nothing_is_claimed_before_it_is_due_and_the_moment_is_told(
    outbox: Outbox, clock: Time
) -> None:
    await add(outbox, "a", after=60)

    turn = await outbox.turn((), Room(10, 10))
    clock.pass_(60)

    assert turn.rows == []
    assert turn.next_at == START + timedelta(seconds=60)
    assert len(await claim(outbox)) == 1


async def test_a_retry_keeps_its_place_in_the_order(outbox: Outbox, clock: Time) -> None:
    first, second = await add(outbox, "a"), await add(outbox, "a", after=1)
    [row] = await claim(outbox)

    turn = await outbox.turn(
        [Again(row, START + timedelta(seconds=60), 1, certain=False)], Room(10, 10)
    )
    clock.pass_(60)
    [again] = await claim(outbox)

    assert turn.rows == []
    assert turn.next_at == START + timedelta(seconds=60)
    assert (again.id, again.attempts, again.begun_at) == (first, 1, START)
    assert [row.id for row in await claim(outbox, Done(again, {}))] == [second]


async def test_a_row_that_may_have_happened_is_not_overtaken(outbox: Outbox, clock: Time) -> None:
    later = await add(outbox, "a", after=10)
    clock.pass_(10)
    [row] = await claim(outbox)
    await claim(outbox, Again(row, clock(), 1, certain=False), room=0)

    early = await add(outbox, "a", after=5)

    assert await work_off(outbox) == [later, early]


async def test_what_surely_did_not_happen_is_begun_anew(outbox: Outbox, clock: Time) -> None:
    await add(outbox, "a")
    [row] = await claim(outbox)

    [again] = await claim(outbox, Again(row, clock(), 0, certain=True))

    assert again.begun_at is None


async def test_what_a_killed_process_had_begun_is_known_as_begun(
    outbox: Outbox, clock: Time
) -> None:
    await add(outbox, "a")
    await claim(outbox)
    clock.pass_(5)

    await outbox.start()
    [row] = await claim(outbox)

    assert row.begun_at == START


async def test_the_result_is_recorded_with_the_end_of_the_row(outbox: Outbox, db: Database) -> None:
    recorded: list[tuple[int, Any]] = []

    async def record(conn: Connection, row: Row, result: Any) -> None:
        recorded.append((row.id, result))

    outbox.register("test", record)
    number = await add(outbox, "a")
    [row] = await claim(outbox)

    await claim(outbox, Done(row, {"channel": 5}))

    assert recorded == [(number, {"channel": 5})]
    async with db.reader() as conn:
        assert not list(await conn.execute_fetchall("SELECT * FROM outbox"))


async def test_a_recorder_that_fails_takes_only_its_own_work_with_it(outbox: Outbox) -> None:
    async def record(conn: Connection, row: Row, result: Any) -> None:
        await outbox.add(conn, "result", f"of:{row.place}", {})
        if row.place == "bad":
            raise ZeroDivisionError

    outbox.register("test", record)
    await add(outbox, "good")
    await add(outbox, "bad")
    rows = await claim(outbox)

    left = await claim(outbox, *(Done(row, {}) for row in rows))

    [dead] = await outbox.dead(SERVER, limit=10)
    assert [row.place for row in left] == ["of:good"]
    assert (dead.row.place, dead.reason) == ("bad", Reason.FAULT)
    assert dead.row.begun_at is not None, "it happened: look before it is repeated"


async def test_a_dead_row_lets_those_behind_it_pass(outbox: Outbox) -> None:
    await add(outbox, "a")
    behind = await add(outbox, "a")
    [row] = await claim(outbox)

    left = await claim(outbox, Dead(row, Reason.FORBIDDEN, {"code": 50013}))

    assert [each.id for each in left] == [behind]
    [dead] = await outbox.dead(SERVER, limit=10)
    assert (dead.reason, dead.details, dead.died_at) == ("forbidden", {"code": 50013}, START)
    assert await outbox.dead(2, limit=10) == []


async def test_a_dead_row_that_holds_its_place_stops_those_behind_it(outbox: Outbox) -> None:
    held = await add(outbox, "a", holds=True)
    behind = await add(outbox, "a")
    [row] = await claim(outbox)
    await claim(outbox, Dead(row, Reason.FORBIDDEN))
    assert await claim(outbox) == []

    await outbox.drop(SERVER, held)

    assert [each.id for each in await claim(outbox)] == [behind]


@pytest.mark.parametrize(("reason", "looks"), [(Reason.UNKNOWN, False), (Reason.UNREACHABLE, True)])
async def test_a_dead_row_that_is_retried_takes_its_old_turn(
    outbox: Outbox, clock: Time, reason: Reason, looks: bool
) -> None:
    dead, behind = await add(outbox, "a"), await add(outbox, "a", after=60)
    [row] = await claim(outbox)
    await claim(outbox, Dead(row, reason, certain=False))
    clock.pass_(60)

    await outbox.retry(SERVER, dead)
    [again] = await claim(outbox)

    assert (again.id, again.attempts) == (dead, 0)
    assert (again.begun_at is not None) == looks
    assert [each.id for each in await claim(outbox, Done(again, {}))] == [behind]


async def test_dead_letters_are_settled_once_and_by_their_own_server(outbox: Outbox) -> None:
    number = await add(outbox, "a")
    [row] = await claim(outbox)
    await claim(outbox, Dead(row, Reason.GONE))

    with pytest.raises(DeadLetterGoneError):
        await outbox.drop(2, number)
    await outbox.drop(SERVER, number)
    for settle in (outbox.drop, outbox.retry):
        with pytest.raises(DeadLetterGoneError):
            await settle(SERVER, number)


async def test_what_is_taken_back_is_not_carried_out(outbox: Outbox) -> None:
    begun = await add(outbox, "a")
    await add(outbox, "a")
    await claim(outbox)
    other = await add(outbox, "b")

    async with outbox._db.transaction() as conn:
        taken = await outbox.withdraw(conn, "test", "a")
        none = await outbox.withdraw(conn, "test", "b", match={"place": "elsewhere"})
    await outbox.start()

    assert (taken, none) == (1, 0)
    assert sorted(await work_off(outbox)) == [begun, other]


async def test_no_kind_takes_all_the_room_so_that_others_go_on(outbox: Outbox) -> None:
    for number in range(10):
        await add(outbox, f"place {number}")
    async with outbox._db.transaction() as conn:
        await outbox.add(conn, "later", "z", {})

    turn = await outbox.turn((), Room(5, 3, {"test": 1}))
    full = await outbox.turn((), Room(1, 3, {"test": 3, "later": 1}))

    assert [row.kind for row in turn.rows] == ["test", "test", "later"]
    assert turn.next_at is None, "what has no room comes with the end of what has"
    assert full.rows == []


async def test_what_nobody_settled_is_dropped_after_ninety_days(
    outbox: Outbox, clock: Time
) -> None:
    dropped: list[str] = []

    async def drop(_: Connection, row: Row) -> None:
        dropped.append(row.place)

    outbox.register("test", _nothing, on_dropped=drop)
    for place in ("old", "new"):
        await add(outbox, place)
        [row] = await claim(outbox)
        await claim(outbox, Dead(row, Reason.GONE))
        clock.pass_(60)
    clock.pass_(KEPT_FOR.total_seconds() - 90)

    await outbox.forget_old()

    assert dropped == ["old"]
    assert [letter.row.place for letter in await outbox.dead(SERVER, limit=5)] == ["new"]


async def _nothing(conn: Connection, row: Row, result: Any) -> None:
    """Record nothing."""


async def test_new_rows_wake_who_listens(outbox: Outbox) -> None:
    woken: list[bool] = []
    outbox.wakes(lambda: woken.append(True))

    await add(outbox, "a")

    assert woken


async def test_a_place_with_many_rows_behind_is_not_walked(outbox: Outbox, clock: Time) -> None:
    """SQLite counts its own steps, so that no clock decides: walking would take millions."""
    many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
    async with outbox._db.transaction() as conn:
        await conn.execute(
            f"{many} INSERT INTO outbox (kind, place, payload, due_at, not_before)"  # noqa: S608
            " SELECT 'test', 'a', '{}', ?, ? FROM n",
            ((START + timedelta(seconds=1)).isoformat(),) * 2,
        )
    await add(outbox, "a")
    steps = 0

    def count() -> None:
        nonlocal steps
        steps += 1

    await outbox._db._writer.set_progress_handler(count, 100)
    [row] = await claim(outbox)
    clock.pass_(1)
    [behind] = await claim(outbox, Done(row, {}))
    await claim(outbox, Dead(behind, Reason.GONE))
    await add(outbox, "a")

    assert 0 < steps < 100


async def test_letters_of_before_the_queue_move_onto_it(tmp_path: Path) -> None:
    from bot.storage.migrate import migrate, migrations

    path = tmp_path / "old.db"
    await migrate(path, migrations()[:5])
    db = await Database.open(path)
    async with db.transaction() as conn:
        await conn.execute(
            "INSERT INTO profiles (user_id, name, created_at) VALUES (7, 'Hana', '2026')"
        )
        await conn.executemany(
            "INSERT INTO letters (user_id, kind, subject, way, written_at) VALUES (7, ?, 1, ?, ?)",
            [(kind, way, START.isoformat()) for kind, way in WAYS],
        )
    await db.close()

    async with open_services(path, clock=lambda: START) as services:
        rows = await claim(services.outbox)
        rest = await claim(services.outbox, *(Done(row, {}) for row in rows))

    assert [(row.place, row.payload) for row in rows + rest] == [
        ("user:7", {"letter": 1}),
        ("user:7", {"letter": 3}),
    ]


WAYS = [("hello", "message"), ("accepted", "command"), ("unlisted", "message")]
