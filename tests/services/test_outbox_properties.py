"""Whatever happens in whatever order, the queue claims what a plain reading of its rules says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.outbox import Again, Dead, Done, Ended, Row
from bot.services.outbox import Outbox, Room
from bot.services.services import Services

START = datetime(2026, 1, 1, tzinfo=UTC)
PLENTY = Room(100, 100)
PAUSE = timedelta(seconds=2)

EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.sampled_from("ab"), st.integers(0, 4)),
        st.tuples(st.just("pass"), st.just(""), st.integers(1, 3)),
        st.tuples(st.just("end"), st.sampled_from(("done", "again", "unsure", "dead")), st.just(0)),
        st.tuples(st.just("kill"), st.just(""), st.just(0)),
    ),
    max_size=25,
)


@dataclass
class Known:
    """What a row is by the plain reading."""

    place: str
    due_at: datetime
    not_before: datetime
    is_begun: bool = False


class Watch:
    now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Watch:
    return Watch()


def expected(known: dict[int, Known], carried: dict[int, Row], now: datetime) -> set[int]:
    """Read plainly: of each idle place the begun row, else the one due first, if it may go."""
    found: set[int] = set()
    for place in {each.place for each in known.values()}:
        here = {number: each for number, each in known.items() if each.place == place}
        if carried.keys() & here.keys():
            continue
        number = min(here, key=lambda n: (not here[n].is_begun, here[n].due_at, n))
        if here[number].not_before <= now:
            found.add(number)
    return found


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(EVENTS)
async def test_the_queue_claims_what_its_rules_say(
    services: Services, clock: Watch, events: list[tuple[str, str, int]]
) -> None:
    outbox, known, carried = services.outbox, dict[int, Known](), dict[int, Row]()
    clock.now = START
    async with outbox._db.transaction() as conn:
        await conn.execute("DELETE FROM outbox")
    for what, which, number in events:
        ended: list[Ended] = []
        match what:
            case "add":
                due_at = clock.now + timedelta(seconds=number)
                row_id = await _add(outbox, which, due_at)
                known[row_id] = Known(which, due_at, due_at)
            case "pass":
                clock.now += timedelta(seconds=number)
            case "end" if carried:
                row = carried.pop(min(carried))
                ended = [_ended(row, which, clock.now)]
                _note(known, ended[0])
            case "kill":
                await outbox.start()
                carried.clear()
            case _:
                pass
        wanted = expected(known, carried, clock.now)
        rows = (await outbox.turn(ended, PLENTY)).rows

        assert {row.id for row in rows} == wanted
        for row in rows:
            assert (row.begun_at is not None) == known[row.id].is_begun
            known[row.id].is_begun = True
            carried[row.id] = row


async def _add(outbox: Outbox, place: str, due_at: datetime) -> int:
    async with outbox._db.transaction() as conn:
        return await outbox.add(conn, "test", place, {}, due_at=due_at)


def _ended(row: Row, how: str, now: datetime) -> Ended:
    match how:
        case "done":
            return Done(row, {})
        case "dead":
            return Dead(row, "gone")
        case _:
            return Again(row, now + PAUSE, row.attempts + 1, certain=how == "again")


def _note(known: dict[int, Known], ended: Ended) -> None:
    if isinstance(ended, Again):
        known[ended.row.id].not_before = ended.not_before
        known[ended.row.id].is_begun = not ended.certain
    else:
        del known[ended.row.id]
